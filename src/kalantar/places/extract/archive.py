"""Writing a PMTiles archive: every tile of a city in one file that a browser reads by byte ranges.

Format: PMTiles specification version 3 (protomaps/PMTiles, spec/v3/spec.md).
"""

import gzip
import hashlib
import io
import json
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

HEADER_BYTES = 127
ROOT_BYTES = 16_384 - HEADER_BYTES  # header and root directory are read in one request
_GZIP, _MVT, _CLUSTERED = 2, 1, 1


class Tile(NamedTuple):
    z: int
    x: int
    y: int
    body: bytes  # gzipped vector tile


class _Entry(NamedTuple):
    id: int
    offset: int
    length: int
    run: int


def tile_id(z: int, x: int, y: int) -> int:
    """The tile's place on the Hilbert curve, after all tiles of lower zooms."""
    id: int = (4**z - 1) // 3
    side = 1 << z
    half = side >> 1
    while half > 0:
        right, lower = int(x & half > 0), int(y & half > 0)
        id += half * half * ((3 * right) ^ lower)
        if not lower:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        half >>= 1
    return id


def write_archive(
    path: Path,
    tiles: Iterable[Tile],
    *,
    bounds: tuple[float, float, float, float],
    metadata: Mapping[str, object],
) -> int:
    """Write ``tiles`` to ``path``; equal tiles are kept once. Returns how many are addressed."""
    ordered = sorted(
        ((tile_id(tile.z, tile.x, tile.y), tile) for tile in tiles), key=lambda t: t[0]
    )
    data, entries = io.BytesIO(), list[_Entry]()
    seen: dict[bytes, tuple[int, int]] = {}
    for id, tile in ordered:
        key = hashlib.sha256(tile.body).digest()
        if key not in seen:
            seen[key] = (data.tell(), len(tile.body))
            data.write(tile.body)
        last = entries[-1] if entries else None
        if last and last.id + last.run == id and (last.offset, last.length) == seen[key]:
            entries[-1] = last._replace(run=last.run + 1)
        else:
            entries.append(_Entry(id, *seen[key], 1))
    root, leaves = _directories(entries)
    about = gzip.compress(json.dumps(metadata, ensure_ascii=False).encode(), mtime=0)
    zooms = [tile.z for _, tile in ordered] or [0]
    west, south, east, north = (round(degrees * 1e7) for degrees in bounds)
    at_root, at_about = HEADER_BYTES, HEADER_BYTES + len(root)
    at_leaves = at_about + len(about)
    at_data = at_leaves + len(leaves)
    header = struct.pack(
        "<7sB11Q6B4iB2i",
        b"PMTiles", 3,
        at_root, len(root), at_about, len(about), at_leaves, len(leaves), at_data, data.tell(),
        len(ordered), len(entries), len(seen),
        _CLUSTERED, _GZIP, _GZIP, _MVT, min(zooms), max(zooms),
        west, south, east, north,
        min(max(zooms), 13), (west + east) // 2, (south + north) // 2,
    )  # fmt: skip
    with path.open("wb") as file:
        file.write(header + root + about + leaves)
        file.write(data.getbuffer())
    return len(ordered)


def _directories(entries: list[_Entry]) -> tuple[bytes, bytes]:
    """The root directory, and the leaves it points to where it would not fit in itself."""
    root = _directory(entries)
    if len(root) <= ROOT_BYTES:
        return root, b""
    size = 4096
    while True:
        leaves, pointers = io.BytesIO(), []
        for start in range(0, len(entries), size):
            leaf = _directory(entries[start : start + size])
            pointers.append(_Entry(entries[start].id, leaves.tell(), len(leaf), 0))
            leaves.write(leaf)
        root = _directory(pointers)
        if len(root) <= ROOT_BYTES:
            return root, leaves.getvalue()
        size *= 2


def _directory(entries: list[_Entry]) -> bytes:
    plain = bytearray(_varint(len(entries)))
    last = 0
    for entry in entries:
        plain += _varint(entry.id - last)
        last = entry.id
    for entry in entries:
        plain += _varint(entry.run)
    for entry in entries:
        plain += _varint(entry.length)
    next_offset = -1
    for entry in entries:
        plain += _varint(0 if entry.offset == next_offset else entry.offset + 1)
        next_offset = entry.offset + entry.length
    return gzip.compress(bytes(plain), mtime=0)


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)
