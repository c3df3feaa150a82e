"""Routes and times over a city's own road graph, in this process: no other server is asked."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

import valhalla

from kalantar.kernel.geometry import Point
from kalantar.places.extract.graph import configuration
from kalantar.places.files import graph_file
from kalantar.places.queries import extract_of

type Costing = Literal["auto", "motorcycle", "pedestrian"]

# How a unit of a kind moves, for the recommendation, the phone's way and a replay alike.
COSTING: dict[str, Costing] = {
    "foot": "pedestrian", "motorcycle": "motorcycle", "car": "auto", "special_team": "auto",
}  # fmt: skip
_NO_EDGES_NEAR = (170, 171)  # Valhalla: locations unreachable from each other, no road near
_NO_PATH = (442, 443)
_TOO_FAR = (150, 151, 152, 153, 154, 155, 156, 157, 158)
_SHAPE_DIGITS = 1e6


class NoGraph(Exception):
    """This host holds no road graph of that city: judge by straight line, and say so."""


class NoRoute(Exception):
    """No road is near the place, or none leads there: judge by straight line, and say so."""


@dataclass(frozen=True, slots=True)
class Route:
    minutes: float
    metres: float
    line: tuple[Point, ...]


def router(city: UUID) -> "Router":
    """The router over the city's map of today; raises NoGraph where there is none."""
    extract = extract_of(city)
    if extract is None:
        raise NoGraph(city)
    return router_of(extract.id)


def router_of(extract: UUID) -> "Router":
    """The router over one map, kept for this process."""
    graph = graph_file(extract)
    if graph is None:
        raise NoGraph(extract)
    return _kept(graph)


@lru_cache(maxsize=8)
def _kept(graph: Path) -> "Router":
    return Router(graph)


class Router:
    """Asks Valhalla. Safe to share between threads: each call takes an engine nobody else uses.

    The graph's file is mapped into memory once for all of them. A matrix of twelve sources costs
    about 5 ms of CPU where they are near, 60 ms where they are spread over ten kilometres.
    """

    def __init__(self, graph: Path) -> None:
        self._settings = configuration("", str(graph))
        self._idle: list[valhalla.Actor] = []
        self._guard = threading.Lock()

    def minutes_to(
        self, target: Point, sources: Sequence[Point], costing: Costing = "auto"
    ) -> list[float | None]:
        """Minutes from each of ``sources`` to ``target``, None where no road leads; one matrix.

        One costing is asked about in one matrix and only one: Valhalla has no matrix of several, and
        who walks takes other ways at another pace than who drives. It refuses the whole matrix for
        one source off the road, so the roads near each are looked up before, in about a
        millisecond. Raises NoRoute when no road is near the target.
        """
        if not sources:
            return []
        on_road = self._on_road([*sources, target], costing)
        if not on_road.pop():
            raise NoRoute("no road is near the place")
        near = [source for source, found in zip(sources, on_road, strict=True) if found]
        minutes = iter(self._matrix(target, near, costing))
        return [next(minutes) if found else None for found in on_road]

    def route(self, a: Point, b: Point, costing: Costing = "auto") -> Route:
        """The quickest way from ``a`` to ``b`` with its line; raises NoRoute where there is none."""
        said = self._ask("route", {
            "locations": [_location(a), _location(b)], "costing": costing, "directions_type": "none"
        })  # fmt: skip
        summary, legs = said["trip"]["summary"], said["trip"]["legs"]
        line = tuple(point for leg in legs for point in _points(leg["shape"]))
        return Route(summary["time"] / 60, summary["length"] * 1000, line)

    def _matrix(
        self, target: Point, sources: Sequence[Point], costing: Costing
    ) -> list[float | None]:
        if not sources:
            return []
        try:
            said = self._ask("matrix", {
                "sources": [_location(source) for source in sources],
                "targets": [_location(target)], "costing": costing, "verbose": False,
            })  # fmt: skip
        except NoRoute:  # each is on a road, and none of these leads there
            return [None] * len(sources)
        durations = said["sources_to_targets"]["durations"]
        return [None if row[0] is None else row[0] / 60 for row in durations]

    def _on_road(self, points: Sequence[Point], costing: Costing) -> list[bool]:
        said = self._ask("locate", {
            "locations": [_location(point) for point in points], "costing": costing, "verbose": False
        })  # fmt: skip
        return [bool(found.get("edges")) for found in said]

    def _ask(self, verb: str, question: dict[str, Any]) -> Any:
        with self._engine() as engine:
            try:
                return json.loads(getattr(engine, verb)(json.dumps(question)))
            except valhalla.ValhallaError as refused:
                if refused.code in (*_NO_EDGES_NEAR, *_NO_PATH, *_TOO_FAR):
                    raise NoRoute(refused.message) from refused
                raise

    @contextmanager
    def _engine(self) -> Iterator[valhalla.Actor]:
        with self._guard:
            engine = self._idle.pop() if self._idle else None
        if engine is None:
            engine = valhalla.Actor(self._settings)
        try:
            yield engine
        finally:
            with self._guard:
                self._idle.append(engine)


def _location(point: Point) -> dict[str, float]:
    return {"lon": point.lon, "lat": point.lat}


def _points(shape: str) -> Iterator[Point]:
    """Valhalla's line, the encoded polyline algorithm of Google's maps with six digits."""
    values = [0, 0]
    index = axis = 0
    while index < len(shape):
        shift = result = 0
        while True:
            bits = ord(shape[index]) - 63
            index += 1
            result |= (bits & 0x1F) << shift
            shift += 5
            if bits < 0x20:
                break
        values[axis] += ~(result >> 1) if result & 1 else result >> 1
        if axis:
            yield Point(values[1] / _SHAPE_DIGITS, values[0] / _SHAPE_DIGITS)
        axis = 1 - axis
