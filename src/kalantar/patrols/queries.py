"""What else is asked of units: whose they are, who carries them, and how they are called.

The board, the nearest and where units are have modules of their own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.labels import Labels, labels
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.models import (
    BUSY,
    CrewMember,
    Shift,
    Unit,
    UnitStatus,
)
from kalantar.patrols.positions import Carrier, OnShift, Report
from kalantar.patrols.sight import OWN, rows


def own_unit(reader: Actor) -> Unit | None:
    """The unit in whose crew the reader is now."""
    own = rows(OWN, {"officer": reader.id})
    return Unit.objects.select_related("jurisdiction").filter(pk__in=[id for (id,) in own]).first()


def own_shift(reader: Actor) -> Shift | None:
    """The shift in whose crew the reader is now."""
    mine = Shift.objects.filter(
        ended_at=None, crew__officer=reader.id, crew__period__upper_inf=True
    )
    return mine.prefetch_related("crew__officer").first() if reader.id else None


NOWHERE: Mapping[UUID, Report] = {}
_CARRIERS = """
SELECT unit.id, unit.kind, home.ancestors, shift.begun_at, shift.ended_at,
       EXISTS (SELECT FROM patrols_crewmember member
               WHERE member.shift_id = shift.id AND member.officer_id = %(officer)s)
FROM patrols_unit unit
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
LEFT JOIN patrols_shift shift ON shift.unit_id = unit.id AND shift.begun_at <= %(latest)s
    AND (shift.ended_at IS NULL OR shift.ended_at > %(earliest)s)
WHERE unit.id = ANY(%(units)s)
"""


def carriers_of(
    reports: Sequence[Report], reporter: Actor, lasts: Mapping[UUID, Report] = NOWHERE
) -> dict[UUID, Carrier]:
    """The units of a batch of reports with their shifts at the time. One query. ``lasts``: where
    they were."""
    if not reports:
        return {}
    times = [report.measured_at for report in reports]
    asked = {
        "units": list({report.unit for report in reports}),
        "officer": reporter.id,
        "earliest": min(times),
        "latest": max(times),
    }
    units: dict[UUID, tuple[str, tuple[UUID, ...]]] = {}
    own: set[UUID] = set()
    shifts: dict[UUID, list[OnShift]] = defaultdict(list)
    for unit, kind, ancestors, begun_at, ended_at, in_crew in rows(_CARRIERS, asked):
        units[unit] = (kind, tuple(ancestors))
        if begun_at is not None:
            shifts[unit].append(OnShift(begun_at, ended_at))
        if in_crew:
            own.add(unit)
    return {
        unit: Carrier(unit, kind, around, tuple(shifts[unit]), unit in own, lasts.get(unit))
        for unit, (kind, around) in units.items()
    }


# Looked up one by one, by the key: however long the history is, and whatever is known of its parts.
_KNOWN = """
SELECT unit_id, measured_at FROM unnest(%s::uuid[], %s::timestamptz[]) AS sent(unit_id, measured_at)
WHERE EXISTS (SELECT FROM patrols_positionreport known WHERE known.unit_id = sent.unit_id
              AND known.measured_at = sent.measured_at OFFSET 0)
"""


def known_before(reports: Sequence[Report]) -> frozenset[tuple[UUID, datetime]]:
    """Of which units and moments the history has a position. One query."""
    asked: list[Any] = [[one.unit for one in reports], [one.measured_at for one in reports]]
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, asked)
        return frozenset(cursor.fetchall())


AT_THE_END = timedelta(seconds=1)  # who leaves at a moment is in no period that has it
A_UNIT = Sentence(en="a unit", fa="یک یگان")


def unnamed(units: Iterable[Unit], reader: Actor) -> set[UUID]:
    """Those of the units that may not be named to the reader beside where they are sent.

    In plain clothes, and their place hidden from the reader. One query where one is in plain clothes,
    else none.
    """
    return hidden_in_plain_clothes({unit.pk for unit in units if unit.plain_clothes}, reader)


def unnamed_then(
    sent: Iterable[tuple[Unit, datetime]], reader: Actor
) -> set[tuple[UUID, datetime]]:
    """Those that may not be named to the reader beside where they were at that moment.

    Judged by the mark of then as well as by that of now. As many queries as ``unnamed``.
    """
    plain = {(unit.pk, at) for unit, at in sent if unit.was_in_plain_clothes(at, at)}
    hidden = hidden_in_plain_clothes({unit for unit, _at in plain}, reader)
    return {(unit, at) for unit, at in plain if unit in hidden}


def hidden_lately(unit: Unit, since: datetime, reader: Actor) -> bool:
    """Whether it may not be named to the reader beside all where it was since then."""
    plain = unit.was_in_plain_clothes(since, reader.now())
    return plain and bool(hidden_in_plain_clothes({unit.pk}, reader))


def crewed_hidden_lately(people: Collection[UUID], since: datetime, reader: Actor) -> bool:
    """Whether one of them was since then in the crew of such a unit."""
    crews = CrewMember.objects.in_plain_clothes().filter(
        officer__in=people, period__overlap=DateTimeTZRange(since, None)
    )
    units = [one.shift.unit for one in crews] if people else []
    return any(hidden_lately(unit, since, reader) for unit in units)


def times_hidden(unit: Unit, reader: Actor) -> Sequence[tuple[datetime | None, datetime | None]]:
    """When the unit may not be named to the reader beside where it was; None has no end."""
    if not (unit.plain_clothes or unit.plain_clothes_times):
        return ()
    if not hidden_in_plain_clothes({unit.pk}, reader):
        return ()
    if unit.plain_clothes:
        return ((None, None),)
    return [(span.lower, span.upper) for span in unit.plain_clothes_times]


def in_hidden_crews(
    acts: Iterable[tuple[UUID, datetime]], reader: Actor
) -> set[tuple[UUID, datetime]]:
    """Of people and moments those at which one was in a plain-clothes unit hidden from the reader.

    One query, and another where there is one. Who they are themselves, everybody knows.
    """
    asked = {(officer, at) for officer, at in acts if officer != reader.id}
    if not asked or reader.kind is ActorKind.SYSTEM:
        return set()
    times = [at for _, at in asked]
    members = CrewMember.objects.in_plain_clothes().filter(
        officer__in={officer for officer, _ in asked},
        period__overlap=DateTimeTZRange(min(times) - AT_THE_END, max(times), "[]"),
    )
    crews = defaultdict(list)
    for one in members:
        crews[one.officer_id].append(one)
    was_in = [
        (one.shift.unit, officer, at)
        for officer, at in asked
        for one in crews[officer]
        if one.was_in(at) and one.shift.unit.was_in_plain_clothes(at, at)
    ]
    hidden = hidden_in_plain_clothes({unit.pk for unit, _, _ in was_in}, reader)
    return {(officer, at) for unit, officer, at in was_in if unit.pk in hidden}


def hidden_in_plain_clothes(units: Collection[UUID], reader: Actor) -> set[UUID]:
    """Those whose place the reader may not see while they are in plain clothes."""
    if not units:
        return set()
    seen = Unit.objects.plain_clothes_visible_to(reader).filter(pk__in=units)
    return set(units) - set(seen.values_list("pk", flat=True))


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
