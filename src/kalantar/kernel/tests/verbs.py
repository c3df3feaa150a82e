"""Verbs for the kernel's own tests: something that happens to nothing but a row of the kernel."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from uuid_utils.compat import uuid7

from kalantar.kernel.action import action
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Operation
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event, record


@dataclass(frozen=True)
class StoneTurned(Event):
    times: int
    sentence: ClassVar[Sentence] = Sentence(en="turned {times} times", fa="{times} بار چرخید")
    readers: ClassVar[tuple[str, ...]] = ("watcher",)


@action
def turn_stone(*, times: int, by: Actor, area: UUID | None = None) -> Operation:
    """Make a row and record it."""
    stone = Operation.objects.create(id=uuid7(), fingerprint=b"stone")
    record(StoneTurned(times), about=[stone], by=by, areas=[area] if area else [])
    return stone


@action
def turn_again(*, stone: Operation, by: Actor) -> Operation:
    """Record it once more."""
    record(StoneTurned(1), about=[stone], by=by)
    return stone


@action
def turn_stones(*, whys: list[str], by: Actor) -> None:
    """One act of several turns, each for a reason."""
    for why in whys:
        turn_stone(times=1, by=by.because(why))


@action
def turn_stone_and_break(*, by: Actor) -> Operation:
    """Make a row, record it, and fail."""
    turn_stone(times=1, by=by)
    raise ZeroDivisionError


@action
def do_nothing(*, by: Actor) -> None:
    """An action that forgot to record."""
