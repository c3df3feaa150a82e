"""The demo's station works: people come and are served, beside the desk that is left to somebody; modestly."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice, pairwise

import pytest

from kalantar.case_catalogue.actions import install_case_catalogue
from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.models import Entry
from kalantar.people.models import RoleGrant, User
from kalantar.places.models import Jurisdiction
from kalantar.reception.actions import begin_serving, call_next, install_services
from kalantar.reception.models import Visit, VisitState
from kalantar.reception.queries import desks_of
from kalantar.replay.agenda import Agenda, Pace
from kalantar.replay.day import read_day
from kalantar.replay.hall import prepare_reception
from kalantar.replay.reception import LEFT_WAITING, MOST_WAITING, Reception
from kalantar.replay.staff import desk_officers
from kalantar.replay.visitors import SERVICES, Comes, draw_visitors
from tests.plugins.actors import HandClock
from tests.scene import a_city

HOURS = read_day().hours
NUMBERS = tuple(f"+447700900{n:03}" for n in range(1000))


def _visitors(begins: datetime, a_day: float = 300, seed: int = 1) -> Iterator[Comes]:
    return draw_visitors(
        HOURS, begins=begins, hour=lambda moment: (17 + (moment - begins) // timedelta(hours=1)) % 24,
        a_day=a_day, numbers=NUMBERS, seed=seed,
    )  # fmt: skip


@pytest.fixture
def station(db: None, clock: HandClock) -> Jurisdiction:
    scene, by = a_city(clock), system(clock)
    install_services(by=by)
    install_case_catalogue(by=by)
    prepare_reception(scene.city, scene.stations[0], by)
    return scene.stations[0]


def _played(station: Jurisdiction, pace: Pace, hours: float, a_day: float = 300) -> Agenda:
    by = system(pace.clock, why="demo")
    desks = list(desks_of(station.pk)[1:3])
    officers = desk_officers(station, len(desks), prefix="demo", clock=pace.clock, by=by)
    reception = Reception(
        station, {desk.pk: one for desk, one in zip(desks, officers, strict=True)},
        _visitors(pace.now, a_day), pace, random.Random(1), until=pace.now + timedelta(hours=hours),
    )  # fmt: skip
    agenda = Agenda()
    reception.begin(agenda, pace.now)
    agenda.run(pace, lambda deed, now: deed(now))  # a refusal would end it
    return agenda


def test_the_same_seed_draws_the_same_visitors_at_the_published_hours(clock: HandClock) -> None:
    begins = clock()
    drawn = list(islice(_visitors(begins), 6_000))
    assert drawn[:50] == list(islice(_visitors(begins), 50))
    assert drawn[:50] != list(islice(_visitors(begins, seed=2), 50))
    assert all(a.at < b.at for a, b in pairwise(drawn))
    by_hour = Counter((17 + (one.at - begins) // timedelta(hours=1)) % 24 for one in drawn)
    for hour, share in enumerate(HOURS):
        assert by_hour[hour] / len(drawn) == pytest.approx(share, abs=0.02)
    assert {one.service for one in drawn} == SERVICES.keys()
    assert any(not one.who for one in drawn)


def test_people_come_and_are_served_beside_the_desk_that_is_left_alone(
    station: Jurisdiction, clock: HandClock
) -> None:
    begins = clock()
    before = Entry.objects.count()
    _played(station, Pace(begins, None), hours=2)
    served = Visit.objects.filter(state=VisitState.SERVED)
    assert served.count() >= 12
    first, *others = desks_of(station.pk)
    assert not Visit.objects.filter(desk=first).exists()
    assert {visit.desk_id for visit in served} == {desk.pk for desk in others}
    assert Visit.objects.exclude(saved="").exists()
    waiting = Visit.objects.filter(state=VisitState.WAITING).count()
    assert LEFT_WAITING <= waiting <= MOST_WAITING
    assert not Visit.objects.filter(state__in=["called", "serving"]).exists()
    assert all(case.parties.exists() for case in Case.objects.all())
    assert Case.objects.exists()
    assert (Entry.objects.count() - before) / 120 < 6  # a minute


def test_the_hall_is_never_fuller_than_it_should_be(
    station: Jurisdiction, clock: HandClock
) -> None:
    _played(station, Pace(clock(), None), hours=1, a_day=20_000)
    assert Visit.objects.filter(state=VisitState.WAITING).count() <= MOST_WAITING


def test_what_an_earlier_run_left_is_brought_to_its_end(
    station: Jurisdiction, clock: HandClock, as_system: Actor
) -> None:
    """And nobody is added twice."""
    by, desks = as_system.at(clock()), list(desks_of(station.pk)[1:3])
    called = [call_next(desk=desk.pk, by=by) for desk in desks]
    begin_serving(visit=called[0].pk, by=by)
    for _ in range(2):
        _played(station, Pace(clock() + timedelta(minutes=1), None), hours=0)
        clock.forward(hours=1)
    left = Visit.objects.filter(pk__in=[visit.pk for visit in called])
    assert {visit.state for visit in left} <= {VisitState.SERVED, VisitState.MISSED}
    assert User.objects.filter(username__startswith="demo-desk-").count() == 2
    assert RoleGrant.objects.filter(user__username__startswith="demo-desk-").count() == 2


def test_what_somebody_else_did_with_a_visitor_is_left_as_it_is(
    station: Jurisdiction, clock: HandClock
) -> None:
    """A chief took the visitor who was being served away from the desk meanwhile."""
    pace = Pace(clock(), None)
    original = Visit.objects.filter(station=station).count()

    def gone(visit: Visit) -> None:
        Visit.objects.filter(pk=visit.pk).update(state=VisitState.LEFT, ended_at=pace.now)

    by = system(pace.clock, why="demo")
    [desk] = desks_of(station.pk)[1:2]
    [officer] = desk_officers(station, 1, prefix="demo", clock=pace.clock, by=by)
    reception = Reception(station, {desk.pk: officer}, iter(()), pace, random.Random(1))
    agenda = Agenda()
    called = call_next(desk=desk.pk, by=officer.at(pace.now))
    agenda.plan(pace.now, lambda now: gone(called))
    reception.begin(agenda, pace.now + timedelta(seconds=1))
    agenda.run(pace, lambda deed, now: deed(now))
    assert Visit.objects.get(pk=called.pk).state == VisitState.LEFT
    assert Visit.objects.filter(station=station).count() == original
