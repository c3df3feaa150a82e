"""A province: its stations and people, and nine months of visitors, files and orders, made up.

Nobody in it is anybody: names by their frequency (``names``), phones and national IDs counted upwards.
What is sealed is really sealed, what is hashed is hashed, and what a name is found by is written by
the service's own code; so loading costs what it would.
"""

import multiprocessing
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bench.parts.copying import copy, id_at, settle, wire, without_indexes
from bench.parts.names import LATIN_FAMILY, LATIN_GIVEN, Named, somebody
from bench.parts.told import tell_all

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

    from kalantar.people.models import User
    from kalantar.places.models import Jurisdiction

DAYS = 270  # nine months
OFFICERS, DESKS = 12, 3  # at a station
WAITING = 12  # at each station, today
KNOWN, AGAIN = 0.85, 2.2  # visitors who say who they are; how often each comes
AGAINST = 0.7  # files with a respondent
PROCESSES = 2
STATES = ("closed",) * 80 + ("open",) * 18 + ("referred",) * 2
INDEXES = (
    "person_search", "person_sound", "person_ways", "person_sounds", "person_near_names",
)  # fmt: skip
PERSON = (
    "id given_fa family_fa given_en family_en father_name phone phone_hash national_id"
    " national_id_hash language needs area_id registered_at search sound"
)
VISIT = (
    "id station_id service_id person_id purpose language needs day letter number state came_at"
    " turn_at desk_id called called_at begun_at ended_at saved"
)
CASE = (
    "id number category_id state jurisdiction_id referred_to_id officer_id confidential narrative"
    " opened_at closed_at outcome_id"
)


@dataclass
class Province:
    """``persons``: of each station, those who came; ``made``: how many there are by now."""

    area: "Jurisdiction"
    stations: "Sequence[Jurisdiction]"
    officers: "dict[UUID, list[User]]"
    desks: dict[UUID, list[UUID]]
    services: Sequence[tuple[UUID, str]]
    categories: dict[UUID, tuple[bool, list[UUID]]]  # confidential, and what must be written
    outcome: UUID
    branch: UUID
    now: datetime
    commander: "User"
    persons: dict[UUID, list[UUID]] = field(default_factory=dict)
    made: Counter[str] = field(default_factory=Counter)
    tickets: Counter[tuple[UUID, date, str]] = field(default_factory=Counter)
    serials: Counter[tuple[UUID, int]] = field(default_factory=Counter)
    took: dict[str, tuple[int, float]] = field(default_factory=dict)  # rows and seconds

    @property
    def since(self) -> datetime:
        return self.now - timedelta(days=DAYS)


@dataclass(frozen=True)
class Share:
    """What one process makes of the persons, without asking anybody."""

    first: int
    last: int
    stations: Sequence[UUID]
    since: datetime


def grow(province: Province, visits: int, files: int) -> None:
    """More of the same, until there are so many visits and files."""
    came, opened = visits - province.made["visits"], files - province.made["files"]
    if came <= 0 and opened <= 0:
        return
    people = int(came * KNOWN / AGAIN) + int(opened * AGAINST) + 2 * len(province.stations)
    with _timed(province, "persons", people), without_indexes(*INDEXES):
        _people(province, people)
    with _timed(province, "visits and files", came + opened), _processes() as pool:
        visiting = pool.apply_async(_visits, (province, came))
        opening = pool.apply_async(_files, (province, opened))
        province.tickets, province.serials = visiting.get(), opening.get()
    with _timed(province, "timeline", came + people + 3 * opened):
        tell_all([one.pk for some in province.officers.values() for one in some])
    province.made.update(visits=came, files=opened, persons=people)
    settle()


class _timed:
    """``took`` of the province gets the rows and the seconds of the block."""

    def __init__(self, province: Province, what: str, rows: int) -> None:
        self._province, self._what, self._rows = province, what, rows

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        rows, seconds = self._province.took.get(self._what, (0, 0.0))
        seconds += time.perf_counter() - self._began
        self._province.took[self._what] = rows + self._rows, seconds


def _processes() -> "Pool":
    return multiprocessing.get_context("fork").Pool(PROCESSES)


