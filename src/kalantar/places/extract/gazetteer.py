"""Everything in the file that has a name or a number, as what people say when they call."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.text import joined_sound_keys, search_key, sound_key, sound_keys
from kalantar.places.extract import tags as meaning
from kalantar.places.extract.reading import Reading, Road, Spot
from kalantar.places.extract.tags import Names

SAME_STREET_DEGREES = 0.004  # pieces of one name nearer than about 400 m are one street
SAME_CROSSING_METRES = 200.0  # the four corners of two dual carriageways are one crossing
SAME_PLACE_METRES = 150.0
LONGEST_SEARCH = 1500  # letters: a capital has names in two hundred languages
POINT_EVERY_METRES = 40.0
STATION = "police"
NAMELESS_STATION = Names("Police", "کلانتری", "Police", ("Police", "کلانتری"))
BETWEEN_NAMES = " | "


class Keys(NamedTuple):
    """What a thing's names are found by: as they are spelt, and as they sound in any script."""

    search: str
    sound: str

    def numbered(self, number: str) -> "Keys":
        """The keys of a house in a street of these keys."""
        spelt, heard = search_key(number), sound_key(number)
        return Keys(
            _each(f"{name} {spelt}" for name in self.search.split(BETWEEN_NAMES)),
            _each(f"{name} {heard}" for name in self.sound.split(BETWEEN_NAMES) if name),
        )

    def crossed(self, other: "Keys") -> "Keys":
        """The keys of the crossing of two streets of these keys."""
        return Keys(_each((self.search, other.search)), _each((self.sound, other.sound)))


@dataclass(slots=True)
class Found:
    """One entry. ``line``: points along a street; ``what``: the finer kind, for the map."""

    kind: str
    local: str
    fa: str
    en: str
    keys: Keys
    weight: int
    point: Point
    what: str = ""
    near: str = ""
    line: list[Point] = field(default_factory=list)


type Bounds = tuple[float, float, float, float]


def gazetteer(found: Reading, bounds: Bounds) -> list[Found]:
    """All entries within ``bounds``: streets, crossings, squares, places, stations, addresses."""
    streets, of_way = _streets(found.roads)
    entries = [*streets, *_crossings(found.roads, of_way), *_places(found)]
    entries += _addresses(found.spots, streets)
    inside = [entry for entry in entries if _within(entry.point, bounds)]
    _say_where(inside)
    return inside


def keys_of(every: Iterable[str]) -> Keys | None:
    """The keys of a thing of these names, or None where no letter or figure is among them."""
    names = list(every)
    search = _each(search_key(name) for name in names)
    heard = (key for name in names for key in (*sound_keys(name), *joined_sound_keys(name)))
    return Keys(search, _each(heard)) if search else None


def _each(keys: Iterable[str]) -> str:
    return BETWEEN_NAMES.join(dict.fromkeys(filter(None, keys)))[:LONGEST_SEARCH].strip(" |")


def _within(point: Point, bounds: Bounds) -> bool:
    west, south, east, north = bounds
    return west <= point.lon <= east and south <= point.lat <= north


