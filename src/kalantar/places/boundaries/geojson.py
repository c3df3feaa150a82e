"""Boundaries as somebody else drew them: GeoJSON (RFC 7946), one feature an area."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape as shape_of
from shapely.geometry.base import BaseGeometry

from kalantar.kernel.geometry import Point
from kalantar.kernel.text import normalise
from kalantar.places.boundaries.rings import polygons
from kalantar.places.readable import require_readable
from kalantar.places.rules import (
    LARGEST_BOUNDARIES,
    boundaries_are_geojson,
    boundaries_are_in_degrees,
    boundaries_are_not_too_large,
    boundary_has_a_name,
)

# Property names met in the files services publish, first match wins.
NAME_FA = ("name_fa", "name:fa", "نام", "fa", "NAME_FA", "persianName")
NAME_EN = ("name_en", "name:en", "NAME_EN", "en", "englishName", "NAME_1", "shapeName", "NAME")
NAME = ("name", "title", "Name", "label", "station", "DISTRICT", "district")
CODE = ("code", "id", "ref", "CODE", "shapeISO", "iso")
PARENT = ("parent", "parent_name", "parentName", "province", "provinceName", "ostan", "NAME_PARENT")

# Brackets in brackets without end are a RecursionError.
_NOT_AREAS = (
    ValueError, KeyError, TypeError, AttributeError, RecursionError, shapely.errors.ShapelyError
)  # fmt: skip
_PLACE = re.compile(r"\[(\S+) (\S+)\]")  # in GEOS's reason: Self-intersection[51.5 35.5]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One area of the file: its names, code, the name of the area it says to lie in, its shape.

    ``mended``: where its line crossed itself as it was drawn, if it did."""

    name_fa: str
    name_en: str
    code: str
    parent: str
    shape: BaseGeometry
    mended: Point | None = None

    @property
    def name(self) -> str:
        return self.name_en or self.name_fa


def read_boundaries(file: Path) -> list[Drawn]:
    """The areas of a GeoJSON file, shapes mended; Refused when it cannot be understood.

    Features of one name become one area. Longitudes and latitudes are degrees, WGS84.
    """
    require_readable(file)
    if (size := file.stat().st_size) > LARGEST_BOUNDARIES:
        most = LARGEST_BOUNDARIES // 1_000_000
        raise boundaries_are_not_too_large.refuse(size=size // 1_000_000, most=most)
    try:
        features = _features(json.loads(file.read_text(encoding="utf-8-sig")))
        drawn = [_drawn(feature, number) for number, feature in enumerate(features, start=1)]
    except _NOT_AREAS as broken:
        raise boundaries_are_geojson.refuse() from broken
    if not drawn:
        raise boundaries_are_geojson.refuse()
    return _merged(drawn)


def _features(read: Any) -> Sequence[Mapping[str, Any]]:
    if read["type"] == "FeatureCollection":
        return list(read["features"])
    return [read] if read["type"] == "Feature" else []


def _drawn(feature: Mapping[str, Any], number: int) -> Drawn:
    says = {key: value for key, value in (feature.get("properties") or {}).items() if value}
    fa, en, plain = (_first(says, keys) for keys in (NAME_FA, NAME_EN, NAME))
    if plain and not (fa if _is_persian(plain) else en):
        fa, en = (plain, en) if _is_persian(plain) else (fa, plain)
    if not (fa or en):
        raise boundary_has_a_name.refuse(number=number)
    shape = shapely.force_2d(shape_of(feature["geometry"]))
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise boundaries_are_in_degrees.refuse(name=fa or en)
    mended = shapely.multipolygons(list(polygons(shapely.make_valid(shape))))
    if mended.is_empty:
        raise boundaries_are_geojson.refuse()
    return Drawn(fa, en, _first(says, CODE), _first(says, PARENT), mended, _crossed(shape))


def _crossed(shape: BaseGeometry) -> Point | None:
    """Where the line crosses itself, or anything else keeps it from enclosing one ground."""
    place = _PLACE.search(shapely.is_valid_reason(shape))
    return Point(float(place[1]), float(place[2])) if place else None


def _first(says: Mapping[str, Any], keys: Sequence[str]) -> str:
    return next((normalise(str(says[key])) for key in keys if key in says), "")


def _is_persian(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def _merged(drawn: Sequence[Drawn]) -> list[Drawn]:
    merged: dict[tuple[str, str, str], Drawn] = {}
    for area in drawn:
        key = (area.name_fa, area.name_en, area.parent)
        if same := merged.get(key):
            whole = shapely.union(same.shape, area.shape)
            area = replace(same, shape=whole, mended=same.mended or area.mended)
        merged[key] = area
    return list(merged.values())
