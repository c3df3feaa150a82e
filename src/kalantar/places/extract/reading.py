"""One reading of the file: everything the tiles and the gazetteer need, in plain lists."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import osmium
import shapely

from kalantar.kernel.geometry import Point
from kalantar.places.extract import tags as meaning
from kalantar.places.rules import extract_is_an_osm_file

type Tags = dict[str, str]


class Road(NamedTuple):
    """A way one can walk, ride or drive: ``nodes`` are OpenStreetMap's ids along ``line``."""

    kind: str
    tags: Tags
    nodes: tuple[int, ...]
    line: tuple[Point, ...]


class Shape(NamedTuple):
    """A line or an area as well-known binary."""

    kind: str
    tags: Tags
    wkb: bytes


class Spot(NamedTuple):
    """A thing with tags and one point that stands for it; ``area`` says it was drawn as an area."""

    tags: Tags
    point: Point
    area: bool = False


@dataclass
class Reading:
    """What the file holds of use, in the order it was read."""

    box: tuple[float, float, float, float] | None = None  # west, south, east, north, if it says
    data_until: datetime | None = None
    nodes: int = 0
    roads: list[Road] = field(default_factory=list)
    rails: list[Shape] = field(default_factory=list)
    waterways: list[Shape] = field(default_factory=list)
    coast: list[bytes] = field(default_factory=list)
    water: list[Shape] = field(default_factory=list)
    ground: list[Shape] = field(default_factory=list)
    buildings: list[Shape] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)  # named or numbered


_wkb = osmium.geom.WKBFactory()


def read(file: Path) -> Reading:
    """Read ``file``; Refused (extract_is_an_osm_file) when it is not a whole OpenStreetMap PBF file."""
    found = Reading()
    try:
        everything = osmium.FileProcessor(osmium.io.File(str(file), "pbf"))
        box = everything.header.box()
        if box.valid():
            found.box = (
                box.bottom_left.lon, box.bottom_left.lat, box.top_right.lon, box.top_right.lat
            )  # fmt: skip
        found.data_until = _moment(everything.header.get("osmosis_replication_timestamp"))
        tagged = osmium.filter.EmptyTagFilter()
        for thing in everything.with_locations().with_areas().with_filter(tagged):
            _KEEP[thing.type_str()](found, thing, dict(thing.tags))
    except (RuntimeError, OSError) as broken:
        raise extract_is_an_osm_file.refuse() from broken
    return found


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written).astimezone(UTC) if written else None
    except ValueError:
        return None


def _is_found_by_people(tags: Tags) -> bool:
    return "name" in tags or "addr:housenumber" in tags or tags.get("amenity") == "police"


def _keep_node(found: Reading, node: Any, tags: Tags) -> None:
    found.nodes += 1
    if _is_found_by_people(tags) and node.location.valid():
        found.spots.append(Spot(tags, Point(node.location.lon, node.location.lat)))


def _keep_way(found: Reading, way: Any, tags: Tags) -> None:
    kind = meaning.ROAD_CLASS.get(tags.get("highway", ""))
    if kind and tags.get("area") != "yes":
        placed = [node for node in way.nodes if node.location.valid()]
        if len(placed) > 1:
            line = tuple(Point(node.location.lon, node.location.lat) for node in placed)
            found.roads.append(Road(kind, tags, tuple(node.ref for node in placed), line))
    elif tags.get("railway") in meaning.RAIL_CLASS and tags.get("tunnel") != "yes":
        _shape(found.rails, meaning.RAIL_CLASS[tags["railway"]], tags, way, _wkb.create_linestring)
    elif tags.get("waterway") in meaning.WATERWAYS:
        _shape(found.waterways, tags["waterway"], tags, way, _wkb.create_linestring)
    if tags.get("natural") == "coastline":
        coast: list[Shape] = []
        _shape(coast, "coastline", tags, way, _wkb.create_linestring)
        found.coast += [shape.wkb for shape in coast]


def _keep_area(found: Reading, area: Any, tags: Tags) -> None:
    kept: list[Shape] = []
    if tags.get("building", "no") != "no":
        _shape(kept, "building", tags, area, _wkb.create_multipolygon)
        found.buildings += kept
    elif meaning.is_water(tags):
        _shape(kept, "water", tags, area, _wkb.create_multipolygon)
        found.water += kept
    elif kind := meaning.ground(tags):
        _shape(kept, kind, tags, area, _wkb.create_multipolygon)
        found.ground += kept
    if _is_found_by_people(tags):
        if not kept:
            _shape(kept, "", tags, area, _wkb.create_multipolygon)
        if kept:
            inside = shapely.from_wkb(kept[0].wkb).representative_point()
            found.spots.append(Spot(tags, Point(inside.x, inside.y), area=True))


def _keep_nothing(found: Reading, thing: Any, tags: Tags) -> None:
    """Relations count by their areas."""


_KEEP = {"n": _keep_node, "w": _keep_way, "a": _keep_area, "r": _keep_nothing}


def _shape(
    into: list[Shape], kind: str, tags: Tags, thing: Any, draw: Callable[[Any], str]
) -> None:
    """Add the thing's geometry; a way cut at the extract's edge may have none, and is left out."""
    try:
        into.append(Shape(kind, tags, bytes.fromhex(draw(thing))))
    except (RuntimeError, osmium.InvalidLocationError):
        return


def bounds(found: Reading) -> tuple[float, float, float, float]:
    """West, south, east, north: as the file says, else what its roads span."""
    if found.box:
        return found.box
    points = list(_road_points(found))
    lons, lats = [point.lon for point in points], [point.lat for point in points]
    return min(lons), min(lats), max(lons), max(lats)


def _road_points(found: Reading) -> Iterator[Point]:
    for road in found.roads:
        yield from road.line
