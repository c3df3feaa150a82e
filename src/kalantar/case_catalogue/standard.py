"""The case catalogue a new service starts with, read from the file beside this one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("standard.toml")
CATEGORY, OUTCOME, FIELD = (
    ("confidential", "confidential_because", "kept_years", "keywords", "bring_fa", "bring_en"),
    ("kind", "needs_note"),
    ("kind", "required"),
)


@dataclass(frozen=True, slots=True)
class Standard:
    """Rows as the models' fields. ``fields``: a category's code → its fields in their order."""

    categories: list[dict[str, Any]]
    outcomes: list[dict[str, Any]]
    outside_services: list[dict[str, Any]]
    fields: dict[str, list[dict[str, Any]]]


@cache
def standard_case_catalogue() -> Standard:
    """The file's rows. Raises KeyError for a file that says too little."""
    with FILE.open("rb") as file:
        written = tomllib.load(file)
    return Standard(
        categories=_rows(written["category"], "name", CATEGORY),
        outcomes=_rows(written["outcome"], "name", OUTCOME),
        outside_services=_rows(written["outside_service"], "name", ()),
        fields={row["code"]: _rows(row["fields"], "text", FIELD) for row in written["category"]},
    )


def _rows(written: list[dict[str, Any]], said: str, more: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"code": row["code"], "order": place, f"{said}_fa": row["fa"], f"{said}_en": row["en"]}
        | {key: row[key] for key in more if key in row}
        for place, row in enumerate(written, start=1)
    ]
