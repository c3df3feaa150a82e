"""Whom a paper carries, so that an erasure takes what names somebody and leaves what does not."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q

from kalantar.cases.models import Case, Party
from kalantar.papers.models import IssuedPaper, PaperKind
from kalantar.persons.models import Person
from kalantar.persons.traces import Traces, is_in, traces_of

NAME_ALL = (PaperKind.COVER, PaperKind.NOTICES)
_DRAWN = ("drawn",)  # lines, no words


def words_of(said: Any) -> str:
    """All texts of what a paper says, a line each."""
    return "\n".join(_texts(said))


def named_in(words: str, kind: str, case: Case | None, of: UUID | None) -> list[UUID]:
    """The parties the paper is of, and those whose name or numbers, as they are known now, stand in it."""
    parties = list(Party.objects.filter(case=case).select_related("person")) if case else []
    if kind in NAME_ALL:
        return [party.pk for party in parties]
    rows = _rows(parties)
    return [
        party.pk
        for party in parties
        if party.pk == of or is_in(words, traces_of(rows[_standing(party.person)]))
    ]


def carries(paper: IssuedPaper, parties: Collection[UUID], traces: Traces) -> bool:
    """By what was known when it was issued or by what is known now; of an old paper it may."""
    if paper.names is None or not set(parties).isdisjoint(paper.names):
        return True
    return is_in(paper.words, traces) or is_in(paper.title, traces)


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        for key, one in said.items():
            if key not in _DRAWN:
                yield from _texts(one)
    elif isinstance(said, list | tuple):
        for one in said:
            yield from _texts(one)
    elif isinstance(said, str):
        yield said


def _rows(parties: Collection[Party]) -> dict[UUID, list[Person]]:
    """Of each person all rows of theirs."""
    ids = {_standing(party.person) for party in parties}
    found: dict[UUID, list[Person]] = defaultdict(list)
    for row in Person.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids)):
        found[_standing(row)].append(row)
    return found


def _standing(person: Person) -> UUID:
    return person.merged_into_id or person.pk
