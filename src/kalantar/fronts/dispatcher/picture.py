"""The room's board: the head of the queue, the figures, and what lies on the map, for one sight.

The database is asked what changed once for all who see the same; each screen is sent what of it lies in
its window. What may be seen is judged where it is for a page: by the same questions, of the same reader.
"""

import json
from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import nsmallest
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import override

from kalantar.dispatch.queue import queue
from kalantar.fronts.base.place import live_keys
from kalantar.fronts.dispatcher.figures import figures, tally
from kalantar.fronts.dispatcher.head_of_queue import SHOWN, Piece, mark_of, pieces
from kalantar.fronts.dispatcher.layer import Changed, Item, Layer
from kalantar.fronts.dispatcher.pins import sign
from kalantar.fronts.dispatcher.window import Window, on_map
from kalantar.incidents.queries import visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.text import digits_for
from kalantar.kernel.unseen import Horizon
from kalantar.patrols.models import UnitStatus
from kalantar.patrols.rules import fresh_for
from kalantar.patrols.whereabouts import Placed, placed_units, units_left
from kalantar.places.models import Jurisdiction

HEARD = ("area", "positions", "incident_in", "unit_in")


class Opened(NamedTuple):
    """An open incident: where it stands in the queue, and on the map."""

    order: tuple[int, datetime, UUID]
    item: Item


@dataclass(frozen=True)
class Found:
    """What the database said. ``whole``: what is not in it is no longer shown."""

    units: Mapping[UUID, Item | None] = field(default_factory=dict)
    opened: Mapping[UUID, Opened | None] = field(default_factory=dict)
    head: Mapping[UUID, Piece] | None = None  # in order
    parts: Mapping[str, str] = field(default_factory=dict)
    horizon: Horizon | None = None
    whole: bool = False


@dataclass(frozen=True)
class Change:
    """``said``: the members of JSON that are for every screen."""

    said: str
    units: Changed
    incidents: Changed


class Seen(NamedTuple):
    window: Window
    units_afar: bool
    incidents_afar: bool


