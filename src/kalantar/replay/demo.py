"""A demonstration city: people one can sign in as, a staff that works by itself, and its day."""

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from kalantar.kernel.actor import Actor, ActorKind, system
from kalantar.kernel.clock import system_clock
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.actions import join_crew
from kalantar.patrols.models import CrewMember, Unit, UnitPosition, UnitStatus
from kalantar.people.actions import create_user, grant_role, reset_password
from kalantar.people.models import User
from kalantar.people.passwords import hash_of
from kalantar.people.queries import actor_of
from kalantar.people.roles import NAMES, Role
from kalantar.places.models import GazetteerEntry, Jurisdiction, Kind, PlaceKind
from kalantar.places.queries import extract_of
from kalantar.reception.queries import desks_of
from kalantar.replay.agenda import Pace
from kalantar.replay.codes import prepare_codes
from kalantar.replay.day import Day, draw, read_day
from kalantar.replay.hall import prepare_reception
from kalantar.replay.papers import prepare_papers
from kalantar.replay.player import Manner, Player
from kalantar.replay.reception import Reception
from kalantar.replay.staff import Staff, desk_officers, staff_city
from kalantar.replay.visitors import draw_visitors
from kalantar.replay.words import approve_words

PREFIX, CARS = "demo", 10
HERE = "http://127.0.0.1:8000"  # where a demo is, unless it is put elsewhere
SERVED = timedelta(days=30)  # so long the people of the demo have worked there
WHY = "demo"  # the reason on the timeline, by which the demo knows again what it did
CALLS_A_DAY = 1100
VISITORS_A_DAY = 300  # about twenty in the busiest hour, as many as two desks serve
PLAYED_DESKS = 2
BEGINS_AT = 17  # whatever the clock says: one who looks at it at night wants to see a day
EARLIER = timedelta(minutes=15)  # the day has been under way for so long when one arrives
# Ofcom keeps +44 7700 900000 to 900999 free for drama; so nobody's phone is shown.
NUMBERS = tuple(f"+447700900{n:03}" for n in range(1000))
# Those one can sign in as: personnel number → role and name. The dispatcher may also take calls.
PEOPLE = {
    "taker": (Role.CALL_TAKER, "رؤیا کریمی", "Roya Karimi"),
    "dispatcher": (Role.DISPATCHER, "مینا احمدی", "Mina Ahmadi"),
    "patrol": (Role.PATROL_OFFICER, "بهرام نوری", "Bahram Nouri"),
    "desk": (Role.DESK_OFFICER, "لیلا مرادی", "Leila Moradi"),
    "chief": (Role.STATION_CHIEF, "شهرام صادقی", "Shahram Sadeghi"),
    "commander": (Role.COMMANDER, "فرهاد رستمی", "Farhad Rostami"),
    "auditor": (Role.AUDITOR, "پروین شریفی", "Parvin Sharifi"),
    "admin": (Role.ADMINISTRATOR, "کاوه امینی", "Kaveh Amini"),
}
OF_A_STATION = (Role.DESK_OFFICER, Role.STATION_CHIEF)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to sign in as."""

    username: str
    role: Sentence
    name: Sentence


def prepare_people(city: Jurisdiction, password: str, *, check_at: str = HERE) -> list[Person]:
    """The people of PEOPLE with this password, each with their role over the city or its station.

    Somebody else of such a number is left alone, and is not among them.
    """
    by = system(why=WHY)
    station = _first_station(city)
    taken = {user.username: user for user in User.objects.filter(username__in=PEOPLE)}
    made = _made_here(list(taken.values()))
    same = all(user.check_password(password) for user in made[:1])  # all have one
    for user in () if same else made:
        reset_password(user=user.pk, password_hash=hash_of(password), by=by)
    earlier = by.at(by.now() - SERVED)  # the desk officer has worked on the files of last week
    for username, (role, name_fa, name_en) in PEOPLE.items():
        if username in taken:
            continue
        area = station if role in OF_A_STATION and station else city
        with transaction.atomic():  # nobody without a role, whenever it is cut short
            user = create_user(
                username=username,
                password_hash=hash_of(password),
                name_fa=name_fa,
                name_en=name_en,
                by=by,
            )
            grant_role(user=user.pk, role=role, jurisdiction=area.pk, by=earlier)
    prepare_codes(city, by)
    prepare_reception(city, station, by)
    approve_words(_made_here(list(User.objects.filter(username__in=PEOPLE))))
    prepare_papers(city, station, by, check_at=check_at)
    return [
        Person(username, NAMES[role], Sentence(en=en, fa=fa))
        for username, (role, fa, en) in PEOPLE.items()
        if username not in taken or taken[username] in made
    ]


def _made_here(users: Collection[User]) -> list[User]:
    """Those that an earlier start of the demo added, as the timeline says."""
    ids = [user.pk for user in users]
    added = Entry.objects.filter(
        subjects__subject__in=ids, event="PersonAdded", actor_kind=ActorKind.SYSTEM,
        reason__text=WHY,
    )  # fmt: skip
    ours = set(added.values_list("subjects__subject", flat=True))
    return [user for user in users if user.pk in ours]


def play_day(city: Jurisdiction, *, seed: int = 1) -> None:
    """Play the day until stopped: what of the last quarter of an hour was not played yet at once, then as
    fast as life."""
    now = system_clock()
    begins = max(now - EARLIER, _played_until())
    pace = Pace(begins, 1.0, behind_s=(now - begins).total_seconds())
    staff = _staff(city, pace)
    manner = Manner(
        report_s=4, look_s=2, answer_s=(4, 10), patience_s=25, numbers=NUMBERS,
        usual_stay=timedelta(minutes=7), stay_spread=0.6, roam=tuple(_places(city)), seed=seed,
    )  # fmt: skip
    player = Player(city, staff, _starts(staff, city), pace, manner)
    player.resume(city)
    day = read_day()
    if reception := _reception(city, pace, day, seed):
        player.receive(reception, now)
    calls = draw(
        day, begins=pace.now, hour=lambda moment: _hour(moment - pace.begins),
        calls_a_day=CALLS_A_DAY, places=list(_places(city).items()), seed=seed,
    )  # fmt: skip
    player.play(calls)


def _reception(city: Jurisdiction, pace: Pace, day: Day, seed: int) -> Reception | None:
    """The station one signs in at: its desks but the first, which is theirs. From now on: who waits there
    came by the real clock."""
    station = _first_station(city)
    desks = [] if station is None else list(desks_of(station.pk)[1 : 1 + PLAYED_DESKS])
    if station is None or not desks:
        return None
    officers = desk_officers(station, len(desks), prefix=PREFIX, clock=pace.clock, by=_by(pace))
    visitors = draw_visitors(
        day.hours, begins=system_clock(), hour=lambda moment: _hour(moment - pace.begins),
        a_day=VISITORS_A_DAY, numbers=NUMBERS, seed=seed,
    )  # fmt: skip
    by_desk = {desk.pk: officer for desk, officer in zip(desks, officers, strict=True)}
    return Reception(station, by_desk, visitors, pace, random.Random(seed))


def _first_station(city: Jurisdiction) -> Jurisdiction | None:
    return Jurisdiction.objects.living().within([city.pk]).filter(kind=Kind.STATION).first()


def _by(pace: Pace) -> Actor:
    return system(pace.clock, why=WHY)


def _hour(played: timedelta) -> int:
    """The hour of the demo's day after so much of it was played."""
    return (BEGINS_AT + played // timedelta(hours=1)) % 24


def _played_until() -> datetime:
    """Nothing is played twice, and nothing before what people already did."""
    about = Entry.objects.filter(subjects__kind__in=["call", "incident"])
    last = about.order_by("-pk").first()
    return last.happened_at if last else datetime.min.replace(tzinfo=UTC)


def _staff(city: Jurisdiction, pace: Pace) -> Staff:
    """The staff of an earlier run, or a new one; the patrol officer one can sign in as rides along."""
    by = system(pace.clock, why=WHY)
    people = {
        user.username: actor_of(user, clock=pace.clock)
        for user in User.objects.active().filter(username__startswith=f"{PREFIX}-")
    }
    if not people:
        with transaction.atomic():  # a staff of some of them would never become whole
            staff = staff_city(
                city, prefix=PREFIX, begins=pace.now, cars=CARS, clock=pace.clock, by=by
            )
            _ride_along(staff.units[0], by.at(system_clock()))
        return staff
    crews = {
        member.shift.unit_id: people[member.officer.username]
        for member in CrewMember.objects.filter(
            shift__ended_at=None, officer__username__startswith=f"{PREFIX}-"
        ).select_related("shift", "officer")
    }
    units = Unit.objects.filter(pk__in=crews).exclude(status=UnitStatus.OFF_DUTY)
    return Staff(
        call_takers=[actor for name, actor in people.items() if "-taker-" in name],
        dispatchers=[actor for name, actor in people.items() if "-dispatcher-" in name],
        units=list(units.select_related("jurisdiction")),
        crews=crews,
    )


def _ride_along(unit: Unit, by: Actor) -> None:
    for officer in _made_here(list(User.objects.filter(username="patrol"))):
        join_crew(unit=unit.pk, officer=officer.pk, by=by)


def _starts(staff: Staff, city: Jurisdiction) -> dict[UUID, Point]:
    """Where each unit last was, else at its station, else in the middle of the map."""
    extract = extract_of(city.pk)
    middle = extract.centre if extract else Point(0, 0)
    last = dict(UnitPosition.objects.filter(unit__in=staff.units).values_list("unit", "place"))
    return {unit.pk: last.get(unit.pk) or unit.jurisdiction.seat or middle for unit in staff.units}


def _places(city: Jurisdiction) -> dict[Point, str]:
    """Crossings and houses of the city with what they are called, some hundreds of them."""
    extract = extract_of(city.pk)
    entries = GazetteerEntry.objects.filter(
        extract=extract, kind__in=[PlaceKind.CROSSING, PlaceKind.ADDRESS]
    ).order_by("id")
    step = max(1, entries.count() // 400)
    return {entry.point: entry.name for entry in entries[::step] if entry.point is not None}
