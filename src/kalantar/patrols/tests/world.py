"""A city of two stations, who works there, and units on duty."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from kalantar.catalogue.models import UnavailableReason
from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.kernel.geometry import Point
from kalantar.patrols import actions
from kalantar.patrols.models import Unit
from kalantar.patrols.positions import Received, Report
from kalantar.people.models import RoleGrant, User
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction, Kind
from tests.plugins.actors import HandClock

HERE = Point(51.3890, 35.6892)


@dataclass
class World:
    """One city of a nation, with stations ``first`` and ``second``, and a neighbouring city."""

    clock: HandClock
    nation: Jurisdiction
    city: Jurisdiction
    first: Jurisdiction
    second: Jurisdiction
    elsewhere: Jurisdiction
    meal: UnavailableReason
    broken: UnavailableReason

    @property
    def system(self) -> Actor:
        return Actor(kind=ActorKind.SYSTEM, clock=self.clock)

    def actor(
        self,
        role: Role | None,
        area: Jurisdiction | None = None,
        *,
        id: UUID | None = None,
        kind: ActorKind = ActorKind.PERSON,
        scopes: frozenset[str] = frozenset(),
    ) -> Actor:
        held = frozenset({Grant(role, (area or self.city).pk)}) if role else frozenset()
        return Actor(kind=kind, id=id or uuid7(), grants=held, scopes=scopes, clock=self.clock)

    def officer(self, area: Jurisdiction | None = None, role: str = Role.PATROL_OFFICER) -> User:
        person = User.objects.create(
            username=f"p{uuid7().hex[-12:]}", name_fa="مأمور", name_en="Officer"
        )
        RoleGrant.objects.create(
            user=person,
            role=role,
            jurisdiction=area or self.first,
            period=(self.clock() - timedelta(days=1), None),
        )
        return person

    def crew(self, person: User, area: Jurisdiction | None = None) -> Actor:
        return self.actor(Role.PATROL_OFFICER, area or self.first, id=person.pk)

    def unit(
        self, call_sign: str = "", *, station: Jurisdiction | None = None, **given: object
    ) -> Unit:
        values = {"kind": "car", "call_sign": call_sign or uuid7().hex[-8:]} | given
        home = station or self.first
        return actions.add_unit(jurisdiction=home.pk, **values, by=self.system)  # type: ignore[arg-type]

    def on_duty(self, call_sign: str = "", *, officer: User | None = None, **given: object) -> Unit:
        station = given.get("station")
        unit = self.unit(call_sign, **given)  # type: ignore[arg-type]
        crew = officer or self.officer(station if isinstance(station, Jurisdiction) else None)
        actions.begin_shift(unit=unit.pk, officers=[crew.pk], by=self.system)
        unit.refresh_from_db()
        return unit

    def seen(self, unit: Unit, place: Point = HERE, *, ago_s: float = 0) -> Received:
        report = Report(unit.pk, place, self.clock() - timedelta(seconds=ago_s), 5.0)
        return actions.report_positions(reports=[report], by=self.system)


def _area(parent: Jurisdiction | None, kind: Kind, name: str) -> Jurisdiction:
    made = Jurisdiction.below(parent, kind=kind, name_fa=name, name_en=name)
    made.save()
    return made


def make_world(clock: HandClock) -> World:
    nation = _area(None, Kind.NATION, "nation")
    city = _area(nation, Kind.CITY, "city")
    reasons = [
        UnavailableReason.objects.create(code=code, name_fa=code, name_en=code)
        for code in ("meal", "broken_down")
    ]
    return World(
        clock=clock,
        nation=nation,
        city=city,
        first=_area(city, Kind.STATION, "first"),
        second=_area(city, Kind.STATION, "second"),
        elsewhere=_area(nation, Kind.CITY, "elsewhere"),
        meal=reasons[0],
        broken=reasons[1],
    )
