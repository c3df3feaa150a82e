"""Who is no party of a file any more, since they were erased there, is named in no entry about it."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from kalantar.cases.models import Case, Party
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import Labels
from kalantar.kernel.veils import Names, Veils, veil
from kalantar.persons.models import ERASED
from kalantar.retention.models import Review, ReviewState


@veil
def erased_on_the_file(named: Sequence[Names], reader: Actor) -> Veils:
    """Asked only of files that something was erased from. Facts name the row that was the party."""
    told = {one.entry.pk: _told(one) for one in named}
    wanted = {case for case, persons in told.values() if case and persons}
    touched = _touched(wanted)
    if not touched:
        return {}
    there = set(Party.objects.filter(case__in=touched).values_list("case", "person"))
    veils: dict[UUID, Labels] = {}
    for entry, (case, persons) in told.items():
        if case in touched:
            veils[entry] = {one: ERASED for one in persons if (case, one) not in there}
    return veils


def _told(one: Names) -> tuple[UUID | None, set[UUID]]:
    case = one.entry.facts.get("case")
    persons = {id for kind, id in one.ids if kind == "person"}
    return (UUID(case) if case else None), persons


def _touched(cases: set[UUID]) -> set[UUID]:
    if not cases:
        return set()
    parted = Q(
        pk__in=Review.objects.filter(case__in=cases, state=ReviewState.DISPOSED).values("case")
    )
    nobody = Q(parties__person__erased_at__isnull=False)
    found = Case.objects.filter(parted | nobody, pk__in=cases).distinct()
    return set(found.values_list("pk", flat=True))
