"""Other people are taken out of what an officer wrote: their names and numbers become a blank.

What the person said or asked themselves stays as it is: they said it, and its hash proves it.
"""

import re
from collections.abc import Iterable
from uuid import UUID

from kalantar.cases.models import Party
from kalantar.kernel.models import Entry
from kalantar.kernel.text import to_latin_digits
from kalantar.people.models import User
from kalantar.persons.models import Person
from kalantar.persons.queries import rows_of

BLANK = "▒▒▒"
SHORTEST = 3  # letters of a name that is looked for by itself
_BETWEEN = r"[\s\u200c]*"
_IN_NUMBER = r"[\s\-\u200c./()]*"
_BEFORE = rf"(?:(?:\+98|0098|0){_IN_NUMBER})?"  # of a phone


class Redaction:
    """Of all files of somebody: who else is on them, and who of the service worked on them."""

    def __init__(self, names: Iterable[str], numbers: Iterable[str], kept: Iterable[str]) -> None:
        """``kept``: the person's own names, which are no secret from themselves."""
        own = {_plain(name) for name in kept}
        wanted = {name for name in map(str.strip, names) if _plain(name) not in own}
        parts = [_name(one) for one in wanted if len(_plain(one)) >= SHORTEST]
        parts += [_BEFORE + _number(one) for one in set(numbers) if len(one) >= 7]
        parts.sort(key=len, reverse=True)  # a whole name before a part of it
        self._hidden = re.compile("|".join(parts), re.IGNORECASE) if parts else None

    def __call__(self, text: str) -> str:
        if self._hidden is None or not text:
            return text
        there = [(one.start(), one.end()) for one in self._hidden.finditer(to_latin_digits(text))]
        for start, end in reversed(there):
            text = f"{text[:start]}{BLANK}{text[end:]}"
        return text


def redaction_of(person: Person) -> Redaction:
    """Also of files that are held back: what an officer wrote elsewhere may name who is on them."""
    rows = list(rows_of(person))
    mine, own = {row.pk for row in rows}, [name for row in rows for name in _names(row)]
    cases = Party.objects.filter(person__in=mine).values("case")
    parties = Party.objects.filter(case__in=cases).select_related("person__merged_into")
    others = [row for one in parties for row in _rows(one, mine)]
    names = [name for row in others for name in _names(row)]
    numbers = [number for row in others for number in _numbers(row)]
    return Redaction(
        [*names, *_of_the_service(list(cases.values_list("case", flat=True)), mine)], numbers, own
    )


def _rows(party: Party, mine: set[UUID]) -> list[Person]:
    both = (party.person, party.person.standing)
    return [row for row in both if row.pk not in mine]


def _names(row: Person) -> list[str]:
    whole = (f"{row.given_fa} {row.family_fa}", f"{row.given_en} {row.family_en}")
    return [*whole, row.family_fa, row.family_en, row.given_fa, row.given_en, row.father_name]


def _numbers(row: Person) -> list[str]:
    """A phone as it is written at home too; the ID."""
    phone = row.phone
    return [
        one for one in (phone.removeprefix("+98"), phone.removeprefix("+"), row.national_id) if one
    ]


def _of_the_service(cases: Iterable[UUID], rows: Iterable[UUID]) -> list[str]:
    """Whoever did something on the files or with their registration, by any name of theirs."""
    acted = Entry.objects.filter(subjects__subject__in=[*cases, *rows], actor_kind="person")
    there = User.objects.filter(pk__in=acted.values("actor"))
    return [name for user in there for name in (user.name_fa, user.name_en, user.username)]


def _name(name: str) -> str:
    """As a word of its own, whatever stands between its parts."""
    words = [re.escape(to_latin_digits(word)) for word in re.split(r"[\s\u200c]+", name) if word]
    return rf"(?<!\w){_BETWEEN.join(words)}(?!\w)"


def _number(number: str) -> str:
    return _IN_NUMBER.join(re.escape(digit) for digit in number)


def _plain(name: str) -> str:
    return "".join(re.split(r"[\s\u200c]+", name)).casefold()
