"""From a file to a folder with everything a city needs; refused, it leaves nothing behind."""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import shapely

from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.places.extract.gazetteer import Found, gazetteer
from kalantar.places.extract.graph import build_graph
from kalantar.places.extract.reading import Reading, bounds, read
from kalantar.places.extract.tiles import ATTRIBUTION, LAST_ZOOM, Layer, write_tiles
from kalantar.places.readable import require_readable
from kalantar.places.rules import (
    LARGEST_FILE,
    WIDEST_CITY,
    disk_has_room_for_city,
    extract_holds_roads,
    extract_is_not_too_large,
    extract_is_one_city,
)

RECIPE = b"4"  # raise it when the same file is to be prepared differently: then it is imported anew
MAP, GRAPH, ENTRIES, LINES = "map.pmtiles", "graph.tar", "entries.jsonl", "lines.jsonl"
_MEGABYTE = 1_000_000
FULL = 2 * _MEGABYTE  # free bytes below which what failed failed for want of room

type Bounds = tuple[float, float, float, float]
type Progress = Callable[[str, float], None]  # what is being done, and how much is done, 0 to 1


def silent(said: str, part: float) -> None:
    """Progress nobody watches."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A police station the map knows."""

    fa: str
    en: str
    point: Point


@dataclass(frozen=True, slots=True)
class Prepared:
    """What ``prepare`` made: files in ``folder``, and what the database has to know about them."""

    folder: Path
    digest: str
    bounds: Bounds
    data_until: datetime | None
    attribution: str
    counts: dict[str, int]
    seats: tuple[Seat, ...]


def prepare(file: Path, folder: Path, said: Progress = silent) -> Prepared:
    """Read ``file`` and fill the new ``folder``. Refused with a reason; then the folder is gone."""
    digest = digest_of(file)
    needed = file.stat().st_size * 12 + 50 * _MEGABYTE
    require_room(folder.parent, needed)
    folder.mkdir(parents=True)
    try:
        return _fill(file, folder, digest, said)
    except BaseException as broken:
        free = shutil.disk_usage(folder.parent).free
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(broken, Exception) and free < FULL:
            # somebody else took the room meanwhile; each builder says that in words of its own
            raise _no_room(folder.parent, free, needed) from broken
        raise


def digest_of(file: Path) -> str:
    """SHA-256 of the recipe and the file; Refused when it cannot be read or is far too large."""
    require_readable(file)
    size = file.stat().st_size
    if size > LARGEST_FILE:
        raise extract_is_not_too_large.refuse(
            size=size // _MEGABYTE, most=LARGEST_FILE // _MEGABYTE
        )
    summed = hashlib.sha256(RECIPE)
    with file.open("rb") as opened:
        while part := opened.read(1 << 20):
            summed.update(part)
    return summed.hexdigest()


def require_room(home: Path, needed: int) -> None:
    """Refused when the disk of ``home`` has fewer than ``needed`` bytes free."""
    home.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(home).free
    if free < needed:
        raise _no_room(home, free, needed)


def _no_room(home: Path, free: int, needed: int) -> Refused:
    return disk_has_room_for_city.refuse(
        folder=home, free=free // _MEGABYTE, needed=needed // _MEGABYTE
    )


def _fill(file: Path, folder: Path, digest: str, said: Progress) -> Prepared:
    said("read", 0.0)
    found = read(file)
    if not found.roads:
        raise extract_holds_roads.refuse()
    box = bounds(found)
    width, height = box[2] - box[0], box[3] - box[1]
    if max(width, height) > WIDEST_CITY or min(width, height) <= 0:
        raise extract_is_one_city.refuse(width=f"{width:.1f}", height=f"{height:.1f}")
    work = folder / "work"
    work.mkdir()
    said("graph", 0.2)
    build_graph(file, work, folder / GRAPH)
    said("names", 0.5)
    entries = gazetteer(found, box)
    said("map", 0.6)
    tiles = write_tiles(
        found, _labels(entries), _numbers(entries), box, work, folder / MAP,
        lambda layer: said(f"map:{layer}", 0.7),
    )  # fmt: skip
    shutil.rmtree(work)
    said("keep", 0.9)
    _write_entries(folder, entries)
    _to_disk(folder)
    counts = Counter(entry.kind for entry in entries) | {"roads": len(found.roads), "tiles": tiles}
    return Prepared(
        folder, digest, box, found.data_until, ATTRIBUTION, dict(counts), _seats(found, entries)
    )


def _seats(found: Reading, entries: Sequence[Found]) -> tuple[Seat, ...]:
    return tuple(
        Seat(entry.fa, entry.en or ("" if entry.fa == entry.local else entry.local), entry.point)
        for entry in entries
        if entry.kind == "station"
    )


def _labels(entries: Sequence[Found]) -> Layer:
    shown = [entry for entry in entries if entry.kind in ("place", "square", "station")]
    fields: dict[str, list[Any]] = {
        "kind": [entry.what for entry in shown],
        "name": [entry.local for entry in shown],
        "name_fa": [entry.fa for entry in shown],
        "name_en": [entry.en for entry in shown],
        "rank": [100 - entry.weight for entry in shown],  # the smaller, the earlier it is drawn
    }
    return Layer("place", "Point", 8, LAST_ZOOM, _points(shown), fields)


def _numbers(entries: Sequence[Found]) -> Layer:
    shown = [entry for entry in entries if entry.kind == "address"]
    fields: dict[str, list[Any]] = {"number": [entry.what for entry in shown]}
    return Layer("housenumber", "Point", LAST_ZOOM, LAST_ZOOM, _points(shown), fields)


def _points(entries: Sequence[Found]) -> list[bytes]:
    return [shapely.to_wkb(shapely.Point(entry.point)) for entry in entries]


def _write_entries(folder: Path, entries: Sequence[Found]) -> None:
    with (
        (folder / ENTRIES).open("w", encoding="utf-8") as names,
        (folder / LINES).open("w", encoding="utf-8") as lines,
    ):
        for index, entry in enumerate(entries):
            row = [entry.kind, entry.local, entry.fa, entry.en, *entry.keys, entry.weight,
                   entry.what, entry.near, *entry.point]  # fmt: skip
            names.write(json.dumps(row, ensure_ascii=False) + "\n")
            for point in entry.line:
                lines.write(f"[{index},{point.lon:.6f},{point.lat:.6f}]\n")


def _to_disk(folder: Path) -> None:
    """Have everything on the disk before the database says it is there."""
    for path in [*folder.iterdir(), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
