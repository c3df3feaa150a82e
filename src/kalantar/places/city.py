"""Bringing a city in: the file is prepared, judged and divided, then one action makes it count."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from uuid import UUID

from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.text import normalise, to_persian_digits
from kalantar.places import files
from kalantar.places.actions import (
    Boundary,
    Division,
    draw_boundaries,
    found_city,
    import_extract,
    open_areas,
    replace_division,
)
from kalantar.places.boundaries import (
    Drawn,
    Findings,
    Share,
    divide,
    judge,
    read_boundaries,
    rings,
)
from kalantar.places.boundaries.division import whole
from kalantar.places.extract.prepare import Prepared, Progress, Seat, digest_of, prepare, silent
from kalantar.places.listing import read_list
from kalantar.places.models import Extract, Jurisdiction, Kind
from kalantar.places.queries import areas_at, known_by_code
from kalantar.places.rules import city_is_one_of_its_name, parent_is_found
from kalantar.places.sharing import (
    Bounds,
    Shared,
    require_own_ground,
    require_same_place,
    shared_with,
)
from kalantar.places.staying import staying


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of bringing a city: its map, whether it was there already, and its division.

    ``shared``: the other cities whose maps have some of its ground."""

    extract: Extract
    again: bool
    stations: int
    findings: Findings
    shared: Sequence[Shared] = ()


def bring_city(
    file: Path,
    *,
    name_fa: str = "",
    name_en: str = "",
    parent: UUID | None = None,
    stations: Path | None = None,
    overlapping: bool = False,
    elsewhere: bool = False,
    by: Actor,
    said: Progress = silent,
) -> Brought:
    """Import ``file`` as the map of the city of that name, opened where it is new.

    ``stations``: a GeoJSON file of station boundaries; without it a new city is divided among the
    police stations of the map, or demo stations. The same file again changes nothing.
    ``overlapping``: also where a city of another name has the same ground. ``elsewhere``: also where
    the city's map of today has other ground. Refused: nothing is left behind.
    """
    name_fa, name_en = normalise(name_fa), normalise(name_en)
    given = read_boundaries(stations) if stations else None
    with files.one_import_at_a_time():
        files.sweep(by.now())
        city = _known_city(name_fa, name_en, parent)
        current = Extract.objects.filter(city=city, retired_at=None).first() if city else None
        if current and current.digest == digest_of(file) and files.folder(current.id):
            return _brought_again(current, given, by)
        id = uuid7()
        try:
            prepared = prepare(file, files.preparing(id), said)
            if current and not elsewhere:
                require_same_place(current, prepared.bounds)
            shared = shared_with(prepared.bounds, except_city=city.id if city else None)
            if city is None and not overlapping:
                require_own_ground(shared)
            division, findings = _stations(prepared, given, city)
            if city is None:
                extract = found_city(
                    extract=id, parent=parent, name_fa=name_fa, name_en=name_en,
                    prepared=prepared, stations=division, by=by,
                )  # fmt: skip
            else:
                extract = import_extract(
                    extract=id, city=city.id, prepared=prepared,
                    stations=division, by=by,
                )  # fmt: skip
        except BaseException:
            shutil.rmtree(files.preparing(id), ignore_errors=True)
            raise
        files.settle(extract.id)
    said("done", 1.0)
    return Brought(extract, False, len(division.boundaries), findings, shared)


def bring_boundaries(
    file: Path, *, kind: str, around: UUID | None = None, by: Actor
) -> tuple[int, Findings]:
    """Import areas of one ``kind`` with their boundaries; those known by code or name are redrawn.

    ``around``: the area they lie in; without it each area's parent is found by the name the file
    gives, or by where it lies. Returns how many were drawn, and the overlaps and gaps.
    """
    division, findings = plan_boundaries(file, kind=kind, around=around)
    draw_boundaries(around=around, kind=kind, division=division, by=by)
    return len(division.boundaries), findings


def bring_stations(
    file: Path, *, around: UUID | None = None, by: Actor
) -> tuple[int, int, Findings]:
    """Import the service's own stations in place of those of a division (``replace_division``).

    Returns how many were drawn, how many retired, and the overlaps and gaps of what is left.
    """
    division, findings = plan_boundaries(file, kind=Kind.STATION, around=around, replacing=True)
    before = _stations_in_use()
    replace_division(around=around, division=division, by=by)
    new = sum(boundary.id is None for boundary in division.boundaries)
    return len(division.boundaries), before + new - _stations_in_use(), findings


def plan_boundaries(
    file: Path, *, kind: str, around: UUID | None = None, replacing: bool = False
) -> tuple[Division, Findings]:
    """What ``bring_boundaries`` would draw, and the overlaps and gaps there would be, also with
    areas that are not in the file and keep their boundary; nothing is changed. ``replacing``:
    provisional ones do not keep it."""
    drawn = read_boundaries(file)
    inside = Jurisdiction.objects.get(pk=around) if around else None
    boundaries = [_boundary(area, kind, inside) for area in drawn]
    findings = judge([*drawn, *staying(kind, around, boundaries, but_provisional=replacing)])
    return _division(boundaries, findings), findings


def bring_areas(file: Path, *, by: Actor) -> tuple[int, int]:
    """Open the areas of a CSV list; returns how many are new and how many were there already.

    Those whose kind and code are known stay as they are. Refused: nothing was opened.
    """
    listed, there = read_list(file), known_by_code()
    new = [area for area in listed if (area.kind, area.code) not in there]
    if new:
        open_areas(areas=new, by=by)
    return len(new), len(listed) - len(new)


