"""A city with two stations, its people, the case catalogue, and somebody who complains."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kalantar.case_catalogue.models import CaseCategory, CaseField, CaseOutcome
from kalantar.cases.actions import open_case
from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.kernel.rules import Refused
from kalantar.people.models import RoleGrant
from kalantar.people.roles import Role
from kalantar.persons.actions import register_person
from kalantar.persons.models import Person
from kalantar.places.models import Jurisdiction
from tests.plugins.actors import HandClock
from tests.scene import Scene

NOTE = "گفت‌وگو کردند و به تفاهم رسیدند."


@dataclass
class World:
    scene: Scene
    clock: HandClock
    category: CaseCategory
    field: CaseField
    desk: Actor
    chief: Actor

    @property
    def here(self) -> Jurisdiction:
        return self.scene.stations[0]

    @property
    def there(self) -> Jurisdiction:
        return self.scene.stations[1]

    def at(self, station: Jurisdiction, role: Role = Role.DESK_OFFICER) -> Actor:
        """Somebody who holds the role at the station, also by the table of roles."""
        by = self.scene.person(role, over=station)
        period = (self.clock(), None)
        RoleGrant.objects.create(user_id=by.id, role=role, jurisdiction=station, period=period)  # type: ignore[misc]
        return by

    def person(self, name: str = "احمدی", **known: Any) -> Person:
        return register_person(
            area=self.here.pk, given_fa="سارا", family_fa=name, by=self.desk, **known
        )

    def case(self, **more: Any) -> Case:
        asked: dict[str, Any] = {
            "station": self.here.pk,
            "category": self.category.pk,
            "answers": {self.field.pk: "سروصدای شبانه"},
            "by": self.desk,
        }
        return open_case(**asked | more)

    def outcome(self, code: str = "settled_here") -> UUID:
        return CaseOutcome.objects.get(code=code).pk


def a_world(scene: Scene, clock: HandClock, system: Actor) -> World:
    from kalantar.case_catalogue.actions import install_case_catalogue

    install_case_catalogue(by=system)
    category = CaseCategory.objects.get(code="quarrel")
    world = World(scene, clock, category, category.fields.get(code="about"), system, system)
    world.desk = world.at(world.here)
    world.chief = world.at(world.here, Role.STATION_CHIEF)
    return world


def program(role: Role, area: Jurisdiction) -> Actor:
    return Actor(kind=ActorKind.PROGRAM, grants=frozenset({Grant(role, area.pk)}))


def refusal(attempt: Any, **asked: Any) -> str:
    """The name of the rule that refuses it; empty where nothing does."""
    try:
        attempt(**asked)
    except Refused as refused:
        return refused.rule.name
    return ""
