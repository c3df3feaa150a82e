"""Who acts: a person, a program, a citizen or the system itself, in which roles, over which areas, and when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kalantar.kernel.clock import Clock, stopped_at, system_clock


class ActorKind(StrEnum):
    PERSON = "person"
    PROGRAM = "program"
    CITIZEN = "citizen"  # has no account; holds no role
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held over an area. Areas nest; what belongs to an area lists all areas around it."""

    role: str
    area: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The one who acts, with the circumstances an entry of the timeline needs.

    ``operation``: the caller's own id of this act; a repeat returns the first result.
    ``why``: the reason or legal basis, where one was given. ``request``: for finding the log lines.
    ``scopes``: what a program's token allows; empty for people, who are not limited by scopes.
    """

    kind: ActorKind
    id: UUID | None = None
    grants: frozenset[Grant] = frozenset()
    scopes: frozenset[str] = frozenset()
    clock: Clock = field(default=system_clock, compare=False)
    operation: UUID | None = None
    why: str = ""
    request: str = ""

    def now(self) -> datetime:
        """When this act happens, by the actor's own clock."""
        return self.clock()

    def holds(self, roles: Collection[str], over: Collection[UUID]) -> bool:
        """Whether one of ``roles`` is held over an area among ``over`` (an area and all around it)."""
        if self.kind is ActorKind.SYSTEM:
            return True
        return any(grant.role in roles and grant.area in over for grant in self.grants)

    def areas(self, roles: Collection[str]) -> frozenset[UUID]:
        """The areas over which one of ``roles`` is held: where queries start from."""
        return frozenset(grant.area for grant in self.grants if grant.role in roles)

    def role(self, roles: Iterable[str] = ()) -> str:
        """The role acted in: the first held of ``roles``, or the only kinds of role held."""
        held = {grant.role for grant in self.grants}
        wanted = [role for role in roles if role in held] or sorted(held)
        return ",".join(wanted) if wanted else str(self.kind)

    def repeating(self, operation: UUID | None) -> "Actor":
        return replace(self, operation=operation)

    def because(self, why: str) -> "Actor":
        return replace(self, why=why)

    def at(self, moment: datetime) -> "Actor":
        """The same actor saying when it happened: a phone that was offline, a replayed call."""
        return replace(self, clock=stopped_at(moment))


def system(clock: Clock = system_clock, why: str = "") -> Actor:
    """The service itself: schedules, reactions, imports run from the command line."""
    return Actor(kind=ActorKind.SYSTEM, clock=clock, why=why)