def _stations_in_use() -> int:
    return Jurisdiction.objects.living().filter(kind=Kind.STATION).count()


def _division(boundaries: Sequence[Boundary], findings: Findings) -> Division:
    return Division(tuple(boundaries), round(findings.overlap_m2), round(findings.gap_m2))


def _brought_again(current: Extract, given: Sequence[Drawn] | None, by: Actor) -> Brought:
    """The map is there already; boundaries given with it are drawn all the same."""
    if given is None:
        return Brought(current, True, 0, Findings((), ()))
    division, findings = _given(given, current.bounds, current.city)
    draw_boundaries(around=current.city_id, kind=Kind.STATION, division=division, by=by)
    return Brought(current, True, len(division.boundaries), findings)


def _given(
    given: Sequence[Drawn], bounds: Bounds, city: Jurisdiction | None
) -> tuple[Division, Findings]:
    """Those of the file, judged together with the city's stations that keep their boundary."""
    boundaries = [_boundary(area, Kind.STATION, city) for area in given]
    stay = staying(Kind.STATION, city.id, boundaries) if city else []
    findings = judge([*given, *stay], whole(bounds))
    return _division(boundaries, findings), findings


def _known_city(name_fa: str, name_en: str, parent: UUID | None) -> Jurisdiction | None:
    """The city in use of one of these names, in ``parent`` if given; Refused where it is not one."""
    cities = Jurisdiction.objects.living().filter(kind=Kind.CITY)
    if parent:
        cities = cities.within([parent])
    called = (Q(name_en=name_en) & ~Q(name_en="")) | (Q(name_fa=name_fa) & ~Q(name_fa=""))
    found = list(cities.filter(called))
    if len(found) > 1:  # both names together may tell them apart
        both = [city for city in found if (city.name_fa, city.name_en) == (name_fa, name_en)]
        found = both if len(both) == 1 else found
    if len(found) > 1:
        raise city_is_one_of_its_name.refuse(words=name_en or name_fa, count=len(found))
    return found[0] if found else None


def _stations(
    prepared: Prepared, given: Sequence[Drawn] | None, city: Jurisdiction | None
) -> tuple[Division, Findings]:
    """The boundaries to draw: those given; else a division, for a city that has none yet."""
    none = Findings((), ())
    if given is not None:
        return _given(given, prepared.bounds, city)
    if city and city.children.filter(kind=Kind.STATION, retired_at=None).exists():
        findings = judge(staying(Kind.STATION, city.id), whole(prepared.bounds))
        return _division((), findings), findings
    shares = divide(prepared.bounds, [seat.point for seat in prepared.seats])
    numbers = count(11)
    stations = _told_apart([_station(share, prepared.seats, numbers) for share in shares])
    return _division(stations, none), none


def _station(share: Share, seats: Sequence[Seat], numbers: Iterator[int]) -> Boundary:
    """A share's station: named as the map names it, else by the next number."""
    if share.seat is None:
        number = next(numbers)
        fa, en = f"کلانتری {to_persian_digits(str(number))}", f"Station {number}"
    else:
        fa, en = seats[share.seat].fa, seats[share.seat].en
    return Boundary(
        tuple(rings(share.shape)), name_fa=fa, name_en=en, seat=share.at, provisional=True
    )


def _told_apart(stations: Sequence[Boundary]) -> list[Boundary]:
    """The map may name several stations alike; the second and later ones get a number."""
    told, seen = list[Boundary](), Counter[tuple[str, str]]()
    for station in stations:
        seen[station.name_fa, station.name_en] += 1
        number = seen[station.name_fa, station.name_en]
        if number > 1:
            fa = f"{station.name_fa} {to_persian_digits(str(number))}" if station.name_fa else ""
            en = f"{station.name_en} {number}" if station.name_en else ""
            station = replace(station, name_fa=fa, name_en=en)
        told.append(station)
    return told


def _boundary(area: Drawn, kind: str, inside: Jurisdiction | None) -> Boundary:
    """The boundary of the known area the file means, or of a new one below its parent."""
    same = Jurisdiction.objects.living().filter(kind=kind)
    if inside:
        same = same.within([inside.id])
    known = same.filter(code=area.code).first() if area.code else None
    parent = None
    if known is None:
        parent = inside or _parent_of(area, kind)
        known = same.filter(parent=parent, name_fa=area.name_fa, name_en=area.name_en).first()
    return Boundary(
        tuple(rings(area.shape)),
        id=known.id if known else None,
        name_fa=area.name_fa,
        name_en=area.name_en,
        code=area.code,
        parent=parent.id if parent else None,
    )


def _parent_of(area: Drawn, kind: str) -> Jurisdiction | None:
    """By the name the file gives, else where it lies; None only where nothing larger is known."""
    larger = list(Kind.values)[: list(Kind.values).index(kind)]
    known = Jurisdiction.objects.living().filter(kind__in=larger)
    if area.parent:
        named = known.filter(Q(name_fa=area.parent) | Q(name_en=area.parent) | Q(code=area.parent))
        if found := named.first():
            return found
    middle = area.shape.representative_point()
    around = [place for place in areas_at(Point(middle.x, middle.y)) if place.kind in larger]
    if around:
        return around[-1]
    if known.exists():
        raise parent_is_found.refuse(name=area.name)
    return None
