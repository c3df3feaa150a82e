"""What lies on the map, units or incidents: one by one from near, and together in cells from afar.

A cell is told by how many are in it, so that what moves inside one is told to nobody who is far away.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from kalantar.fronts.dispatcher.window import Cell, Window, cell_of

AFAR = 13  # from the next zoom on everything is drawn by itself
FEW = 300  # so many in a window are drawn by themselves from anywhere
NEIGHBOURHOOD = 10  # the cells by which things near one another are found


class Item(NamedTuple):
    """``x``, ``y`` in the map's measure. ``mark``: what a cell says together; ``feature``: GeoJSON."""

    x: float
    y: float
    lon: float
    lat: float
    mark: int
    feature: str


class Moved(NamedTuple):
    """``before``: None for what is new; ``after``: None for what is no longer shown."""

    id: UUID
    before: Item | None
    after: Item | None


class Told(NamedTuple):
    """The features that are shown now, and the ids that no longer are."""

    features: list[str]
    gone: list[str]


@dataclass
class Changed:
    """What changed at once, found by where it was and is; made once for all windows."""

    near: dict[Cell, list[Moved]] = field(default_factory=lambda: defaultdict(list))
    afar: dict[int, dict[Cell, Told]] = field(default_factory=dict)


class Layer:
    """``mark``: under what name a cell says its marks, put ``together``."""

    def __init__(self, mark: str, together: Callable[[Iterable[int]], int]) -> None:
        self.items: dict[UUID, Item] = {}
        self._mark, self._together = mark, together
        self._cells: dict[int, dict[Cell, set[UUID]]] = {}
        self._drawn: dict[int, dict[Cell, str]] = {}

    def put(self, found: Mapping[UUID, Item | None]) -> Changed:
        """Take over what was found; None is shown no longer. Only what differs is a change."""
        moves = [
            Moved(id, before, after)
            for id, after in found.items()
            if (before := self.items.get(id)) != after
        ]
        for move in moves:
            self._take(move)
        changed = Changed()
        for move in moves:
            for cell in {cell_of(one.x, one.y, NEIGHBOURHOOD) for one in move[1:] if one}:
                changed.near[cell].append(move)
        if moves:
            changed.afar = {zoom: self._redrawn(zoom, moves) for zoom in self._drawn}
        return changed

    def seen(self, window: Window) -> tuple[bool, list[str]]:
        """Whether it is seen from afar, and all that is shown then."""
        near = self._in(window, NEIGHBOURHOOD)
        found = [self.items[id] for ids in near for id in ids]
        inside = [one.feature for one in found if window.holds(one.x, one.y)]
        if window.zoom > AFAR or len(inside) <= FEW:
            return False, inside
        cells = self._cells_of(window.zoom)
        drawn = self._drawn.setdefault(window.zoom, {})
        return True, [
            drawn.get(cell) or drawn.setdefault(cell, self._draw(window.zoom, cell))
            for cell in _within(cells, window, window.zoom)
        ]

    def told(self, changed: Changed, window: Window, *, afar: bool) -> Told:
        """What of a change the window shows."""
        told = Told([], [])
        if afar:
            cells = changed.afar.get(window.zoom, {})
            for cell in _within(cells, window, window.zoom):
                told.features.extend(cells[cell].features)
                told.gone.extend(cells[cell].gone)
            return told
        seen = set()
        for cell in _within(changed.near, window, NEIGHBOURHOOD):
            for move in changed.near[cell]:
                if move.id in seen:
                    continue
                seen.add(move.id)
                if move.after and window.holds(move.after.x, move.after.y):
                    told.features.append(move.after.feature)
                elif move.before and window.holds(move.before.x, move.before.y):
                    told.gone.append(str(move.id))
        return told

    def _take(self, move: Moved) -> None:
        if move.after:
            self.items[move.id] = move.after
        else:
            del self.items[move.id]
        for zoom, cells in self._cells.items():
            before, after = _cell(move.before, zoom), _cell(move.after, zoom)
            if before == after:
                continue
            if before:
                cells[before].discard(move.id)
                if not cells[before]:
                    del cells[before]
            if after:
                there = cells.setdefault(after, set())
                there |= {move.id}

    def _redrawn(self, zoom: int, moves: list[Moved]) -> dict[Cell, Told]:
        """The cells of a zoom that say something else now."""
        came: dict[Cell, set[UUID]] = defaultdict(set)
        left: dict[Cell, set[UUID]] = defaultdict(set)
        touched: set[Cell] = set()
        cells, drawn = self._cells[zoom], self._drawn[zoom]
        for move in moves:
            before, after = _cell(move.before, zoom), _cell(move.after, zoom)
            if before != after:
                if before:
                    left[before].add(move.id)
                if after:
                    came[after].add(move.id)
            elif move.before and move.after and move.before.mark == move.after.mark:
                if after and len(cells[after]) == 1:
                    touched.add(after)
                continue
            touched.update(one for one in (before, after) if one)
        told = {}
        for cell in touched:
            now = cells.get(cell, set())
            was = (now - came[cell]) | left[cell]
            drawn.pop(cell, None)
            if now:
                drawn[cell] = self._draw(zoom, cell)
            names = {_name(zoom, cell, was)} - {_name(zoom, cell, now), ""}
            told[cell] = Told([drawn[cell]] if now else [], list(names))
        return told

    def _draw(self, zoom: int, cell: Cell) -> str:
        """One by itself, several as what stands for them, in the middle of where they are."""
        ids = self._cells[zoom][cell]
        ones = [self.items[id] for id in ids]
        if len(ones) == 1:
            return ones[0].feature
        middle = [
            round(sum(one.lon for one in ones) / len(ones), 6),
            round(sum(one.lat for one in ones) / len(ones), 6),
        ]
        said = {
            "id": _name(zoom, cell, ids),
            "count": len(ones),
            self._mark: self._together(one.mark for one in ones),
        }
        point = {"type": "Point", "coordinates": middle}
        return json.dumps({"type": "Feature", "geometry": point, "properties": said})

    def _cells_of(self, zoom: int) -> dict[Cell, set[UUID]]:
        if zoom not in self._cells:
            cells = self._cells[zoom] = {}
            for id, one in self.items.items():
                there = cells.setdefault(cell_of(one.x, one.y, zoom), set())
                there |= {id}
        return self._cells[zoom]

    def _in(self, window: Window, zoom: int) -> list[set[UUID]]:
        cells = self._cells_of(zoom)
        return [cells[cell] for cell in _within(cells, window, zoom)]


def _cell(one: Item | None, zoom: int) -> Cell | None:
    return cell_of(one.x, one.y, zoom) if one else None


def _name(zoom: int, cell: Cell, ids: set[UUID]) -> str:
    """As what a map knows it: one by its own id."""
    if len(ids) == 1:
        return str(next(iter(ids)))
    return f"{zoom}/{cell[0]}/{cell[1]}" if ids else ""


def _within[T](cells: Mapping[Cell, T], window: Window, zoom: int) -> Iterator[Cell]:
    """Those the window touches: asked one by one where it is small, else all that there are."""
    (left, top), (right, bottom) = window.cells(zoom)
    if (right - left + 1) * (bottom - top + 1) <= len(cells):
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                if (x, y) in cells:
                    yield x, y
    else:
        for x, y in cells:
            if left <= x <= right and top <= y <= bottom:
                yield x, y
