"""What says in a text who somebody is, and the text without it.

Whole words only: a full name in either letters, a family name by itself, the phone number and the national
ID as people write them. A given name by itself says too little, and would be taken from others.
"""

import re
from collections.abc import Collection, Iterator

from kalantar.kernel.text import ZWNJ, normalise, to_latin_digits
from kalantar.persons.models import Person

GONE = "[…]"
LEAST = 3  # letters of a family name that is looked for by itself
_BETWEEN = r"[\s\-.()/" + ZWNJ + "]*"
_DIGITS = {
    latin: f"[{latin}{chr(0x6F0 + n)}{chr(0x660 + n)}]" for n, latin in enumerate("0123456789")
}
type Traces = re.Pattern[str] | None


def traces_of(persons: Collection[Person], phones: Collection[str] = ()) -> Traces:
    """Of all rows of one person, and of other numbers they had (E.164); None where nothing is known."""
    said = {one for person in persons for one in _said(person)} | {_phone(one) for one in phones}
    found = sorted(said, key=len, reverse=True)
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def erased_in(text: str, traces: Traces) -> str:
    return traces.sub(GONE, text) if traces else text


def is_in(text: str, traces: Traces) -> bool:
    return bool(traces and traces.search(text))


def _said(person: Person) -> Iterator[str]:
    for given, family in ((person.given_fa, person.family_fa), (person.given_en, person.family_en)):
        if given and family:
            yield _words(f"{given} {family}")
            yield _words(f"{family} {given}")
        if len(family) >= LEAST:
            yield _words(family)
    if person.national_id:
        yield _digits(person.national_id)
    if person.phone:
        yield _phone(person.phone)


def _phone(phone: str) -> str:
    national = re.sub(r"^\+98", "", phone)
    ours = r"(?:(?:\+|00)?" + _digits_only("98") + _BETWEEN + ")?"
    return rf"(?<!\d){ours}(?:{_DIGITS['0']}{_BETWEEN})?{_digits_only(national.lstrip('+'))}(?!\d)"


def _words(name: str) -> str:
    """With a space or a half-space between its words, or neither."""
    parts = re.split(rf"[\s{ZWNJ}]+", normalise(name))
    return rf"(?<!\w){rf'[\s{ZWNJ}]*'.join(map(re.escape, parts))}(?!\w)"


def _digits(number: str) -> str:
    return rf"(?<!\d){_digits_only(number)}(?!\d)"


def _digits_only(number: str) -> str:
    return _BETWEEN.join(_DIGITS.get(one, re.escape(one)) for one in to_latin_digits(number))
