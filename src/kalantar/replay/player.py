"""The player: calls in their order, the room and the patrols that answer them, and the report."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from kalantar.kernel.actor import system
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.places.models import Jurisdiction
from kalantar.places.routing import NoGraph, Router, router
from kalantar.replay.agenda import Agenda, Deed, Pace
from kalantar.replay.desk import Desk
from kalantar.replay.driving import Patrols, patrols_of
from kalantar.replay.reading import PastCall
from kalantar.replay.reception import Reception
from kalantar.replay.staff import Staff

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is played. ``report_s``: how often positions are reported; ``look_s``: how often crews
    look for dispatches that people made, 0 for never; the others as in Desk and Patrols.
    """

    report_s: float = 30
    look_s: float = 0
    answer_s: tuple[float, float] = (2, 8)
    patience_s: float = 0
    numbers: tuple[str, ...] = ("",)
    usual_stay: timedelta = timedelta(minutes=20)
    stay_spread: float = 0.0
    roam: tuple[Point, ...] = ()
    seed: int = 1


class Player:
    """Plays calls in a city with its staff; ``refused`` counts what was, by rule."""

    def __init__(
        self,
        city: Jurisdiction,
        staff: Staff,
        starts: dict[UUID, Point],
        pace: Pace,
        manner: Manner,
    ) -> None:
        self.pace, self.manner = pace, manner
        self.refused: Counter[str] = Counter()
        self._chance = random.Random(manner.seed)
        self._agenda = Agenda()
        service = system(pace.clock)
        self.desk = Desk(
            agenda=self._agenda, exchange=service, centre=city.pk, chance=self._chance,
            call_takers=staff.call_takers, dispatchers=staff.dispatchers,
            sent=lambda _, now: self.patrols.look_for_dispatches(now),
            answer_s=manner.answer_s, patience_s=manner.patience_s, numbers=manner.numbers,
        )  # fmt: skip
        self.patrols = Patrols(
            agenda=self._agenda, reporter=service, router=_router(city), chance=self._chance,
            patrols=patrols_of(staff.units, staff.crews, starts), stay=self._stay,
            done=self.desk.finish_if_left, roam=list(manner.roam),
        )  # fmt: skip

    def resume(self, city: Jurisdiction) -> None:
        """Before playing: take up what an earlier run left."""
        self._agenda.plan(self.pace.now, self.patrols.resume)
        self._agenda.plan(self.pace.now, lambda now: self.desk.resume(city.pk, now))

    def receive(self, reception: Reception, first: datetime) -> None:
        """Beside the calls, the desks of a station are played from ``first`` on."""
        reception.begin(self._agenda, first)

    def play(self, calls: Iterable[PastCall]) -> None:
        """Until every call is settled. A refusal ends what was being done and is counted."""
        self._expect_next(iter(calls))
        now = self.pace.now
        self._agenda.every(self.manner.report_s, now, self.patrols.report)
        if self.manner.look_s:
            self._agenda.every(self.manner.look_s, now, self.patrols.look_for_dispatches)
        self._agenda.run(self.pace, self._do)

    def _expect_next(self, calls: Iterator[PastCall]) -> None:
        """One call ahead is enough: the next is looked up when this one rings."""
        if self.pace.hurry.is_set():  # told to come to an end: what is under way, and no more
            return
        with suppress(StopIteration):
            past = next(calls)
            self._agenda.plan(past.received, lambda now: self._expect_next(calls))
            self.desk.expect(past)

    def _do(self, deed: Deed, now: datetime) -> None:
        try:
            deed(now)
        except Refused as refused:
            self.refused[refused.rule.name] += 1
            log.warning("refused in a replay", rule=refused.rule.name)

    def _stay(self, incident: UUID) -> timedelta:
        spread = self._chance.uniform(1 - self.manner.stay_spread, 1 + self.manner.stay_spread)
        return self.desk.stay.get(incident, self.manner.usual_stay * spread)


def _router(city: Jurisdiction) -> Router | None:
    """The city's roads; None where it has no graph, and patrols go straight."""
    try:
        return router(city.pk)
    except NoGraph:
        return None
