"""Which column of a file is what: written in TOML, or none, where the columns have the names of the fields."""

import codecs
import tomllib
from dataclasses import dataclass, field
from typing import Any

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import normalise, search_key
from kalantar.old_files.rules import mapping_is_understood

NEEDED = ("number", "category", "opened")
ROLES = ("complainant", "respondent")
OF_A_PARTY = ("name", "given", "family", "father", "phone", "national_id")
FIELDS = (
    *NEEDED, "closed", "outcome", "narrative", "place", "happened",
    *(f"{role}_{part}" for role in ROLES for part in OF_A_PARTY),
)  # fmt: skip
ENCODINGS = {"utf-8": "utf-8-sig", "cp1256": "cp1256"}
CALENDARS = ("", "jalali", "gregorian")
LARGEST = 100_000  # letters


@dataclass(frozen=True, slots=True)
class Mapping:
    """``columns``: field → head of its column; ``exact``: each must be there. ``century``: of years with two
    digits. ``categories`` and ``outcomes``: what stands in the file → code of the catalogue."""

    columns: dict[str, str] = field(default_factory=lambda: {name: name for name in FIELDS})
    categories: dict[str, str] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    delimiter: str = ","
    calendar: str = ""
    century: int | None = None
    exact: bool = False


STANDARD = Mapping()


def mapping_of(text: str) -> Mapping:
    """Refused where it is none, with what is wrong."""
    if not text.strip():
        return STANDARD
    try:
        told = tomllib.loads(text[:LARGEST])
    except (tomllib.TOMLDecodeError, RecursionError) as broken:
        raise _refuse("no TOML", "TOML نیست") from broken
    known = {"columns", "categories", "outcomes", "encoding", "delimiter", "calendar", "century"}
    if unknown := set(told) - known:
        raise _refuse(f"it does not know {_listed(unknown)}", f"{_listed(unknown)} شناخته نیست")
    columns = _texts(told, "columns")
    if wrong := set(columns) - set(FIELDS):
        raise _refuse(
            f"no column is called {_listed(wrong)}", f"ستونی به نام {_listed(wrong)} نیست"
        )
    if missing := [name for name in NEEDED if not columns.get(name)]:
        raise _refuse(f"{_listed(missing)} has no column", f"{_listed(missing)} ستون ندارد")
    return Mapping(
        columns={name: normalise(head).strip() for name, head in columns.items()},
        categories=_codes(told, "categories"), outcomes=_codes(told, "outcomes"),
        encoding=_encoding(told), delimiter=_delimiter(told), exact=True,
        calendar=_one_of(told, "calendar", CALENDARS), century=_century(told),
    )  # fmt: skip


def _encoding(told: dict[str, Any]) -> str:
    """By any name Python knows it by."""
    said = told.get("encoding", "utf-8")
    names = {codecs.lookup(name).name: name for name in ENCODINGS}
    try:
        return names[codecs.lookup(said).name]
    except (LookupError, TypeError, ValueError):
        raise _refuse("encoding is utf-8 or cp1256", "encoding یا utf-8 است یا cp1256") from None


def _delimiter(told: dict[str, Any]) -> str:
    return _one_of(told, "delimiter", (",", ";", "\t", "|"))


def _century(told: dict[str, Any]) -> int | None:
    said = told.get("century")
    if said is None or (type(said) is int and 12 <= said <= 20):
        return said
    raise _refuse("century is a number such as 13", "century عددی مانند ۱۳ است")


def _one_of(told: dict[str, Any], name: str, known: tuple[str, ...]) -> str:
    said = told.get(name, known[0])
    if said not in known:
        raise _refuse(
            f"{name} is one of {_listed(known)}", f"{name} یکی از این‌هاست: {_listed(known)}"
        )
    return str(said)


def _codes(told: dict[str, Any], name: str) -> dict[str, str]:
    return {search_key(said): code for said, code in _texts(told, name).items()}


def _texts(told: dict[str, Any], name: str) -> dict[str, str]:
    table = told.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(one, str) for one in table.values()):
        raise _refuse(f"[{name}] holds texts", f"[{name}] فقط متن دارد")
    return table


def _listed(names: Any) -> str:
    return ", ".join(repr(name) if name.isspace() else name for name in sorted(names) if name)


def _refuse(en: str, fa: str) -> Exception:
    return mapping_is_understood.refuse(what=Sentence(en=en, fa=fa))
