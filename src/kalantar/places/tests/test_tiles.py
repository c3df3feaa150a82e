"""The archive's own arithmetic, and the sea."""

from collections.abc import Iterator
from pathlib import Path

import pyogrio
import pytest
import shapely
from shapely import LineString

from kalantar.places.extract.archive import Tile, tile_id, write_archive
from kalantar.places.extract.sea import sea

BOX = (7.0, 43.0, 8.0, 44.0)


def test_tiles_are_numbered_along_the_hilbert_curve() -> None:
    # The examples of the PMTiles specification, version 3.
    assert [tile_id(0, 0, 0), tile_id(1, 0, 0), tile_id(1, 0, 1), tile_id(1, 1, 1)] == [0, 1, 2, 3]
    assert [tile_id(1, 1, 0), tile_id(2, 0, 0), tile_id(12, 3423, 1763)] == [4, 5, 19_078_479]


def test_every_tile_of_a_zoom_has_a_number_of_its_own() -> None:
    numbers = {tile_id(5, x, y) for x in range(32) for y in range(32)}
    assert numbers == set(range((4**5 - 1) // 3, (4**6 - 1) // 3))


def test_neighbours_on_the_curve_are_neighbours_on_the_ground() -> None:
    at = {tile_id(4, x, y): (x, y) for x in range(16) for y in range(16)}
    first = min(at)
    steps = [(at[n], at[n + 1]) for n in range(first, first + 255)]
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1 for a, b in steps)


def test_an_archive_with_more_tiles_than_a_root_holds_has_leaves(tmp_path: Path) -> None:
    def tiles() -> Iterator[Tile]:
        for x in range(160):
            for y in range(160):
                yield Tile(8, x, y, bytes((x, y)) * (1 + (x * y) % 90))

    written = tmp_path / "many.pmtiles"
    count = write_archive(written, tiles(), bounds=BOX, metadata={"vector_layers": []})
    head = written.read_bytes()[:127]
    root, leaves = (int.from_bytes(head[at : at + 8], "little") for at in (16, 48))
    assert count == 25_600
    assert 0 < root <= 16_384 - 127
    assert leaves > 0


def coast(*points: tuple[float, float]) -> bytes:
    return bytes(shapely.to_wkb(LineString(points)))


@pytest.mark.parametrize(
    ("line", "wet", "dry"),
    [
        (coast((6.5, 43.5), (8.5, 43.5)), (7.5, 43.2), (7.5, 43.8)),  # drawn eastwards: sea south
        (coast((8.5, 43.5), (6.5, 43.5)), (7.5, 43.8), (7.5, 43.2)),
    ],
)
def test_the_sea_is_right_of_the_coast(
    line: bytes, wet: tuple[float, float], dry: tuple[float, float]
) -> None:
    found = sea([line], BOX)
    assert found is not None
    assert found.contains(shapely.Point(wet))
    assert not found.contains(shapely.Point(dry))


def test_an_island_is_dry_and_no_coast_is_no_sea() -> None:
    shore = coast((6.5, 43.1), (8.5, 43.1))  # land in the north
    lake = [(7.4, 43.4), (7.6, 43.4), (7.6, 43.6), (7.4, 43.6), (7.4, 43.4)]
    island = coast(*lake)  # anticlockwise: land inside
    alone = sea([island], BOX)
    assert alone is not None
    assert alone.contains(shapely.Point(7.1, 43.1))
    assert not alone.contains(shapely.Point(7.5, 43.5))
    assert sea([shore], BOX) is not None
    assert sea([], BOX) is None
    assert sea([coast((1, 1), (2, 2))], BOX) is None


def test_gdal_is_there_to_cut_tiles() -> None:
    assert "w" in pyogrio.list_drivers()["MBTiles"]
