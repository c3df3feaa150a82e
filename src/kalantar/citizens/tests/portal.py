"""A citizen before the page: they ask for a code, the service answers, they read their phone."""

from dataclasses import dataclass, field
from typing import Any

from kalantar.cases.models import Case, Party
from kalantar.cases.tests.world import a_world
from kalantar.citizens.actions import ask_for_code, take_access
from kalantar.citizens.models import Access
from kalantar.citizens.queries import ACCESSES
from kalantar.citizens.tokens import new_token
from kalantar.kernel.action import Minted
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.clock import Clock
from kalantar.kernel.models import Entry
from kalantar.messaging.models import Message
from kalantar.notices.tests.world import COMPLAINS, Parties, parties_of, react
from kalantar.orders.tests.world import courts_of
from tests.scene import a_city


@dataclass
class Portal:
    parties: Parties
    clock: Clock
    token: Minted = field(default_factory=new_token)

    @property
    def case(self) -> Case:
        return self.parties.case

    @property
    def party(self) -> Party:
        """The complainant."""
        return self.parties.complainant

    @property
    def anybody(self) -> Actor:
        return Actor(kind=ActorKind.CITIZEN, clock=self.clock)

    @property
    def citizen(self) -> Actor:
        return self.of(self.party)

    def of(self, party: Party) -> Actor:
        return Actor(kind=ActorKind.CITIZEN, id=party.person_id, clock=self.clock)

    def ask(self, *, answered: bool = True, **more: Any) -> Access:
        self.token = new_token()
        asked: dict[str, Any] = {
            "number": self.case.number, "phone": COMPLAINS, "address": "192.0.2.1",
            "language": "fa", "token": self.token, "by": self.anybody,
        }  # fmt: skip
        made = ask_for_code(**asked | more)
        if answered:
            react(Entry.objects.filter(event="CodeAskedFor").latest("pk").pk)
        return Access.objects.get(pk=made.pk)

    def take(self, access: Access, code: str, **more: Any) -> Access:
        asked: dict[str, Any] = {"token": self.token, "new_token": new_token(), "by": self.anybody}
        return take_access(access=access.pk, code=code, **asked | more)

    def held(self, **more: Any) -> Access:
        """Somebody who brought the code back; ``token`` is then the new one."""
        access, token = self.ask(**more), new_token()
        taken = self.take(access, last_code(), new_token=token)
        self.token = token
        assert taken.state == "held"
        return ACCESSES.get(pk=taken.pk)


def last_code(event: str = "portal_code") -> str:
    """As it stands in the latest message; ``phone_code``: to a phone that waits to be confirmed."""
    text = Message.objects.filter(event=event).latest("queued_at", "pk").text
    return next(word.strip(".:") for word in text.split() if word.strip(".:").isdecimal())


def another(code: str) -> str:
    """Six digits that are not the code."""
    return f"{(int(code) + 1) % 10**6:06}"


def a_portal(clock: Clock, system: Actor) -> Portal:
    world = a_world(a_city(clock), clock, system)  # type: ignore[arg-type]
    return Portal(parties_of(courts_of(world, system), system), clock)
