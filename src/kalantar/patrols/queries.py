"""What else is asked of units: whose they are, who carries them, and how they are called.

The board, the nearest and where units are have modules of their own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import Labels, labels
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.models import (
    BUSY,
    Unit,
    UnitStatus,
)
from kalantar.patrols.positions import Carrier, OnShift, Report
from kalantar.patrols.sight import OWN, rows


def own_unit(reader: Actor) -> Unit | None:
    """The unit in whose crew the reader is now."""
    own = rows(OWN, {"officer": reader.id})
    return Unit.objects.select_related("jurisdiction").filter(pk__in=[id for (id,) in own]).first()


_CARRIERS = """
SELECT unit.id, home.ancestors, shift.begun_at, shift.ended_at,
       EXISTS (SELECT FROM patrols_crewmember member
               WHERE member.shift_id = shift.id AND member.officer_id = %(officer)s)
FROM patrols_unit unit
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
LEFT JOIN patrols_shift shift ON shift.unit_id = unit.id AND shift.begun_at <= %(latest)s
    AND (shift.ended_at IS NULL OR shift.ended_at > %(earliest)s)
WHERE unit.id = ANY(%(units)s)
"""


def carriers_of(reports: Sequence[Report], reporter: Actor) -> dict[UUID, Carrier]:
    """The units of a batch of reports with their shifts at the time. One query."""
    if not reports:
        return {}
    times = [report.measured_at for report in reports]
    asked = {
        "units": list({report.unit for report in reports}),
        "officer": reporter.id,
        "earliest": min(times),
        "latest": max(times),
    }
    areas: dict[UUID, tuple[UUID, ...]] = {}
    own: set[UUID] = set()
    shifts: dict[UUID, list[OnShift]] = defaultdict(list)
    for unit, ancestors, begun_at, ended_at, in_crew in rows(_CARRIERS, asked):
        areas[unit] = tuple(ancestors)
        if begun_at is not None:
            shifts[unit].append(OnShift(begun_at, ended_at))
        if in_crew:
            own.add(unit)
    return {
        unit: Carrier(unit, around, tuple(shifts[unit]), unit in own)
        for unit, around in areas.items()
    }


A_UNIT = Sentence(en="a unit", fa="یک یگان")


def unnamed(units: Iterable[Unit], reader: Actor) -> set[UUID]:
    """Those of the units that may not be named to the reader beside where they were sent.

    In plain clothes, and their place hidden from the reader. One query where one is in plain clothes,
    else none.
    """
    plain = {unit.pk for unit in units if unit.plain_clothes}
    if not plain:
        return plain
    seen = Unit.objects.place_visible_to(reader).filter(pk__in=plain)
    return plain - set(seen.values_list("pk", flat=True))


def status_told(unit: Unit, reader: Actor) -> str:
    """As the board says it: of a unit that may not be named beside incidents only that it is on one.

    No query but for a plain-clothes unit on an incident.
    """
    hidden = unit.status in BUSY and unnamed([unit], reader)
    return UnitStatus.ASSIGNED if hidden else unit.status


@labels("unit")
def unit_labels(ids: Collection[UUID], reader: Actor) -> Labels:
    """Units by their call sign: a timeline tells where a unit was, so not every one is named."""
    found = list(Unit.objects.filter(pk__in=ids).only("call_sign", "plain_clothes"))
    signs = {unit.pk: Sentence(en=unit.call_sign, fa=unit.call_sign) for unit in found}
    return signs | dict.fromkeys(unnamed(found, reader), A_UNIT)
