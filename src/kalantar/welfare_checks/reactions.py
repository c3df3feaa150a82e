"""Every minute: what is due is written down, and told on. Screens ask the times themselves, and need no job."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from uuid import UUID

from kalantar.kernel.actor import Actor, system
from kalantar.kernel.clock import system_clock
from kalantar.kernel.jobs import every_minute
from kalantar.kernel.rules import Refused
from kalantar.welfare_checks.actions import escalate_check, raise_check, settle_check
from kalantar.welfare_checks.queries import checks_to_escalate, checks_to_raise, checks_to_settle


@every_minute
def watch_over_units() -> None:
    watch(system(system_clock))


def watch(by: Actor) -> None:
    """Each by itself; what has changed meanwhile is refused, and is looked at again in a minute."""
    _each(checks_to_settle(by.now()), lambda one: settle_check(check=one, by=by))
    _each(checks_to_raise(by.now()), lambda one: raise_check(assignment=one, by=by))
    _each(checks_to_escalate(by.now()), lambda one: escalate_check(check=one, by=by))


def _each(ids: Iterable[UUID], act: Callable[[UUID], object]) -> None:
    for id in ids:
        with suppress(Refused):
            act(id)
