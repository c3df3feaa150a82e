"""A file with something to be done on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kalantar.cases.models import Case
from kalantar.cases.tests.world import World
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.timeline import REACTIONS
from kalantar.tasks import actions
from kalantar.tasks.models import Task

WHAT = "تحقیق از کسبهٔ بازار"


@dataclass
class Work:
    world: World
    case: Case

    @property
    def by(self) -> Actor:
        return self.world.desk

    def tomorrow(self) -> datetime:
        return self.world.clock() + timedelta(days=1)

    def set(self, **more: Any) -> Task:
        asked: dict[str, Any] = {
            "case": self.case.pk, "what": WHAT, "officer": id_of(self.by),
            "due_at": self.tomorrow(), "by": self.by,
        }  # fmt: skip
        return actions.set_task(**asked | more)

    def done(self) -> Task:
        return actions.finish_task(task=self.set().pk, note="سه نفر را دیدم", by=self.by)

    def given_up(self) -> Task:
        return actions.give_up_task(task=self.set().pk, why="لازم نبود", by=self.by)

    def in_state(self, state: str) -> Task:
        ways: dict[str, Callable[[], Task]] = {
            "to_do": self.set, "done": self.done, "given_up": self.given_up,
        }  # fmt: skip
        return ways[state]()

    def follow(self, event: str) -> None:
        """What follows the last such event for tasks, done as the worker does it."""
        entry = Entry.objects.filter(event=event).latest("pk")
        for reaction in REACTIONS[event]:
            if reaction.__module__ == "kalantar.tasks.reactions":
                reaction(entry.pk)


def id_of(by: Actor) -> UUID:
    assert by.id is not None
    return by.id
