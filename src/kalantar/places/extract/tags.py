"""What OpenStreetMap's tags mean to us: names in each language, classes of roads, ground and places.

Source: the OpenStreetMap wiki's "Map features", "Names" and "Key:highway".
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

_PERSIAN = re.compile("[\u0600-\u06ff]")
_OTHER_NAMES = ("int_name", "official_name", "short_name", "alt_name", "loc_name", "old_name")

ROAD_CLASS = {
    "motorway": "motorway", "motorway_link": "motorway",
    "trunk": "trunk", "trunk_link": "trunk",
    "primary": "primary", "primary_link": "primary",
    "secondary": "secondary", "secondary_link": "secondary",
    "tertiary": "tertiary", "tertiary_link": "tertiary",
    "unclassified": "minor", "residential": "minor", "living_street": "minor", "road": "minor",
    "service": "service", "track": "service",
    "pedestrian": "path", "footway": "path", "path": "path", "steps": "path", "cycleway": "path",
    "bridleway": "path", "corridor": "path",
}  # fmt: skip
MAIN_ROADS = ("motorway", "trunk", "primary", "secondary")
RAIL_CLASS = {
    "rail": "rail", "subway": "rail", "light_rail": "rail", "tram": "tram", "narrow_gauge": "rail"
}  # fmt: skip
STREET_WEIGHT = {
    "motorway": 70, "trunk": 70, "primary": 68, "secondary": 64, "tertiary": 60,
    "minor": 54, "service": 42, "path": 44,
}  # fmt: skip

GROUND = {
    ("leisure", "park"): "park", ("leisure", "garden"): "park", ("leisure", "playground"): "park",
    ("leisure", "common"): "park", ("leisure", "dog_park"): "park", ("leisure", "pitch"): "pitch",
    ("leisure", "stadium"): "pitch", ("leisure", "nature_reserve"): "wood",
    ("landuse", "grass"): "grass", ("landuse", "meadow"): "grass", ("landuse", "forest"): "wood",
    ("landuse", "recreation_ground"): "park", ("landuse", "village_green"): "park",
    ("landuse", "cemetery"): "cemetery", ("amenity", "grave_yard"): "cemetery",
    ("natural", "wood"): "wood", ("natural", "scrub"): "wood", ("natural", "grassland"): "grass",
    ("natural", "heath"): "grass", ("natural", "beach"): "sand", ("natural", "sand"): "sand",
    ("landuse", "farmland"): "farm", ("landuse", "orchard"): "farm",
    ("landuse", "industrial"): "industry", ("landuse", "commercial"): "built",
    ("landuse", "retail"): "built", ("landuse", "residential"): "built",
    ("amenity", "school"): "campus", ("amenity", "university"): "campus",
    ("amenity", "hospital"): "hospital", ("amenity", "parking"): "parking",
    ("highway", "pedestrian"): "plaza", ("place", "square"): "plaza",
    ("landuse", "military"): "military",
}  # fmt: skip
WATER = {
    ("natural", "water"), ("waterway", "riverbank"), ("landuse", "reservoir"), ("landuse", "basin"),
    ("natural", "bay"), ("waterway", "dock"), ("leisure", "swimming_pool"),
}  # fmt: skip
WATERWAYS = ("river", "canal", "stream", "drain", "ditch")

# What people call from and towards: the larger, the earlier in a list of equals.
SETTLEMENT_WEIGHT = {
    "city": 90, "town": 88, "borough": 84, "suburb": 82, "quarter": 78, "village": 78,
    "neighbourhood": 74, "locality": 60, "island": 70,
}  # fmt: skip
_PLACE_WEIGHT = {
    "hospital": 72, "police": 72, "fire_station": 70, "university": 68, "townhall": 68,
    "courthouse": 68, "embassy": 60, "school": 56, "bus_station": 66, "place_of_worship": 54,
    "station": 68, "subway_entrance": 40, "museum": 58, "hotel": 54, "attraction": 56,
    "stadium": 62, "park": 62, "mall": 62, "marketplace": 60, "pharmacy": 46, "bank": 46,
    "fuel": 50, "theatre": 54, "library": 54,
}  # fmt: skip
_FURNITURE = frozenset((
    "bicycle_rental", "bicycle_parking", "car_sharing", "parking", "parking_entrance", "bench",
    "artwork", "clock", "vending_machine", "waste_basket", "toilets", "telephone", "post_box",
    "information", "tram_stop", "platform", "stop_position", "memorial", "tree", "atm", "switch",
))  # fmt: skip
_PLACE_KEYS = (
    "amenity", "shop", "tourism", "leisure", "railway", "office", "historic", "building",
    "aeroway", "public_transport", "man_made", "natural", "healthcare", "craft", "landuse",
)  # fmt: skip


class Names(NamedTuple):
    """``local`` as written on the sign; ``every`` all names people may type, none twice."""

    local: str
    fa: str
    en: str
    every: tuple[str, ...]


def names(tags: Mapping[str, str]) -> Names | None:
    """The names in ``tags``, or None where a thing is nameless."""
    local = tags.get("name", "").strip()
    fa, en = tags.get("name:fa", "").strip(), tags.get("name:en", "").strip()
    local = local or fa or en
    if not local:
        return None
    if not fa and _PERSIAN.search(local):
        fa = local
    found = [local, fa, en]
    found += [tags[key] for key in _OTHER_NAMES if key in tags]
    found += [value for key, value in tags.items() if key.startswith("name:")]
    split = (part.strip() for value in found for part in value.split(";"))
    return Names(local, fa, en, tuple(dict.fromkeys(part for part in split if part)))


def place_class(tags: Mapping[str, str]) -> tuple[str, int] | None:
    """The kind of a named place (``hospital``) and its weight, or None where it is not a place."""
    if (settlement := tags.get("place")) in SETTLEMENT_WEIGHT:
        return settlement, SETTLEMENT_WEIGHT[settlement]
    for key in _PLACE_KEYS:
        value = tags.get(key)
        if value and value != "no":
            usual = 30 if value in _FURNITURE else 42
            return (key if value == "yes" else value), _PLACE_WEIGHT.get(value, usual)
    return None


def is_square(tags: Mapping[str, str], local: str) -> bool:
    if tags.get("place") == "square" or local.startswith("میدان"):
        return True
    return tags.get("junction") in ("roundabout", "circular") and "highway" in tags


def ground(tags: Mapping[str, str]) -> str | None:
    return next((kind for (key, value), kind in GROUND.items() if tags.get(key) == value), None)


def is_water(tags: Mapping[str, str]) -> bool:
    return any(tags.get(key) == value for key, value in WATER)
