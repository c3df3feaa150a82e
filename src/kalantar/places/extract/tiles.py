"""The map's vector tiles: GDAL cuts each layer, the layers of a tile are joined into one archive.

A vector tile is a protobuf message whose layers are one repeated field, so tiles of different
layers are joined by putting their bytes one after another (Mapbox Vector Tile specification 2.1).
"""

import gzip
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyogrio
import shapely

from kalantar.places.extract import tags as meaning
from kalantar.places.extract.archive import Tile, write_archive
from kalantar.places.extract.reading import Reading, Road, Shape
from kalantar.places.extract.sea import sea

FIRST_ZOOM, LAST_ZOOM = 8, 14  # a browser enlarges the last zoom up to 17 and beyond
ATTRIBUTION = "© OpenStreetMap contributors"


class Layer(NamedTuple):
    """Rows of one layer for zooms ``first`` to ``last``: geometry (WKB) and one list per field."""

    name: str
    geometry: str
    first: int
    last: int
    wkb: list[bytes]
    fields: dict[str, list[Any]]


def write_tiles(
    found: Reading,
    labels: "Layer",
    numbers: "Layer",
    bounds: tuple[float, float, float, float],
    work: Path,
    into: Path,
    said: Callable[[str], None],
) -> int:
    """Cut all layers and write the archive ``into``; returns the number of tiles."""
    layers = [*_ground_layers(found, bounds), *_line_layers(found), labels, numbers]
    tiles: dict[tuple[int, int, int], bytearray] = defaultdict(bytearray)
    for number, layer in enumerate(layers):
        if not layer.wkb:
            continue
        said(layer.name)
        for z, x, y, body in _cut(layer, work / f"{number}.mbtiles"):
            tiles[z, x, y] += body
    joined = (
        Tile(z, x, y, gzip.compress(bytes(body), 6, mtime=0)) for (z, x, y), body in tiles.items()
    )
    return write_archive(into, joined, bounds=bounds, metadata=_metadata(layers))


def _metadata(layers: Sequence[Layer]) -> dict[str, object]:
    described: dict[str, dict[str, Any]] = {}
    for layer in layers:
        same = described.setdefault(
            layer.name,
            {"id": layer.name, "fields": {}, "minzoom": layer.first, "maxzoom": layer.last},
        )
        same["minzoom"] = min(same["minzoom"], layer.first)
        same["maxzoom"] = max(same["maxzoom"], layer.last)
        for name, values in layer.fields.items():
            text = any(isinstance(value, str) for value in values)
            same["fields"][name] = "String" if text else "Number"
    return {"attribution": ATTRIBUTION, "type": "baselayer", "vector_layers": [*described.values()]}


def _cut(layer: Layer, path: Path) -> Iterator[tuple[int, int, int, bytes]]:
    """The layer's tiles as GDAL cuts, clips and simplifies them, not compressed."""
    columns = []
    for values in layer.fields.values():
        text = any(isinstance(value, str) for value in values)
        columns.append(np.array(values, dtype=object if text else np.int32))
    pyogrio.raw.write(
        str(path),
        np.array(layer.wkb, dtype=object),
        columns,
        list(layer.fields),
        layer=layer.name,
        driver="MBTiles",
        geometry_type=layer.geometry,
        crs="EPSG:4326",
        dataset_options={"MINZOOM": layer.first, "MAXZOOM": layer.last, "COMPRESS": "NO",
                         "MAX_SIZE": 2_000_000, "MAX_FEATURES": 200_000, "BUFFER": 96,
                         "NAME": layer.name},
    )  # fmt: skip
    with sqlite3.connect(path) as cut:
        for z, x, row, body in cut.execute(
            "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles"
        ):
            yield z, x, (1 << z) - 1 - row, _plain(body)  # rows count from the south in MBTiles
    cut.close()
    os.unlink(path)


def _plain(body: bytes) -> bytes:
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def _ground_layers(found: Reading, bounds: tuple[float, float, float, float]) -> Iterator[Layer]:
    water = list(found.water)
    if flood := sea(found.coast, bounds):
        water.append(Shape("sea", {}, shapely.to_wkb(flood)))
    yield _areas("land", found.ground, 10)
    yield _areas("water", water, FIRST_ZOOM)
    yield Layer(
        "waterway", "LineString", 12, LAST_ZOOM,
        [shape.wkb for shape in found.waterways],
        {"kind": [shape.kind for shape in found.waterways], **_named(found.waterways)},
    )  # fmt: skip
    yield Layer(
        "building", "MultiPolygon", 13, LAST_ZOOM,
        [shape.wkb for shape in found.buildings],
        {"levels": [_levels(shape.tags) for shape in found.buildings]},
    )  # fmt: skip


def _areas(name: str, shapes: Sequence[Shape], first: int) -> Layer:
    wkb, kinds = [shape.wkb for shape in shapes], [shape.kind for shape in shapes]
    return Layer(name, "MultiPolygon", first, LAST_ZOOM, wkb, {"kind": kinds})


def _line_layers(found: Reading) -> Iterator[Layer]:
    main = [road for road in found.roads if road.kind in meaning.MAIN_ROADS]
    most = [road for road in found.roads if road.kind not in ("path", "service")]
    yield _roads(main, FIRST_ZOOM, 10)
    yield _roads(most, 11, 12)
    yield _roads(found.roads, 13, LAST_ZOOM)
    yield Layer(
        "rail", "LineString", 11, LAST_ZOOM,
        [shape.wkb for shape in found.rails], {"kind": [shape.kind for shape in found.rails]},
    )  # fmt: skip


def _roads(roads: Sequence[Road], first: int, last: int) -> Layer:
    wkb = [shapely.to_wkb(shapely.linestrings(road.line)) for road in roads]
    fields: dict[str, list[Any]] = {
        "kind": [road.kind for road in roads],
        "ref": [road.tags.get("ref", "").partition(";")[0] for road in roads],
        "oneway": [_oneway(road.tags) for road in roads],
        "bridge": [int(road.tags.get("bridge", "no") != "no") for road in roads],
        "tunnel": [int(road.tags.get("tunnel", "no") != "no") for road in roads],
        **_named(roads),
    }
    return Layer("road", "LineString", first, last, wkb, fields)


def _named(things: Sequence[Road] | Sequence[Shape]) -> dict[str, list[Any]]:
    every = [meaning.names(thing.tags) for thing in things]
    return {
        "name": [names.local if names else "" for names in every],
        "name_fa": [names.fa if names else "" for names in every],
        "name_en": [names.en if names else "" for names in every],
    }


def _oneway(tags: dict[str, str]) -> int:
    said = tags.get("oneway", "no")
    return {"yes": 1, "true": 1, "1": 1, "-1": -1, "reverse": -1}.get(said, 0)


def _levels(tags: dict[str, str]) -> int:
    written = tags.get("building:levels", "")
    return min(int(written), 200) if written.isdecimal() else 0
