"""What can be done with places: the only file that writes them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django.db import connection

from kalantar.kernel.action import action, lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point, Ring
from kalantar.kernel.text import normalise, to_latin_digits
from kalantar.kernel.timeline import record
from kalantar.places.events import (
    AreaCodeGiven,
    AreaOpened,
    AreaRenamed,
    AreaRetired,
    BoundariesDrawn,
    BoundariesJudged,
    ExtractImported,
)
from kalantar.places.extract.prepare import ENTRIES, LINES, Prepared
from kalantar.places.listing import Listed
from kalantar.places.models import BoundaryPart, Extract, Jurisdiction, Kind
from kalantar.places.queries import known_by_code, provisional_stations
from kalantar.places.rules import (
    area_code_is_plain,
    area_has_nothing_below,
    area_is_a_city,
    area_is_in_use,
    area_lies_below_a_larger_one,
    may_shape_places,
)


@dataclass(frozen=True, slots=True)
class Boundary:
    """One area's new boundary: of the area with that ``id``, or of a new one with these names."""

    rings: tuple[Ring, ...]
    id: UUID | None = None
    name_fa: str = ""
    name_en: str = ""
    code: str = ""
    seat: Point | None = None
    parent: UUID | None = None  # where it is not the area the boundaries are drawn in
    provisional: bool = False  # from a division of the map, not the service's own


@dataclass(frozen=True, slots=True)
class Division:
    """Boundaries that divide an area, and what the division leaves to two areas and to none."""

    boundaries: tuple[Boundary, ...]
    overlap_m2: int = 0
    gap_m2: int = 0


@action
def open_area(
    *,
    kind: str,
    parent: UUID | None,
    name_fa: str = "",
    name_en: str = "",
    code: str = "",
    seat: Point | None = None,
    provisional: bool = False,
    by: Actor,
) -> Jurisdiction:
    """Add an area below ``parent`` (None: it is a root). Refused when the name is taken there."""
    above = may_shape_places.allow(by, _locked(parent))
    area_lies_below_a_larger_one.require(kind, above)
    if above:
        area_is_in_use.require(above)
    area = Jurisdiction.below(
        above,
        kind=kind,
        name_fa=normalise(name_fa),
        name_en=normalise(name_en),
        code=normalise(code),
        seat=seat,
        provisional=provisional,
    )
    area.save(force_insert=True)
    record(AreaOpened(area=area.id), about=[area], by=by, areas=area.ancestors)
    return area


@action
def open_areas(*, areas: Sequence[Listed], by: Actor) -> None:
    """Add the areas of a list that are not there yet, larger ones first, all or none."""
    may_shape_places.require(by, None)
    there = known_by_code()
    for area in areas:
        if (area.kind, area.code) not in there:
            opened = open_area(
                kind=area.kind, parent=there[area.parent] if area.parent else None,
                name_fa=area.name_fa, name_en=area.name_en, code=area.code, by=by,
            )  # fmt: skip
            there[area.kind, area.code] = opened.id


@action
def rename_area(*, area: UUID, name_fa: str, name_en: str, by: Actor) -> Jurisdiction:
    """Correct its names; it stays the same area. Refused when the name is taken there."""
    renamed = cast(Jurisdiction, may_shape_places.allow(by, lock(Jurisdiction.objects.all(), area)))
    area_is_in_use.require(renamed)
    told = AreaRenamed(area=renamed.id, before_fa=renamed.name_fa, before_en=renamed.name_en)
    renamed.name_fa, renamed.name_en = normalise(name_fa), normalise(name_en)
    renamed.save(update_fields=["name_fa", "name_en"])
    record(told, about=[renamed], by=by, areas=renamed.ancestors)
    return renamed


@action
def set_area_code(*, area: UUID, code: str, by: Actor) -> Jurisdiction:
    """The service's own number of it, by which courts' programs name a station; empty for none.

    Refused when another area of its kind has it.
    """
    coded = cast(Jurisdiction, may_shape_places.allow(by, lock(Jurisdiction.objects.all(), area)))
    area_is_in_use.require(coded)
    written = to_latin_digits(normalise(code))
    area_code_is_plain.require(written)
    told = AreaCodeGiven(area=coded.id, code=written, before=coded.code)
    coded.code = written
    coded.save(update_fields=["code"])
    record(told, about=[coded], by=by, areas=coded.ancestors)
    return coded


@action
def retire_area(*, area: UUID, by: Actor) -> Jurisdiction:
    """Take an area out of use: nothing new is given to it, what happened there stays."""
    retired = cast(Jurisdiction, may_shape_places.allow(by, lock(Jurisdiction.objects.all(), area)))
    area_is_in_use.require(retired)
    area_has_nothing_below.require(retired)
    retired.retired_at = by.now()
    retired.save(update_fields=["retired_at"])
    retired.parts.filter(until=None).update(until=retired.retired_at)
    record(AreaRetired(area=retired.id), about=[retired], by=by, areas=retired.ancestors)
    return retired


@action
def draw_boundaries(
    *,
    around: UUID | None,
    kind: str,
    division: Division,
    by: Actor,
) -> Jurisdiction | None:
    """Give areas of one kind their boundaries, and open those that are new; earlier ones end now.

    ``around``: the area they lie in (a city for stations), None for roots. Areas of that kind in
    ``around`` that are not in the ``division`` keep theirs.
    """
    inside = may_shape_places.allow(by, _locked(around))
    now = by.now()
    drawn = [(_area_of(boundary, kind, around, by), boundary) for boundary in division.boundaries]
    BoundaryPart.objects.filter(jurisdiction__in=[area for area, _ in drawn], until=None).update(
        until=now
    )
    own = [area for area, boundary in drawn if not boundary.provisional]
    Jurisdiction.objects.filter(pk__in=own, provisional=True).update(provisional=False)
    BoundaryPart.objects.bulk_create(
        BoundaryPart(
            jurisdiction_id=area, of_station=kind == Kind.STATION, ring=ring, since=now
        )
        for area, boundary in drawn
        for ring in boundary.rings
    )  # fmt: skip
    record(
        BoundariesDrawn(around, len(drawn), division.overlap_m2, division.gap_m2),
        about=[inside]
        if inside
        else list(Jurisdiction.objects.filter(pk__in=[area for area, _ in drawn])),
        by=by,
        areas=inside.ancestors if inside else (),
    )
    return inside


