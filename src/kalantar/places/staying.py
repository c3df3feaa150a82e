"""Areas that keep their boundary while others of their kind are drawn: all are judged together."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q

from kalantar.places.actions import Boundary
from kalantar.places.boundaries import Drawn
from kalantar.places.models import Jurisdiction
from kalantar.places.queries import boundaries


def staying(
    kind: str,
    around: UUID | None,
    drawn: Sequence[Boundary] = (),
    *,
    but_provisional: bool = False,
) -> list[Drawn]:
    """The areas in use of one ``kind`` in ``around`` that are not ``drawn``, as they lie today.

    Without ``around``: those beside the ones drawn, below the same areas. Those that have no
    boundary are left out; with ``but_provisional`` those of a division, too.
    """
    beside = Jurisdiction.objects.living().filter(kind=kind)
    if but_provisional:
        beside = beside.filter(provisional=False)
    again = {boundary.id for boundary in drawn if boundary.id}
    beside = beside.within([around]) if around else beside.filter(_below(_parents(drawn, again)))
    areas = {area.id: area for area in beside.exclude(pk__in=again)}
    shapes = boundaries(areas.keys())
    return [
        Drawn(areas[id].name_fa, areas[id].name_en, areas[id].code, "", shape)
        for id, shape in shapes.items()
    ]


def _parents(drawn: Sequence[Boundary], again: Collection[UUID]) -> set[UUID | None]:
    known = Jurisdiction.objects.filter(pk__in=again).values_list("parent_id", flat=True)
    return {*known, *(boundary.parent for boundary in drawn if not boundary.id)}


def _below(parents: Collection[UUID | None]) -> Q:
    below = Q(parent__in=[parent for parent in parents if parent])
    return below | Q(parent=None) if None in parents else below
