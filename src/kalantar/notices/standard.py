"""The words of notices a new service starts with, read from the file beside this one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("standard.toml")


@dataclass(frozen=True, slots=True)
class Words:
    event: str
    language: str
    role: str
    text: str


@cache
def standard_words() -> list[Words]:
    """A template for each event, role and language. Raises KeyError for a file that says too little."""
    with FILE.open("rb") as file:
        written = tomllib.load(file)["words"]
    return [
        Words(row["event"], language, role, row[language])
        for row in written
        for role in row["roles"]
        for language in ("fa", "en")
    ]