@action
def replace_division(*, around: UUID | None, division: Division, by: Actor) -> None:
    """Draw the service's own stations, and retire the provisional ones of the same cities: no moment
    has neither, none has both."""
    may_shape_places.require(by, _locked(around))
    draw_boundaries(around=around, kind=Kind.STATION, division=division, by=by)
    again = [boundary.id for boundary in division.boundaries if boundary.id]
    cities = {boundary.parent or around for boundary in division.boundaries if not boundary.id}
    cities |= set(Jurisdiction.objects.filter(pk__in=again).values_list("parent", flat=True))
    for station in provisional_stations(around).filter(parent__in=cities - {None}):
        retire_area(area=station.id, by=by)


@action
def import_extract(
    *, extract: UUID, city: UUID, prepared: Prepared, stations: Division | None = None, by: Actor
) -> Extract:
    """Make a prepared map the city's map; the earlier one is retired, its names are forgotten.

    ``stations``: the division to draw with it, all or nothing; one without boundaries says what
    those that stay leave to two and to nobody.
    """
    place = cast(Jurisdiction, may_shape_places.allow(by, lock(Jurisdiction.objects.all(), city)))
    area_is_a_city.require(place)
    area_is_in_use.require(place)
    for old in Extract.objects.filter(city=place, retired_at=None):
        _forget_names(old)
    Extract.objects.filter(city=place, retired_at=None).update(retired_at=by.now())
    west, south, east, north = prepared.bounds
    imported = Extract.objects.create(
        id=extract,
        city=place,
        digest=prepared.digest,
        west=west,
        south=south,
        east=east,
        north=north,
        data_until=prepared.data_until,
        attribution=prepared.attribution,
        counts=prepared.counts,
        imported_at=by.now(),
    )
    if stations:
        _divide(place, stations, by)
    names = _copy_names(imported, prepared.folder)
    record(
        ExtractImported(place.id, imported.id, names),
        about=[place, imported],
        by=by,
        areas=place.ancestors,
    )
    return imported


@action
def found_city(
    *,
    extract: UUID,
    parent: UUID | None,
    name_fa: str,
    name_en: str,
    prepared: Prepared,
    stations: Division,
    by: Actor,
) -> Extract:
    """Open a city, give it its map and its stations, all or nothing."""
    above = may_shape_places.allow(by, _locked(parent))
    city = open_area(
        kind=Kind.CITY, parent=above.id if above else None, name_fa=name_fa, name_en=name_en, by=by
    )
    return import_extract(
        extract=extract, city=city.id, prepared=prepared, stations=stations, by=by
    )


def _locked(area: UUID | None) -> Jurisdiction | None:
    return lock(Jurisdiction.objects.all(), area) if area else None


def _area_of(boundary: Boundary, kind: str, around: UUID | None, by: Actor) -> UUID:
    if boundary.id is not None:
        return boundary.id
    opened = open_area(
        kind=kind,
        parent=boundary.parent or around,
        name_fa=boundary.name_fa,
        name_en=boundary.name_en,
        code=boundary.code,
        seat=boundary.seat,
        provisional=boundary.provisional,
        by=by,
    )
    return opened.id


def _divide(city: Jurisdiction, stations: Division, by: Actor) -> None:
    if stations.boundaries:
        draw_boundaries(around=city.id, kind=Kind.STATION, division=stations, by=by)
    else:
        judged = BoundariesJudged(city.id, stations.overlap_m2, stations.gap_m2)
        record(judged, about=[city], by=by, areas=city.ancestors)


def _forget_names(extract: Extract) -> None:
    """By SQL: hundreds of thousands of rows that nothing refers to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM places_streetpoint point USING places_gazetteerentry entry"
            " WHERE point.entry_id = entry.id AND entry.extract_id = %s",
            [extract.id],
        )
        cursor.execute("DELETE FROM places_gazetteerentry WHERE extract_id = %s", [extract.id])


def _copy_names(extract: Extract, folder: Path) -> int:
    """Stream the prepared names into their tables; returns how many there are."""
    total = sum(1 for _ in _rows(folder / ENTRIES))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('places_gazetteerentry', 'id'))"
            " FROM generate_series(1, %s)",
            [total],
        )
        ids = [id for (id,) in cursor.fetchall()]
        with cursor.copy(
            "COPY places_gazetteerentry"
            " (id, extract_id, kind, name, name_fa, name_en, search, sound, weight, what, near, point)"
            " FROM STDIN"
        ) as copy:
            for id, (*values, lon, lat) in zip(ids, _rows(folder / ENTRIES), strict=True):
                copy.write_row((id, extract.id, *values, f"({lon},{lat})"))
        with cursor.copy("COPY places_streetpoint (entry_id, point) FROM STDIN") as copy:
            for index, lon, lat in _rows(folder / LINES):
                copy.write_row((ids[index], f"({lon},{lat})"))
        cursor.execute("ANALYZE places_gazetteerentry, places_streetpoint")
    return total


def _rows(file: Path) -> Iterator[Any]:
    with file.open(encoding="utf-8") as opened:
        for line in opened:
            yield json.loads(line)
