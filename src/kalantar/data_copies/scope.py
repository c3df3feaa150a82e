"""Of which files somebody may be told in a copy, and how much of each (ADR 0057)."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef

from kalantar.cases.models import Case, Party, PartyRole
from kalantar.messaging.models import WithheldFile
from kalantar.notices.queries import side_of
from kalantar.persons.models import Person
from kalantar.persons.queries import rows_of


class Scope(StrEnum):
    WHOLE = "whole"  # of a side, and who hears for one: how the file stands too
    OWN = "own"  # what they said, brought and had taken from them, and nothing of the matter


@dataclass(frozen=True, slots=True)
class Told:
    """A file, with the person's own rows on it of which may be told."""

    case: Case
    parties: list[Party]
    scope: Scope


_HELD_BACK = {PartyRole.INFORMANT}  # a paper that says so is a danger to who carries it home


def files_told(person: Person) -> list[Told]:
    """In the order they were opened. A file that is held back is not there at all, nor counted."""
    silent = WithheldFile.objects.filter(about=OuterRef("case"), until=None)
    theirs = (
        Party.objects.filter(person__in=rows_of(person).values("pk"))
        .exclude(role__in=_HELD_BACK)
        .select_related("case__category", "case__jurisdiction", "case__outcome", "beside__person")
        .annotate(
            silent=Exists(silent),
            informed=Exists(silent.filter(reason=WithheldFile.Reason.INFORMANT)),
        )
        .order_by("case__opened_at", "case", "since", "pk")
    )
    by_case: dict[Case, list[Party]] = {}
    for party in theirs:
        if not party.informed and (not _is_silent(party) or protects(party)):
            by_case.setdefault(party.case, []).append(party)
    return [Told(case, parties, _scope(parties)) for case, parties in by_case.items()]


def protects(party: Party) -> bool:
    """Whom the silence about a file is for: who complains, and who hears for them."""
    side = side_of(party)
    return side is not None and side.role == PartyRole.COMPLAINANT and party.until is None


def _is_silent(party: Party) -> bool:
    return party.case.confidential or bool(party.silent)  # type: ignore[attr-defined]


def _scope(parties: list[Party]) -> Scope:
    told = any(side_of(one) and one.until is None and not _is_silent(one) for one in parties)
    return Scope.WHOLE if told else Scope.OWN
