"""The people and units a city needs to be played: a 110 room, and patrols with their crews."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, cycle, islice, repeat
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from kalantar.catalogue.capabilities import Capability
from kalantar.kernel.actor import Actor
from kalantar.kernel.clock import Clock
from kalantar.patrols.actions import add_unit, begin_shift
from kalantar.patrols.models import Unit, UnitKind
from kalantar.people.actions import create_user, grant_role
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction, Kind

# Frequent names of people in Iran, put together by chance.
FIRST = (
    ("مریم", "Maryam"), ("رضا", "Reza"), ("زهرا", "Zahra"), ("علی", "Ali"), ("سارا", "Sara"),
    ("حسین", "Hossein"), ("نرگس", "Narges"), ("مهدی", "Mehdi"), ("لیلا", "Leila"), ("امیر", "Amir"),
    ("فاطمه", "Fatemeh"), ("سعید", "Saeed"), ("الهام", "Elham"),
)  # fmt: skip
LAST = (
    ("احمدی", "Ahmadi"), ("کریمی", "Karimi"), ("محمدی", "Mohammadi"), ("رضایی", "Rezaei"),
    ("موسوی", "Mousavi"), ("حسینی", "Hosseini"), ("نوری", "Nouri"), ("جعفری", "Jafari"),
    ("صادقی", "Sadeghi"), ("رحیمی", "Rahimi"), ("اکبری", "Akbari"),
)  # fmt: skip
# Ofcom keeps +44 7700 900000 to 900999 free for drama; so nobody's phone is among them.
PHONES = [f"+447700900{number}" for number in range(500, 900)]
# What each car can do, in turn; between them everything the catalogue asks for.
SKILLS = (
    (Capability.ARMED, Capability.FIRST_AID, Capability.FEMALE_OFFICER),
    (Capability.ARMED, Capability.TRAFFIC, Capability.CRIME_SCENE),
    (Capability.ARMED, Capability.FIRST_AID, Capability.TRAFFIC),
    (Capability.ARMED, Capability.FEMALE_OFFICER, Capability.NEGOTIATOR),
)
LETTER = {
    UnitKind.CAR: "T",
    UnitKind.MOTORCYCLE: "M",
    UnitKind.FOOT: "K",
    UnitKind.SPECIAL_TEAM: "S",
}


@dataclass(frozen=True, slots=True)
class Staff:
    """Those who act in a replay. ``crews``: unit → the officer who answers for it."""

    call_takers: list[Actor]
    dispatchers: list[Actor]
    units: list[Unit]
    crews: dict[UUID, Actor]


def names() -> Iterable[tuple[str, str]]:
    """Names in Persian and Latin letters, without end; the first 143 are different people."""
    for first, last in zip(cycle(FIRST), cycle(LAST), strict=False):
        yield f"{first[0]} {last[0]}", f"{first[1]} {last[1]}"


def staff_city(
    city: Jurisdiction,
    *,
    prefix: str,
    begins: datetime,
    cars: int,
    clock: Clock,
    by: Actor,
) -> Staff:
    """A room of four call takers and three dispatchers, and ``cars`` cars with half as many
    motorcycles, a quarter as many foot patrols and a special team, all on duty from ``begins``."""
    since = begins - timedelta(days=1)
    people = iter(names())

    def person(username: str, role: Role, phone: str = "") -> User:
        name_fa, name_en = next(people)
        user = create_user(
            username=f"{prefix}-{username}", password_hash=make_password(None),
            name_fa=name_fa, name_en=name_en, phone=phone, by=by,
        )  # fmt: skip
        grant_role(user=user.pk, role=role, jurisdiction=city.pk, by=by.at(since))
        return user

    room = [person(f"taker-{n}", Role.CALL_TAKER) for n in range(1, 5)]
    senders = [person(f"dispatcher-{n}", Role.DISPATCHER) for n in range(1, 4)]
    units = add_units(city, cars, by)
    officers = [
        person(f"officer-{n}", Role.PATROL_OFFICER, phone)
        for n, phone in enumerate(islice(chain(PHONES, repeat("")), len(units)), start=1)
    ]
    for unit, officer in zip(units, officers, strict=True):
        begin_shift(unit=unit.pk, officers=[officer.pk], by=by.at(begins))
    actors = {user.pk: actor_of(user, clock=clock) for user in [*room, *senders, *officers]}
    return Staff(
        call_takers=[actors[user.pk] for user in room],
        dispatchers=[actors[user.pk] for user in senders],
        units=units,
        crews={unit.pk: actors[one.pk] for unit, one in zip(units, officers, strict=True)},
    )


def desk_officers(
    station: Jurisdiction, count: int, *, prefix: str, clock: Clock, by: Actor
) -> list[Actor]:
    """Those of an earlier run, else new ones: at the desks of the station, since yesterday."""
    wanted = [f"{prefix}-desk-{number}" for number in range(1, count + 1)]
    known = {user.username: user for user in User.objects.active().filter(username__in=wanted)}
    for username, (name_fa, name_en) in zip(wanted, islice(names(), 60, None), strict=False):
        if username in known:
            continue
        since = by.at(by.now() - timedelta(days=1))
        with transaction.atomic():  # nobody without a role, whenever it is cut short
            user = create_user(
                username=username, password_hash=make_password(None), name_fa=name_fa,
                name_en=name_en, by=by,
            )  # fmt: skip
            grant_role(user=user.pk, role=Role.DESK_OFFICER, jurisdiction=station.pk, by=since)
        known[username] = user
    return [actor_of(known[username], clock=clock) for username in wanted]


def add_units(city: Jurisdiction, cars: int, by: Actor) -> list[Unit]:
    """New units, spread over the city's stations, with call signs by kind: T-01, M-01, K-01, S-01."""
    stations = Jurisdiction.objects.living().within([city.pk]).filter(kind=Kind.STATION)
    homes = cycle(list(stations.order_by("code", "pk")) or [city])
    taken = set(Unit.objects.filter(retired_at=None).values_list("call_sign", flat=True))
    wanted = [
        (UnitKind.CAR, cars, SKILLS),
        (UnitKind.MOTORCYCLE, max(1, cars // 2), [(Capability.ARMED, Capability.TRAFFIC)]),
        (UnitKind.FOOT, max(1, cars // 4), [(Capability.FIRST_AID, Capability.FEMALE_OFFICER)]),
        (UnitKind.SPECIAL_TEAM, 2, [(Capability.ARMED, Capability.BOMB_DISPOSAL, Capability.K9)]),
    ]
    return [
        _add(next(homes), sign, kind, skills, plain=kind == UnitKind.CAR and number % 9 == 8, by=by)
        for kind, count, offered in wanted
        for number, (sign, skills) in enumerate(
            zip(_signs(kind, count, taken), cycle(offered), strict=False)
        )
    ]


def _add(
    home: Jurisdiction, sign: str, kind: UnitKind, skills: Iterable[str], *, plain: bool, by: Actor
) -> Unit:
    return add_unit(
        jurisdiction=home.pk,
        call_sign=sign,
        kind=kind,
        capabilities=[str(skill) for skill in skills],
        plain_clothes=plain,
        by=by,
    )


def _signs(kind: UnitKind, count: int, taken: set[str]) -> Sequence[str]:
    free = (f"{LETTER[kind]}-{n:02}" for n in range(1, 1000))
    return list(islice((sign for sign in free if sign not in taken), count))