def _people(province: Province, count: int) -> None:
    """In two processes; each writes over its own connection."""
    first, stations = province.made["persons"], [one.pk for one in province.stations]
    cuts = [first + count * part // PROCESSES for part in range(PROCESSES + 1)]
    shares = [Share(a, b, stations, province.since) for a, b in pairwise(cuts)]
    with _processes() as pool:
        for made in pool.map(_write_people, shares):
            for station, ids in made.items():
                province.persons[station] = [*province.persons.get(station, ()), *ids]


def _write_people(share: Share) -> dict[UUID, list[UUID]]:
    made: dict[UUID, list[UUID]] = defaultdict(list)

    def rows() -> Iterator[Sequence[Any]]:
        chance = random.Random(f"persons {share.first}")
        for number in range(share.first, share.last):
            row = _person(number, share, chance)
            made[row[12]].append(row[0])
            yield row

    with wire() as to:
        copy(to, "persons_person", PERSON, rows())
    return dict(made)


def _person(number: int, share: Share, chance: random.Random) -> Sequence[Any]:
    from kalantar.kernel.sealing import ring
    from kalantar.kernel.sealing.hashing import newest_hash

    station = share.stations[number % len(share.stations)]
    at = share.since + timedelta(days=DAYS) * chance.random()
    name, latin = somebody(chance), ("", "")
    if chance.random() < 0.02 and name.given in LATIN_GIVEN and name.family in LATIN_FAMILY:
        latin = chance.choice(LATIN_GIVEN[name.given]), chance.choice(LATIN_FAMILY[name.family])
        name = Named("", "")
    search, sound = found_by(name, latin)
    phone, national_id = phone_of(number), national_id_of(number)
    return (
        id_at(at, chance), name.given, name.family, *latin, "",
        ring().seal(phone, "persons_person.phone"), newest_hash(phone, "phone"),
        ring().seal(national_id, "persons_person.national_id"),
        newest_hash(national_id, "national ID"), "fa", [], station, at, search, sound,
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def found_by(name: Named, latin: tuple[str, str]) -> tuple[str, str]:
    from kalantar.persons.names import sounds, ways

    names = (name.given, name.family), latin
    return ways(*names), sounds(*names)


def phone_of(number: int) -> str:
    return f"+989{number:09}"


def national_id_of(number: int) -> str:
    from kalantar.kernel.text.national_id import national_id_check_digit

    nine = f"{number + 100_000_000:09}"
    return f"{nine}{national_id_check_digit(nine)}"


def _visits(province: Province, count: int) -> Counter[tuple[UUID, date, str]]:
    with wire() as to:
        given = to.execute(
            "SELECT station_id, day, letter, last FROM reception_ticketserial"
        ).fetchall()
        province.tickets |= Counter(
            {(station, day, letter): last for station, day, letter, last in given}
        )
        copy(to, "reception_visit", VISIT, _came(province, count))
        to.execute("DELETE FROM reception_ticketserial")  # the bench's own database
        today = province.now.date()
        serials = [(*key, last) for key, last in province.tickets.items() if key[1] >= today]
        copy(to, "reception_ticketserial", "station_id day letter last", serials)
    return province.tickets


def _came(province: Province, count: int) -> Iterator[Sequence[Any]]:
    """Spread over the days; the first who come at each station are those who wait today."""
    chance, first = random.Random(f"visits {count}"), province.made["visits"]
    stations = [one.pk for one in province.stations]
    waiting = WAITING * len(stations) if not first else 0
    for number in range(first, first + count):
        station = stations[number % len(stations)]
        service, letter = chance.choice(province.services)
        person = chance.choice(province.persons[station]) if chance.random() < KNOWN else None
        waits = number < waiting
        came = province.now - timedelta(minutes=chance.uniform(1, 60) if waits else 0)
        if not waits:
            came -= timedelta(days=chance.uniform(1, DAYS))
        day = came.date()
        province.tickets[station, day, letter] += 1
        ticket = province.tickets[station, day, letter]
        called, begun, ended = (came + timedelta(minutes=m) for m in (12, 13, 25))
        times = (None, 0, None, None, None)
        if not waits:
            times = (chance.choice(province.desks[station]), 1, called, begun, ended)  # type: ignore[assignment]
        yield (
            id_at(came, chance), station, service, person, "", "fa", [], day, letter, ticket,
            "waiting" if waits else "served", came, came, *times, "",
        )  # fmt: skip


def _files(province: Province, count: int) -> Counter[tuple[UUID, int]]:
    with wire() as to:
        chance = random.Random(f"files {count}")
        # what was measured before opened some too
        given = to.execute("SELECT station_id, year, last FROM cases_caseserial").fetchall()
        province.serials |= Counter({(station, year): last for station, year, last in given})
        cases = [_case(province, province.made["files"] + n, chance) for n in range(count)]
        copy(to, "cases_case", CASE, cases)
        parties = (row for case in cases for row in _parties(province, case, chance))
        copy(to, "cases_party", "id case_id person_id role since", parties)
        copy(to, "cases_caseanswer", "id case_id field_id text", _answers(province, cases, chance))
        to.execute("DELETE FROM cases_caseserial")
        serials = [(*key, last) for key, last in province.serials.items()]
        copy(to, "cases_caseserial", "station_id year last", serials)
    return province.serials


def _case(province: Province, number: int, chance: random.Random) -> Sequence[Any]:
    from kalantar.cases.numbering import number_of

    at = number % len(province.stations)
    station = province.stations[at].pk
    opened = province.now - timedelta(days=chance.uniform(1, DAYS))
    year = year_on(opened.date())
    province.serials[station, year] += 1
    category = chance.choice(list(province.categories))
    state = chance.choice(STATES)
    closed = opened + (province.now - opened) * chance.random() if state == "closed" else None
    other = province.stations[(at + 1) % len(province.stations)].pk
    return (
        id_at(opened, chance), number_of(year, at + 1, province.serials[station, year]), category, state,
        station, other if state == "referred" else None, chance.choice(province.officers[station]).pk,
        province.categories[category][0], "شرح ماجرا به گفتهٔ شاکی.", opened, closed,
        province.outcome if closed else None,
    )  # fmt: skip


@lru_cache
def year_on(day: date) -> int:
    from django.utils import timezone

    from kalantar.cases.numbering import year_of

    return year_of(datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone()))  # fmt: skip


def _parties(
    province: Province, case: Sequence[Any], chance: random.Random
) -> Iterator[Sequence[Any]]:
    id, station, opened = case[0], case[4], case[9]
    two = chance.sample(province.persons[station], 2)
    roles = ("complainant", "respondent") if chance.random() < AGAINST else ("complainant",)
    for person, role in zip(two, roles, strict=False):
        yield id_at(opened, chance), id, person, role, opened


def _answers(
    province: Province, cases: Sequence[Sequence[Any]], chance: random.Random
) -> Iterator[Sequence[Any]]:
    for case in cases:
        asked = province.categories[case[2]][1]
        for question in asked:
            yield id_at(case[9], chance), case[0], question, "چنان‌که گفته شد"
