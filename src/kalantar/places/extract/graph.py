"""The road graph that routes and times come from, built by Valhalla's own builder."""

import copy
import json
import logging
import os
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import valhalla

from kalantar.places.rules import extract_can_be_routed

log = logging.getLogger(__name__)
LONGEST_BUILD = 3600  # seconds
_ELSEWHERE = (
    "traffic_extract",
    "admin",
    "landmarks",
    "timezone",
    "transit_dir",
    "transit_feeds_dir",
)


def configuration(tiles: str, archive: str) -> dict[str, Any]:
    """Valhalla's settings for one city: no files but ours, snapping fit for streets."""
    # Its defaults are one dictionary for the whole process: changed there, the graph of one city
    # would be read for another.
    settings: dict[str, Any] = copy.deepcopy(valhalla.get_config(tile_extract="", tile_dir=""))
    graph = settings["mjolnir"]
    graph |= {"tile_dir": tiles, "tile_extract": archive, "concurrency": os.cpu_count() or 1}
    graph |= {"max_cache_size": 128_000_000, "id_table_size": 100_000_000}
    for absent in _ELSEWHERE:
        graph.pop(absent, None)
    settings["logging"] = {"type": ""}
    # A place further than a kilometre from any road is not on the road; an island of fewer than a
    # dozen road ends is a courtyard. Both defaults are made for continents and cost time.
    settings["loki"]["service_defaults"] |= {"minimum_reachability": 12, "search_cutoff": 1000}
    # A street reached only over ground one may not cross to go elsewhere (a yard, a gated lane) is
    # found by a route at its second try; the matrix tries again for those alone that it did not reach.
    settings["thor"]["costmatrix"]["allow_second_pass"] = True
    return settings


def build_graph(file: Path, work: Path, into: Path) -> None:
    """Build the graph of ``file`` into the one file ``into``; Refused when the builder fails."""
    tiles = work / "graph"
    tiles.mkdir()
    settings = work / "valhalla.json"
    settings.write_text(json.dumps(configuration(str(tiles), "")), encoding="utf-8")
    builder = valhalla.PYVALHALLA_DIR / "bin" / "valhalla_build_tiles"
    built = subprocess.run(
        [builder, "-c", settings, file.resolve()],
        cwd=work,  # its temporary files fall here
        capture_output=True,
        timeout=LONGEST_BUILD,
        check=False,
    )
    parts = sorted(tiles.rglob("*.gph"))
    if built.returncode or not parts:
        log.error("valhalla_build_tiles: %s", built.stderr[-2000:].decode(errors="replace"))
        raise extract_can_be_routed.refuse()
    with tarfile.open(into, "w", format=tarfile.USTAR_FORMAT) as archive:
        for part in parts:
            archive.add(part, arcname=str(part.relative_to(tiles)))
