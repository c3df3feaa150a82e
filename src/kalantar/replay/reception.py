"""The demo's station at work: people come, and the desks beside the one somebody may sit at serve them.

Through the same actions as people use, and modestly: a few a minute. The first desk is left alone, and so
are some of those who wait, so that whoever sits down there always has somebody to call.
"""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kalantar.case_catalogue.models import CaseCategory
from kalantar.case_catalogue.queries import fields_of
from kalantar.cases.actions import open_case
from kalantar.kernel.actor import Actor
from kalantar.places.models import Jurisdiction
from kalantar.reception.actions import (
    begin_serving,
    call_next,
    mark_saved,
    miss,
    receive_visitor,
    register_visit,
    serve,
)
from kalantar.reception.models import Desk, Visit, VisitState
from kalantar.reception.queries import services, waiting_visits
from kalantar.replay.agenda import Agenda, Deed, Pace
from kalantar.replay.visitors import Comes

LOOK_S = 20  # how often a free desk looks for somebody to call
WALK_S, SERVE_S = (8.0, 30.0), (150.0, 480.0)
LEFT_WAITING = 3  # for whoever sits at the first desk
MOST_WAITING = 12  # who would come to a fuller hall goes home
NOT_THERE = 0.06
SAVED = {
    "case_status": ("status", 0.5),
    "certificate": ("papers", 0.3),
    "other": ("elsewhere", 0.3),
}
OPENS_A_FILE = {"theft_report": 0.6, "complaint": 0.3}
CATEGORY, ANSWERS = "pickpocketing", {"stolen": "کیف پول و کارت ملی"}
NARRATIVES = (
    "در شلوغی بازار کیفم را زدند.",
    "در مترو متوجه شدم زیپ کیفم باز است و کیف پولم نیست.",
    "هنگام پیاده‌شدن از اتوبوس کیف پولم را از جیبم برداشتند.",
)


@dataclass(slots=True)
class Reception:
    """``officers``: who sits at each desk that is played; ``until``: nobody comes after it."""

    station: Jurisdiction
    officers: dict[UUID, Actor]
    visitors: Iterator[Comes]
    pace: Pace
    chance: random.Random
    until: datetime | None = None
    _agenda: Agenda = field(default_factory=Agenda)
    _services: dict[str, UUID] = field(default_factory=dict)

    def begin(self, agenda: Agenda, first: datetime) -> None:
        """From ``first`` on; what an earlier run left at a desk is brought to its end."""
        self._agenda = agenda
        self._services = {row.code: row.pk for row in services()}
        for desk in self.officers:
            agenda.plan(first, lambda now, desk=desk: self._resume(desk, now))  # type: ignore[misc]
            agenda.every(LOOK_S, first, lambda now, desk=desk: self._look(desk, now))  # type: ignore[misc]
        self._expect_next()

    def _expect_next(self) -> None:
        """One ahead is enough, as with calls."""
        if self.pace.hurry.is_set():
            return
        with suppress(StopIteration):
            comes = next(self.visitors)
            if self.until is None or comes.at < self.until:
                self._agenda.plan(comes.at, lambda now: self._come(comes, now))

    def _come(self, comes: Comes, now: datetime) -> None:
        self._expect_next()
        by = self.chance.choice(list(self.officers.values())).at(now)
        if comes.service not in self._services or self._waiting(by) >= MOST_WAITING:
            return
        asked: dict[str, Any] = {"service": self._services[comes.service], "needs": comes.needs}
        if comes.who:
            receive_visitor(station=self.station.pk, who=comes.who, **asked, by=by)
        else:
            register_visit(station=self.station.pk, **asked, by=by)

    def _waiting(self, by: Actor, desk: Desk | None = None) -> int:
        found = waiting_visits(by, self.station.pk, by.now(), desk=desk, limit=MOST_WAITING)
        return len(found)

    def _at(self, desk: UUID) -> Visit | None:
        at_it = (VisitState.CALLED, VisitState.SERVING)
        return Visit.objects.filter(desk=desk, state__in=at_it).select_related("service").first()

    def _look(self, desk: UUID, now: datetime) -> None:
        """A free desk calls the next it serves, unless only those are left that are somebody else's."""
        by, at = self.officers[desk].at(now), Desk.objects.filter(pk=desk, retired_at=None).first()
        if at is None or self._at(desk) or self._waiting(by) <= LEFT_WAITING:
            return
        if self._waiting(by, at):
            called = call_next(desk=desk, by=by)
            self._later(WALK_S, now, lambda now: self._begin(called.pk, desk, now))

    def _begin(self, visit: UUID, desk: UUID, now: datetime) -> None:
        """Unless somebody beside them did something with the visitor meanwhile."""
        if not self._is(visit, VisitState.CALLED, desk):
            return
        by = self.officers[desk].at(now)
        if self.chance.random() < NOT_THERE:
            miss(visit=visit, by=by)
            return
        begin_serving(visit=visit, by=by)
        self._later(SERVE_S, now, lambda now: self._finish(visit, desk, now))

    def _finish(self, visit: UUID, desk: UUID, now: datetime) -> None:
        if not self._is(visit, VisitState.SERVING, desk):
            return
        row, by = Visit.objects.select_related("service").get(pk=visit), self.officers[desk].at(now)
        code = row.service.code
        if row.person_id and self.chance.random() < OPENS_A_FILE.get(code, 0):
            self._open_file(row.person_id, by)
        reason, share = SAVED.get(code, ("", 0.0))
        if self.chance.random() < share:
            mark_saved(visit=visit, reason=reason, by=by)
        serve(visit=visit, by=by)

    def _open_file(self, person: UUID, by: Actor) -> None:
        """Not where an administrator of the demo retired the category, or asks something else of it."""
        category = CaseCategory.objects.filter(code=CATEGORY, retired_at=None).first()
        asked = {row.code: row for row in fields_of(category.pk)} if category else {}
        if category is None or any(
            row.required and row.code not in ANSWERS for row in asked.values()
        ):
            return
        answers = {asked[code].pk: said for code, said in ANSWERS.items() if code in asked}
        open_case(
            station=self.station.pk, category=category.pk, answers=answers, complainant=person,
            narrative=self.chance.choice(NARRATIVES), by=by,
        )  # fmt: skip

    def _resume(self, desk: UUID, now: datetime) -> None:
        left = self._at(desk)
        if left is None:
            return
        if left.state == VisitState.CALLED:
            self._begin(left.pk, desk, now)
        else:
            self._later(SERVE_S, now, lambda now: self._finish(left.pk, desk, now))

    def _is(self, visit: UUID, state: str, desk: UUID) -> bool:
        return Visit.objects.filter(pk=visit, state=state, desk=desk).exists()

    def _later(self, seconds: tuple[float, float], now: datetime, deed: Deed) -> None:
        self._agenda.plan(now + timedelta(seconds=self.chance.uniform(*seconds)), deed)