class RoomPicture:
    """``reader``: anybody of that sight, without a name of their own."""

    def __init__(self, city: Jurisdiction, reader: Actor, language: str) -> None:
        self.keys = frozenset(live_keys(reader, city, *HEARD).split())
        self._city, self._reader, self._language = city, replace(reader, id=None), language
        self._horizon: Horizon | None = None
        self._opened: dict[UUID, Opened] = {}
        self._head: dict[UUID, Piece] = {}
        self._said_opened = 0
        self._parts: dict[str, str] = {}
        self._units = Layer("free", sum)
        self._incidents = Layer("priority", min)

    # in a thread

    def look_at_all(self) -> Found:
        horizon = Horizon.now()
        units = {one.unit: _unit(one) for one in placed_units(self._reader, self._city.id)}
        opened = self._asked_for(None)
        head = self._head_of(opened, None)
        return Found(units, opened, head, horizon=horizon, whole=True)

    def look_at(self, keys: Set[str]) -> Found:
        """The incidents and units that the keys name, and no others."""
        incidents, units = _ids("incident:", keys), _ids("unit:", keys)
        asked = placed_units(self._reader, self._city.id, units=units) if units else []
        placed = {one.unit: _unit(one) for one in asked}
        opened: dict[UUID, Opened | None] = dict.fromkeys(incidents)
        if incidents:
            opened |= self._asked_for(incidents)
        now = {**self._opened, **opened}
        head = self._head_of({id: one for id, one in now.items() if one}, incidents)
        for id, piece in head.items():
            if piece is not self._head.get(id):
                piece.html  # noqa: B018 (made here, in a thread)
        return Found({id: placed.get(id) for id in units}, opened, head)

    def look_around(self, keys: Set[str]) -> Found:
        """Whatever moved or was changed since the last time, the figures, and rows nobody asked for yet."""
        for piece in self._head.values():
            piece.html  # noqa: B018 (made here, and not while everybody waits)
        parts, since = self._made_parts(), self._horizon
        if keys and not any(key.startswith("positions:") for key in keys):
            return Found(parts=parts)
        horizon = Horizon.now()
        if since is None or not since.reaches(horizon):
            return self.look_at_all()
        left = units_left(self._reader, self._city.id, since)
        moved = placed_units(self._reader, self._city.id, since=since)
        units = dict.fromkeys(left) | {one.unit: _unit(one) for one in moved}
        return Found(units, parts=parts, horizon=horizon)

    def _asked_for(self, ids: Set[UUID] | None) -> dict[UUID, Opened]:
        found = visible_incidents(self._reader).open().filter(city=self._city)
        if ids is not None:
            found = found.filter(pk__in=ids)
        kept = found.select_related(None).values_list(
            "pk", "priority", "opened_at", "place", "state"
        )
        return {
            id: _opened(id, priority, opened_at, place, state)
            for id, priority, opened_at, place, state in kept
            if place
        }

    def _head_of(
        self, opened: Mapping[UUID, Opened], changed: Set[UUID] | None
    ) -> dict[UUID, Piece]:
        """The first rows; those that ``changed`` (None: all) are asked for, and those that are new here."""
        ordered = nsmallest(SHOWN, opened.values(), key=lambda one: one.order)
        first = [one.order[2] for one in ordered]
        asked = [id for id in first if changed is None or id in changed or id not in self._head]
        kept = self._head | (self._pieces_of(asked) if asked else {})
        return {id: kept[id] for id in first if id in kept}

    def _pieces_of(self, ids: list[UUID]) -> dict[UUID, Piece]:
        rows = queue(self._reader, self._city.id, self._reader.now(), among=ids, limit=SHOWN)
        return pieces(rows, self._head, self._language)

    def _made_parts(self) -> dict[str, str]:
        request = HttpRequest()
        request.actor, request.city = self._reader, self._city  # type: ignore[attr-defined]
        with override(self._language):
            told = {
                "figures": figures(self._city, self._reader),
                "tally": tally(self._city, self._reader),
            }
            return {
                name: render_to_string(f"dispatcher/_{name}.html", {name: one}, request)
                for name, one in told.items()
            }

    # between two looks

    def take(self, found: Found) -> Change:
        """What is different now."""
        units, opened = dict(found.units), dict(found.opened)
        if found.whole:
            units = dict.fromkeys(self._units.items) | units
            opened = dict.fromkeys(self._opened) | opened
        self._horizon = found.horizon or self._horizon
        for id, one in opened.items():
            if one:
                self._opened[id] = one
            else:
                self._opened.pop(id, None)
        said = [self._take_head(found), self._take_parts(found.parts)]
        pins = {id: one and one.item for id, one in opened.items()}
        return Change(
            ",".join(one for one in said if one), self._units.put(units), self._incidents.put(pins)
        )

    def _take_head(self, found: Found) -> str:
        if found.head is None:
            return ""
        before, self._head = self._head, dict(found.head)
        gone = [str(id) for id in before if id not in self._head]
        other = [id for id, piece in self._head.items() if piece is not before.get(id)]
        if not other and not gone and len(self._opened) == self._said_opened:
            return ""
        self._said_opened = len(self._opened)
        return self._queue_said(other, gone)

    def _queue_said(self, ids: Iterable[UUID], gone: list[str], *, whole: bool = False) -> str:
        order = list(self._head)
        following = dict(zip(order, [*map(str, order[1:]), ""], strict=False))
        said = {
            "whole": whole,
            "opened": digits_for(self._language, str(len(self._opened))),
            "rows": [[str(id), following[id], self._head[id].html] for id in ids],
            "gone": gone,
            "more": str(order[-1]) if len(self._opened) > len(order) and order else "",
        }
        return f'"queue":{json.dumps(said, ensure_ascii=False)}'

    def _take_parts(self, parts: Mapping[str, str]) -> str:
        other = {name: html for name, html in parts.items() if html != self._parts.get(name)}
        self._parts |= other
        return f'"parts":{json.dumps(other, ensure_ascii=False)}' if other else ""

    def window(self, asked: str) -> Window | None:
        return Window.read(asked)

    def begun(self, have: str) -> str:
        """``have``: the mark of the head of the queue that its page shows."""
        same = have == mark_of([one.says for one in self._head.values()])
        rows = [] if same else list(self._head)
        parts = json.dumps(self._parts, ensure_ascii=False)
        return f'{{"begun":true,{self._queue_said(rows, [], whole=not same)},"parts":{parts}}}'

    def seen(self, window: Hashable) -> tuple[Seen, str]:
        assert isinstance(window, Window)
        units_afar, units = self._units.seen(window)
        incidents_afar, incidents = self._incidents.seen(window)
        said = _features("units", units), _features("incidents", incidents)
        head = {
            "all": True,
            "now": self._reader.now().isoformat(),
            "fresh_s": int(fresh_for().total_seconds()),
        }
        seen = Seen(window, units_afar, incidents_afar)
        return seen, f"{json.dumps(head).removesuffix('}')},{','.join(said)}}}"

    def told(self, change: Change, seen: Hashable) -> str:
        parts = [change.said]
        if isinstance(seen, Seen):
            units = self._units.told(change.units, seen.window, afar=seen.units_afar)
            pins = self._incidents.told(change.incidents, seen.window, afar=seen.incidents_afar)
            parts += [_features("units", *units) if any(units) else ""]
            parts += [_features("incidents", *pins) if any(pins) else ""]
        said = ",".join(one for one in parts if one)
        return f"{{{said}}}" if said else ""


def _unit(one: Placed) -> Item:
    free = int(one.status == UnitStatus.AVAILABLE)
    x, y = on_map(*one.place)
    return Item(x, y, one.place.lon, one.place.lat, free, one.feature)


def _opened(id: UUID, priority: int, opened_at: datetime, place: Point, state: str) -> Opened:
    x, y = on_map(*place)
    said = json.dumps(sign(id, place, priority, state))
    return Opened((priority, opened_at, id), Item(x, y, place.lon, place.lat, priority, said))


def _ids(kind: str, keys: Set[str]) -> set[UUID]:
    return {UUID(key.removeprefix(kind)) for key in keys if key.startswith(kind)}


def _features(name: str, features: list[str], gone: Iterable[str] = ()) -> str:
    return f'"{name}":{{"features":[{",".join(features)}],"gone":{json.dumps(list(gone))}}}'
