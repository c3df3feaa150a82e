"""The map's tiles: one PMTiles file a city, read by the browser a few pieces at a time.

A piece has an address of its own, ``?bytes=FIRST-LAST``, and is answered whole. PMTiles is made for
ranges of one address, but Chromium keeps those of an address together, and once one was given up, as
any zooming does, it may answer a later one with a few bytes of it: a tile that does not unpack.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, StreamingHttpResponse

ASKED = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")
AT_ONCE = 256 * 1024
A_MONTH = 30 * 24 * 3600  # the file of an extract never changes; another map is another extract


def piece(path: Path, asked: str) -> StreamingHttpResponse:
    """Those of the bytes that were asked for (``10-19``) that the file has; 404 for none."""
    said = ASKED.fullmatch(asked)
    if said is None:
        raise Http404
    first, last = int(said[1]), int(said[2])
    length = min(last + 1, path.stat().st_size) - first
    if length <= 0:
        raise Http404
    response = StreamingHttpResponse(_read(path, first, length))
    response["Content-Type"] = "application/octet-stream"
    response["Content-Length"] = str(length)
    response["Cache-Control"] = f"private, max-age={A_MONTH}, immutable"
    return response


def _read(path: Path, offset: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(offset)
        while length > 0 and (read := file.read(min(AT_ONCE, length))):
            length -= len(read)
            yield read