def _streets(roads: Sequence[Road]) -> tuple[list[Found], dict[int, Found]]:
    """Streets, pieces of one name that lie together merged; and the street of each road's index."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, road in enumerate(roads):
        if names := meaning.names(road.tags):
            by_name[names.local].append(index)
    streets, of_way = list[Found](), dict[int, Found]()
    for indices in by_name.values():
        for together in _clusters([roads[index].line for index in indices]):
            pieces = [indices[place] for place in together]
            street = _street([roads[index] for index in pieces])
            if street:
                streets.append(street)
                of_way |= dict.fromkeys(pieces, street)
    return streets, of_way


def _street(pieces: list[Road]) -> Found | None:
    best = max(pieces, key=lambda road: len(road.tags))
    names = meaning.names(best.tags)
    every = [name for road in pieces if (said := meaning.names(road.tags)) for name in said.every]
    if names is None or not (keys := keys_of(every)):
        return None
    line = [point for road in pieces for point in _along(road.line)]
    mean = Point(sum(p.lon for p in line) / len(line), sum(p.lat for p in line) / len(line))
    weight = max(meaning.STREET_WEIGHT[road.kind] for road in pieces)
    middle = min(line, key=lambda point: metres_between(point, mean))
    return Found(
        "street", names.local, names.fa, names.en, keys, weight, middle,
        what=max(pieces, key=lambda road: meaning.STREET_WEIGHT[road.kind]).kind, line=line,
    )  # fmt: skip


def _clusters(lines: Sequence[Sequence[Point]]) -> list[list[int]]:
    """Indices of lines grouped so that lines in touching cells of a coarse grid are together."""
    if len(lines) == 1:
        return [[0]]
    parent = list(range(len(lines)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[tuple[int, int], int] = {}
    for index, line in enumerate(lines):
        for point in line:
            cell = (
                math.floor(point.lon / SAME_STREET_DEGREES),
                math.floor(point.lat / SAME_STREET_DEGREES),
            )
            for east in (-1, 0, 1):
                for north in (-1, 0, 1):
                    other = first.get((cell[0] + east, cell[1] + north))
                    if other is not None:
                        parent[root(index)] = root(other)
            first.setdefault(cell, index)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(lines)):
        groups[root(index)].append(index)
    return list(groups.values())


def _along(line: Sequence[Point]) -> Iterator[Point]:
    """Points on the line no more than POINT_EVERY_METRES apart, its first and last among them."""
    yield line[0]
    for a, b in pairwise(line):
        steps = max(1, math.ceil(metres_between(a, b) / POINT_EVERY_METRES))
        for step in range(1, steps + 1):
            part = step / steps
            yield Point(a.lon + (b.lon - a.lon) * part, a.lat + (b.lat - a.lat) * part)


def _crossings(roads: Sequence[Road], of_way: dict[int, Found]) -> Iterator[Found]:
    """Where two streets of different names share a node; corners of the same pair are one."""
    streets_at: dict[int, dict[int, Found]] = defaultdict(dict)
    where: dict[int, Point] = {}
    for index, street in of_way.items():
        if roads[index].kind == "service":
            continue
        for node, point in zip(roads[index].nodes, roads[index].line, strict=True):
            streets_at[node][id(street)] = street
            where[node] = point
    corners: dict[tuple[int, int], list[Point]] = defaultdict(list)
    pair_of: dict[tuple[int, int], tuple[Found, Found]] = {}
    for node, meeting in streets_at.items():
        for a, b in combinations(sorted(meeting.values(), key=_importance), 2):
            if a.local != b.local:
                corners[id(a), id(b)].append(where[node])
                pair_of[id(a), id(b)] = (a, b)
    for pair, points in corners.items():
        for together in _near_each_other(points):
            yield _crossing(*pair_of[pair], together)


def _importance(street: Found) -> tuple[int, str]:
    return -street.weight, street.local


def _near_each_other(points: Sequence[Point]) -> list[list[Point]]:
    groups: list[list[Point]] = []
    for point in points:
        for group in groups:
            if metres_between(group[0], point) < SAME_CROSSING_METRES:
                group.append(point)
                break
        else:
            groups.append([point])
    return groups


def _crossing(a: Found, b: Found, corners: Sequence[Point]) -> Found:
    middle = Point(
        sum(point.lon for point in corners) / len(corners),
        sum(point.lat for point in corners) / len(corners),
    )
    fa = f"تقاطع {a.fa or a.local} و {b.fa or b.local}"
    en = f"{a.en or a.local} and {b.en or b.local}"
    local = f"{a.local} / {b.local}"
    weight = (a.weight + b.weight) // 2 - 6
    keys = a.keys.crossed(b.keys)
    return Found("crossing", local, fa, en, keys, weight, middle, what="crossing")


def _places(found: Reading) -> Iterator[Found]:
    """Named things that are not streets; the same name drawn twice close by is one."""
    squares = [Spot(road.tags, road.line[len(road.line) // 2]) for road in found.roads
               if road.tags.get("junction") in ("roundabout", "circular")]  # fmt: skip
    kept: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for spot in sorted((*found.spots, *squares), key=lambda spot: not spot.area):
        entry = _place(spot)
        if entry is None:
            continue
        same = kept[entry.kind, entry.local]
        if all(metres_between(entry.point, other.point) > SAME_PLACE_METRES for other in same):
            same.append(entry)
    for entries in kept.values():
        yield from entries


def _place(spot: Spot) -> Found | None:
    names = meaning.names(spot.tags)
    if names is None and spot.tags.get("amenity") == STATION:
        names = NAMELESS_STATION
    if names is None or not (keys := keys_of(names.every)):
        return None
    if spot.tags.get("amenity") == STATION:
        return _entry("station", names, keys, 72, spot.point, STATION)
    if meaning.is_square(spot.tags, names.local):
        return _entry("square", names, keys, 66, spot.point, "square")
    judged = meaning.place_class(spot.tags)
    if judged is None:
        return None
    return _entry("place", names, keys, judged[1], spot.point, judged[0])


def _entry(kind: str, names: Names, keys: Keys, weight: int, point: Point, what: str) -> Found:
    return Found(kind, names.local, names.fa, names.en, keys, weight, point, what=what)


def _addresses(spots: Sequence[Spot], streets: Sequence[Found]) -> Iterator[Found]:
    """House numbers with their street; a number drawn on the house and on its door is one."""
    by_name: dict[str, Found] = {}
    for street in streets:
        by_name.setdefault(street.local, street)
    keys_of_name = cache(lambda local: keys_of([local]))
    seen: set[tuple[str, str, float, float]] = set()
    for spot in spots:
        local = spot.tags.get("addr:street") or spot.tags.get("addr:place")
        for number in spot.tags.get("addr:housenumber", "").split(";"):
            number = number.strip()
            rough = (round(spot.point.lon, 2), round(spot.point.lat, 2))
            key = (local or "", number.casefold(), *rough)
            if local and number and key not in seen and (keys := keys_of_name(local)):
                seen.add(key)
                yield _address(local, number, keys, by_name.get(local), spot.point)


# Where streets are called so, the number is written before the street.
_NUMBER_FIRST = re.compile(
    r"\b(street|st|avenue|ave|road|rd|drive|boulevard|lane|way|place|court|alley|terrace)\b", re.I
)


def _address(local: str, number: str, keys: Keys, street: Found | None, point: Point) -> Found:
    fa, en = (street.fa, street.en) if street else ("", "")
    return Found(
        "address",
        f"{number} {local}" if _NUMBER_FIRST.search(local) else f"{local} {number}",
        f"{fa}، پلاک {number}" if fa else "",
        f"{number} {en}" if en else "",
        (street.keys if street else keys).numbered(number),
        30,
        point,
        what=number,
    )


def _say_where(entries: Sequence[Found]) -> None:
    """Give every entry the name of the nearest quarter, to tell equal names apart."""
    quarters = [e for e in entries if e.what in ("suburb", "quarter", "neighbourhood", "borough")]
    if not quarters:
        return
    for entry in entries:
        if entry.what not in meaning.SETTLEMENT_WEIGHT:
            shrink = math.cos(math.radians(entry.point.lat))
            nearest = min(
                quarters,
                key=lambda quarter: (
                    ((quarter.point.lon - entry.point.lon) * shrink) ** 2
                    + (quarter.point.lat - entry.point.lat) ** 2
                ),
            )
            entry.near = nearest.local
