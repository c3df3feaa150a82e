"""A small city for tests: two stations, people of each role, a type, units on duty with positions."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from kalantar.calls.actions import answer_call, offer_call
from kalantar.calls.models import Call
from kalantar.catalogue.models import Disposition, IncidentType, UnavailableReason
from kalantar.incidents.actions import create_incident
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.kernel.clock import Clock
from kalantar.kernel.geometry import Point
from kalantar.patrols.models import CrewMember, Shift, Unit, UnitPosition
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.places.models import BoundaryPart, Jurisdiction

NOON = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)
CENTRE = Point(51.405, 35.70)
SOUTH, WEST = 35.60, 51.30  # a square of 0.2 degrees, cut in two at 51.40


@dataclass
class Scene:
    """``clock`` is moved by tests; every person acts by it."""

    clock: Clock
    city: Jurisdiction
    stations: list[Jurisdiction]
    type: IncidentType
    ending: Disposition
    _signs: int = field(default=0)

    def person(self, role: Role, over: Jurisdiction | None = None) -> Actor:
        area = over or self.city
        name = f"p{uuid7().hex[-12:]}"
        user = User.objects.create(username=name, name_en="Somebody", name_fa="یک نفر")
        grants = frozenset({Grant(role, area.pk)})
        return Actor(kind=ActorKind.PERSON, id=user.pk, grants=grants, clock=self.clock)

    def unit(
        self,
        at: Point | None = CENTRE,
        *,
        kind: str = "car",
        status: str = "available",
        station: Jurisdiction | None = None,
        age_s: float = 5,
        crew: Actor | None = None,
        **more: object,
    ) -> Unit:
        self._signs += 1
        now = self.clock()
        unit = Unit.objects.create(
            call_sign=f"T-{self._signs:02}",
            kind=kind,
            status=status,
            status_since=now - timedelta(hours=1),
            jurisdiction=station or self.stations[0],
            **more,
        )
        if status != "off_duty":
            shift = Shift.objects.create(unit=unit, begun_at=now - timedelta(hours=1))
            if crew is not None:
                period = (now - timedelta(hours=1), None)
                CrewMember.objects.create(shift=shift, officer_id=crew.id, period=period)  # type: ignore[misc]
        if at is not None:
            measured = now - timedelta(seconds=age_s)
            UnitPosition.objects.create(
                unit=unit, place=at, accuracy_m=8, measured_at=measured, received_at=measured
            )
        return unit

    def call(self, by: Actor, number: str = "02188776655") -> Call:
        call = offer_call(number=number, jurisdiction=self.city.pk, by=by)
        return answer_call(call=call.pk, by=by)

    def incident(self, by: Actor, at: Point = CENTRE, **more: object) -> Incident:
        wanted: dict[str, object] = {"type": self.type.pk, "address": "Example st.", "place": at}
        return create_incident(**(wanted | more), by=by)  # type: ignore[arg-type]


def a_city(clock: Clock, start: float = WEST) -> Scene:
    """``start``: its western edge; cities on one ground answer for it by chance."""
    city = _area("city", None)
    west, east = _area("station", city), _area("station", city)
    for station, left in ((west, start), (east, start + 0.1)):
        right = left + 0.1
        ring = (
            Point(left, SOUTH),
            Point(right, SOUTH),
            Point(right, SOUTH + 0.2),
            Point(left, SOUTH + 0.2),
        )
        BoundaryPart.objects.create(jurisdiction=station, of_station=True, ring=ring, since=NOON)
    return scene_of(clock, city, [west, east])


def scene_of(clock: Clock, city: Jurisdiction, stations: list[Jurisdiction]) -> Scene:
    """The same in a city that is there already."""
    tag = uuid7().hex[-8:]
    sort = IncidentType.objects.create(
        code=f"brawl_{tag}", name_en="Brawl", name_fa="نزاع", priority=2, wait_alarm_s=120
    )
    ending = Disposition.objects.create(
        code=f"settled_{tag}", name_en="Settled", name_fa="صلح و سازش"
    )
    UnavailableReason.objects.get_or_create(
        code="broken_down", defaults={"name_en": "Broken down", "name_fa": "نقص فنی"}
    )
    return Scene(clock=clock, city=city, stations=stations, type=sort, ending=ending)


def _area(kind: str, parent: Jurisdiction | None) -> Jurisdiction:
    id: UUID = uuid7()
    return Jurisdiction.objects.create(
        id=id,
        kind=kind,
        parent=parent,
        ancestors=[*(parent.ancestors if parent else []), id],
        name_en=f"{kind} {id.hex[-6:]}",
        name_fa=f"محدودهٔ {id.hex[-6:]}",
    )
