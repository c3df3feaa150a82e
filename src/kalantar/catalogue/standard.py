"""The catalogue a new service starts with, read from the file beside this one."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kalantar.catalogue.models import WAIT_ALARM_S, WORD_WITHIN_S

FILE = Path(__file__).with_name("standard.toml")


@dataclass(frozen=True, slots=True)
class Standard:
    """Rows as the models' fields. ``questions``: a type's code → its questions in their order."""

    types: list[dict[str, Any]]
    dispositions: list[dict[str, Any]]
    reasons: list[dict[str, Any]]
    questions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


@cache
def standard_catalogue() -> Standard:
    """The file's rows. Raises KeyError or ValueError for a file that says too little."""
    with FILE.open("rb") as file:
        written = tomllib.load(file)
    return Standard(
        types=[
            _named(row, place, "units", "capabilities", "unit_kinds", "keywords")
            | {
                "priority": row["priority"],
                "wait_alarm_s": row.get("wait_alarm_s", WAIT_ALARM_S[row["priority"]]),
                "word_within_s": row.get("word_within_s", WORD_WITHIN_S[row["priority"]]),
            }
            for place, row in enumerate(written["type"], start=1)
        ],
        dispositions=[_named(row, n, "needs_note") for n, row in enumerate(written["disposition"])],
        reasons=[_named(row, place) for place, row in enumerate(written["reason"])],
        questions={row["code"]: _questions(row) for row in written["type"]},
    )


def _named(row: dict[str, Any], place: int, *more: str) -> dict[str, Any]:
    names = {"code": row["code"], "name_fa": row["fa"], "name_en": row["en"], "order": place}
    return names | {key: row[key] for key in more if key in row}


def _questions(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "code": asked["code"],
            "order": place,
            "text_fa": asked["fa"],
            "text_en": asked["en"],
            "kind": asked.get("kind", "yes_no"),
            "yes_means_priority": asked.get("raises_to"),
        }
        for place, asked in enumerate(row["questions"], start=1)
    ]
