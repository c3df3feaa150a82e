"""The services a new installation offers, read from the file beside this one."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("standard.toml")


@cache
def standard_services() -> list[dict[str, Any]]:
    """The file's rows as the model's fields. Raises KeyError for a row that says too little."""
    with FILE.open("rb") as file:
        written = tomllib.load(file)["service"]
    return [
        {
            "code": row["code"],
            "letter": row["letter"],
            "name_fa": row["fa"],
            "name_en": row["en"],
            "order": place,
        }
        for place, row in enumerate(written, start=1)
    ]
