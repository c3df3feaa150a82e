"""One row of an old register: what its cells say, as the service understands it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from kalantar.case_catalogue.models import CaseCategory, CaseOutcome
from kalantar.cases.numbering import old_number_of
from kalantar.cases.rules import (
    case_happened_already,
    old_case_has_its_number,
    old_case_is_of_the_past,
    old_case_says_how_and_when_it_ended,
)
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import (
    normalise,
    parse_date,
    parse_national_id,
    parse_phone,
    search_key,
    to_latin_digits,
)
from kalantar.old_files.mapping import OF_A_PARTY, ROLES, Mapping
from kalantar.old_files.rules import (
    LONGEST_NAME,
    LONGEST_TEXT,
    category_of_the_row_is_known,
    cell_of_the_row_is_not_too_long,
    day_of_the_row_is_of_the_calendar,
    outcome_of_the_row_is_known,
    party_of_the_row_has_a_name,
)

FIRST_GREGORIAN = 1700  # a year from here on is none of the Jalali calendar


@dataclass(frozen=True, slots=True)
class Known:
    """The catalogue's rows by code and by name, as one word each: also those no longer offered."""

    categories: dict[str, str]
    outcomes: dict[str, str]

    @classmethod
    def now(cls) -> "Known":
        return cls(_by_name(CaseCategory), _by_name(CaseOutcome))


@dataclass(slots=True)
class Cells:
    """The cells of a row. ``column``: the head of the one that was looked at last."""

    cells: list[str]
    places: dict[str, int]
    mapping: Mapping
    column: str = ""

    def said(self, what: str, most: int = LONGEST_NAME) -> str:
        place = self.places.get(what)
        if place is None or place >= len(self.cells):
            return ""
        self.column = self.mapping.columns[what]
        text = normalise(self.cells[place]).strip()
        if len(text) > most:
            raise cell_of_the_row_is_not_too_long.refuse()
        return text

    def at(self, what: str, refused: Refused) -> Refused:
        """The same refusal, of that column."""
        self.column = self.mapping.columns[what]
        return refused


def understood(told: Cells, known: Known) -> dict[str, Any]:
    """Refused at the first cell that cannot be; then ``told.column`` says which."""
    mapping = told.mapping
    number = old_number_of(told.said("number"))
    if not old_case_has_its_number(number):
        raise told.at("number", old_case_has_its_number.refuse())
    category = _called(told.said("category"), mapping.categories, known.categories)
    if category is None:
        raise told.at("category", category_of_the_row_is_known.refuse())
    opened = day(told.said("opened"), mapping)
    closed = day(said, mapping) if (said := told.said("closed")) else None
    ending = told.said("outcome")
    outcome = _called(ending, mapping.outcomes, known.outcomes)
    if ending and outcome is None:
        raise outcome_of_the_row_is_known.refuse()
    if not old_case_says_how_and_when_it_ended(closed, outcome):
        raise old_case_says_how_and_when_it_ended.refuse()
    if closed and closed < opened:
        raise told.at("closed", old_case_is_of_the_past.refuse())
    happened = day(said, mapping) if (said := told.said("happened")) else None
    if not case_happened_already(happened, opened):
        raise case_happened_already.refuse()
    return {
        "number": number, "category": category, "opened": opened.isoformat(),
        "closed": closed.isoformat() if closed else "", "outcome": outcome or "",
        "narrative": told.said("narrative", LONGEST_TEXT), "place": told.said("place"),
        "happened": happened.isoformat() if happened else "",
        "parties": {role: who for role in ROLES if (who := _party(told, role))},
    }  # fmt: skip


def day(text: str, mapping: Mapping) -> date:
    """As registers have them: also 14030512, and 84/5/12 where the mapping says the century."""
    figures = to_latin_digits(text).strip()
    if joined := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", figures):
        figures = "/".join(joined.groups())
    short = re.fullmatch(r"(\d\d)([-/.]\d{1,2}[-/.]\d{1,2})", figures)
    if short and mapping.century:
        figures = f"{mapping.century}{short[1]}{short[2]}"
    found = parse_date(figures)
    year = max((int(digits) for digits in re.findall(r"\d{4}", figures)), default=0)
    wanted = {"jalali": year < FIRST_GREGORIAN, "gregorian": year >= FIRST_GREGORIAN}
    if not wanted.get(mapping.calendar, True):
        raise day_of_the_row_is_of_the_calendar.refuse()
    return found


def _party(told: Cells, role: str) -> dict[str, str]:
    """By the words of ``register_person``; empty where the row names nobody."""
    said = {part: told.said(f"{role}_{part}") for part in OF_A_PARTY}
    if not any(said.values()):
        return {}
    given, family = said["given"], said["family"]
    if not (given or family):
        given, _, family = said["name"].partition(" ")
        given, family = (given, family) if family else ("", given)
    if not (given or family):
        raise told.at(f"{role}_name", party_of_the_row_has_a_name.refuse())
    who = {"father_name": said["father"]}
    for part, name in (("given", given), ("family", family)):
        who[f"{part}_{'en' if name.isascii() else 'fa'}"] = name
    for part, parse in (("phone", parse_phone), ("national_id", parse_national_id)):
        if text := told.said(f"{role}_{part}"):
            who[part] = parse(text)
    return {name: text for name, text in who.items() if text}


def _called(said: str, given: dict[str, str], known: dict[str, str]) -> str | None:
    """The id of the catalogue's row: as the mapping says, else by its code or its name."""
    word = search_key(said)
    return known.get(search_key(given.get(word, "")) or word) if word else None


def _by_name(catalogue: type[CaseCategory | CaseOutcome]) -> dict[str, str]:
    rows = list(catalogue.objects.order_by("retired_at", "order"))
    named: dict[str, str] = {}
    for names in ("code", "name_fa", "name_en"):
        for row in rows:
            named.setdefault(search_key(getattr(row, names)), str(row.pk))
    return named
