"""A small service: a nation, two provinces, a city with two stations; people with roles in it."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from kalantar.kernel.actor import Actor
from kalantar.people import actions
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from tests.plugins.actors import HandClock

PASSWORD = "quiet-lamp-river-seven"


@dataclass
class Small:
    """Places by name, and a way to people them."""

    clock: HandClock
    by: Actor
    places: dict[str, Jurisdiction] = field(default_factory=dict)
    hash: str = field(default_factory=lambda: make_password(PASSWORD))

    def place(self, name: str, kind: str, parent: str | None = None) -> None:
        made = Jurisdiction.below(
            self.places[parent] if parent else None, kind=kind, name_en=name, name_fa=name
        )
        made.save()
        self.places[name] = made

    def person(self, username: str, *roles: tuple[Role, str]) -> User:
        user = actions.create_user(
            username=username, password_hash=self.hash, name_en=username.title(), by=self.by
        )
        for role, place in roles:
            actions.grant_role(
                user=user.id, role=role, jurisdiction=self.places[place].id, by=self.by
            )
        return user

    def actor(self, username: str, *roles: tuple[Role, str]) -> Actor:
        return actor_of(self.person(username, *roles), clock=self.clock)

    def again(self, actor: Actor) -> Actor:
        """The same person at the clock's present moment."""
        assert actor.id
        return actor_of(User.objects.get(pk=actor.id), clock=self.clock)
