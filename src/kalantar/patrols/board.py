"""The board: what is said of each unit to a reader, by call sign."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.sight import FRESH, NAMED, PLACE_SEEN, SEEN, STATUS, at, rows, said, sight


@dataclass(frozen=True, slots=True)
class BoardUnit:
    """A line of the board. ``place`` is None where there is none or the reader may not see it.

    Of a plain-clothes unit whose place is hidden it is not said either how far it is on its way
    (``assigned`` for all of it), since when, and who is in it: beside an incident this would name it.
    """

    id: UUID
    call_sign: str
    kind: str
    plain_clothes: bool
    capabilities: list[str]
    radio_identity: str
    status: str
    status_since: datetime | None
    reason: Sentence | None
    station: UUID
    station_name: Sentence
    crew: list[Sentence]
    place: Point | None
    accuracy_m: float | None
    measured_at: datetime | None
    age_s: int | None
    fresh: bool
    place_hidden: bool


_LINES = f"""
SELECT unit.id, unit.call_sign, unit.kind, unit.plain_clothes, unit.capabilities,
       unit.radio_identity, {STATUS}, CASE WHEN {NAMED} THEN unit.status_since END,
       reason.name_en, reason.name_fa,
       home.id, home.name_en, home.name_fa, crew.en, crew.fa,
       last.place[0], last.place[1], last.accuracy_m, last.measured_at,
       CASE WHEN last.measured_at IS NOT NULL
            THEN greatest(0, floor(extract(epoch FROM %(now)s - last.measured_at)))::int END,
       coalesce({FRESH}, false), NOT {PLACE_SEEN}
FROM patrols_unit unit
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
LEFT JOIN catalogue_unavailablereason reason ON reason.id = unit.unavailable_reason_id
LEFT JOIN patrols_unitposition last
    ON last.unit_id = unit.id AND unit.status <> 'off_duty' AND {PLACE_SEEN}
LEFT JOIN (
    SELECT shift.unit_id, array_agg(person.name_en ORDER BY person.id) AS en,
           array_agg(person.name_fa ORDER BY person.id) AS fa
    FROM patrols_shift shift
    JOIN patrols_crewmember member ON member.shift_id = shift.id AND upper_inf(member.period)
    JOIN people_user person ON person.id = member.officer_id
    WHERE shift.ended_at IS NULL GROUP BY shift.unit_id
) crew ON crew.unit_id = unit.id AND {NAMED}
WHERE unit.retired_at IS NULL AND {SEEN}
"""
_BOARD = f"""{_LINES} AND home.ancestors @> ARRAY[%(area)s]::uuid[]
AND (%(off_duty)s OR unit.status <> 'off_duty')
AND (cardinality(%(statuses)s::text[]) = 0 OR {STATUS} = ANY(%(statuses)s))
AND unit.id <> ALL(%(without)s::uuid[])
AND coalesce((unit.call_sign, unit.id) > (
    SELECT unit.call_sign, unit.id FROM patrols_unit unit
    JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
    WHERE unit.id = %(after)s AND {SEEN}), true)
ORDER BY unit.call_sign, unit.id LIMIT %(limit)s"""
_ONE = f"{_LINES} AND unit.id = %(unit)s"


def board(
    reader: Actor,
    area: UUID,
    *,
    off_duty: bool = False,
    statuses: Collection[str] = (),
    without: Collection[UUID] = (),
    after: UUID | None = None,
    limit: int | None = None,
    now: datetime | None = None,
) -> list[BoardUnit]:
    """The units of a station, city or wider area, by call sign. One SQL query for any number.

    ``off_duty``: those off duty too. ``statuses``: any of them, or any at all where empty.
    ``without``: those left out. ``after``: the last unit of the page before, which is of ``limit``;
    one the reader may not see is none, and it is the first page.
    """
    asked = sight(reader) | at(now or reader.now()) | {
        "area": area, "off_duty": off_duty or "off_duty" in statuses, "statuses": list(statuses),
        "without": list(without), "after": after, "limit": limit,
    }  # fmt: skip
    return [_board_unit(row) for row in rows(_BOARD, asked)]


_COUNTED = f"""
SELECT {STATUS}, count(*) FROM patrols_unit unit
JOIN places_jurisdiction home ON home.id = unit.jurisdiction_id
WHERE unit.retired_at IS NULL AND {SEEN} AND home.ancestors @> ARRAY[%(area)s]::uuid[]
GROUP BY 1
"""


def status_counts(reader: Actor, area: UUID) -> dict[str, int]:
    """How many units of the area have each status, of those the board would list. Counted in SQL."""
    return dict(rows(_COUNTED, sight(reader) | {"area": area}))


def unit_line(reader: Actor, unit: UUID, *, now: datetime | None = None) -> BoardUnit | None:
    """One unit as the board says it; None where it is out of service or not the reader's to see."""
    found = rows(_ONE, sight(reader) | at(now or reader.now()) | {"unit": unit})
    return _board_unit(found[0]) if found else None


def _board_unit(row: tuple[Any, ...]) -> BoardUnit:
    id, call_sign, kind, plain, capabilities, radio, status, since, *rest = row
    reason_en, reason_fa, station, station_en, station_fa, crew_en, crew_fa, *last = rest
    lon, lat, accuracy_m, measured_at, age_s, fresh, hidden = last
    crew = zip(crew_en or (), crew_fa or (), strict=True)
    return BoardUnit(
        id=id,
        call_sign=call_sign,
        kind=kind,
        plain_clothes=plain,
        capabilities=capabilities,
        radio_identity=radio,
        status=status,
        status_since=since,
        reason=said(reason_en, reason_fa),
        station=station,
        station_name=Sentence(en=station_en or station_fa, fa=station_fa or station_en),
        crew=[Sentence(en=en or fa, fa=fa or en) for en, fa in crew],
        place=None if lon is None else Point(lon, lat),
        accuracy_m=accuracy_m,
        measured_at=measured_at,
        age_s=age_s,
        fresh=fresh,
        place_hidden=hidden,
    )
