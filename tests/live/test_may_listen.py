"""Who may listen to which key: to what they may see, and to nothing that no page asks for."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from uuid_utils.compat import uuid7

from kalantar.config.live_asgi import may_listen, standings
from kalantar.dispatch.actions import send_units
from kalantar.fronts.base.place import live_keys
from kalantar.kernel.clock import system_clock
from kalantar.kernel.live.signed_in import admitted
from kalantar.patrols.models import CrewMember, Shift
from kalantar.people.models import RoleGrant, User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from tests.people import an_area, grant, sign_in
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db
KINDS = ("area", "positions", "incident_in")


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


def hears(person: User, *keys: str) -> bool:
    found = admitted(f"{settings.SESSION_COOKIE_NAME}={sign_in(person)}", standings)
    assert found is not None
    return may_listen(found[0], frozenset(keys))


@pytest.mark.parametrize(
    ("role", "incident", "hidden_unit", "incidents"),
    [
        (Role.DISPATCHER, True, True, True),
        (Role.COMMANDER, True, True, True),
        (Role.STATION_CHIEF, True, False, True),
        (Role.CALL_TAKER, True, False, True),
        (Role.AUDITOR, True, False, True),
        (Role.PATROL_OFFICER, False, False, False),
        (Role.ADMINISTRATOR, False, False, False),
        (Role.DESK_OFFICER, False, False, False),
    ],
)
def test_who_hears_of_an_incident_a_unit_and_the_incidents_of_an_area(
    scene: Scene, role: Role, incident: bool, hidden_unit: bool, incidents: bool
) -> None:
    one = scene.incident(scene.person(Role.CALL_TAKER))
    hidden = scene.unit(plain_clothes=True)
    station = scene.stations[0].pk
    asked = f"incident:{one.pk}", f"unit:{hidden.pk}", f"incident_in:{station}"
    stranger = grant(role, over=a_city(system_clock).city)
    neighbour = grant(role, over=scene.stations[1])
    own = grant(role, over=scene.city)
    assert [hears(own, key) for key in asked] == [incident, hidden_unit, incidents]
    assert hears(own, f"area:{station}", f"positions:{station}")
    assert not any(hears(stranger, key) for key in (*asked, f"area:{station}"))
    assert not any(hears(neighbour, key) for key in asked[1:])


def test_a_key_that_may_not_be_heard_refuses_all_it_is_asked_with(scene: Scene) -> None:
    own = grant(Role.DISPATCHER, over=scene.city)
    assert not hears(own, f"area:{scene.city.pk}", f"area:{a_city(system_clock).city.pk}")


@pytest.mark.parametrize("kind", ["user", "unit_in", "thing", "incident", "unit", "area"])
def test_kinds_nobody_asks_for_and_things_that_are_not_there_are_refused(
    scene: Scene, kind: str
) -> None:
    own = grant(Role.COMMANDER, over=scene.city)
    assert not hears(own, f"{kind}:{uuid7()}")
    assert not hears(own, f"unit_in:{scene.city.pk}")


@pytest.mark.parametrize("role", Role)
def test_everybody_hears_what_is_done_with_their_own_name_and_with_no_other(
    scene: Scene, role: Role
) -> None:
    own, other = grant(role, over=scene.city), grant(Role.PATROL_OFFICER, over=scene.city)
    assert hears(own, f"user:{own.pk}")
    assert not hears(own, f"user:{other.pk}")


@pytest.mark.parametrize("plain_clothes", [False, True])
def test_a_crew_hears_of_its_unit_and_of_what_it_is_sent_to_and_of_no_other(
    scene: Scene, plain_clothes: bool
) -> None:
    officer = grant(Role.PATROL_OFFICER, over=scene.stations[1])
    unit = scene.unit(plain_clothes=plain_clothes)
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    taker = scene.person(Role.CALL_TAKER)
    sent_to, other = scene.incident(taker), scene.incident(taker)
    assert not hears(officer, f"incident:{sent_to.pk}")
    send(scene, sent_to.pk, unit.pk)
    assert hears(officer, f"unit:{unit.pk}", f"incident:{sent_to.pk}")
    assert not hears(officer, f"incident:{other.pk}")


def test_however_many_keys_are_judged_in_as_many_queries(scene: Scene) -> None:
    own = grant(Role.DISPATCHER, over=scene.city)
    taker = scene.person(Role.CALL_TAKER)
    things = [(scene.incident(taker).pk, scene.unit().pk) for _ in range(5)]
    asked = [f"area:{scene.city.pk}", f"positions:{scene.city.pk}"]
    for incident, unit in things:
        asked += [f"incident:{incident}", f"unit:{unit}"]
    found = admitted(f"{settings.SESSION_COOKIE_NAME}={sign_in(own)}", standings)
    assert found is not None
    counted = []
    for keys in (asked[:4], asked):
        with CaptureQueriesContext(connection) as queries:
            assert may_listen(found[0], frozenset(keys))
        counted.append(len(queries))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("role", list(Role))
def test_what_the_pages_ask_for_is_never_refused(scene: Scene, role: Role) -> None:
    for over, within in ((scene.city, scene.city), (scene.stations[1], scene.stations[1])):
        person = grant(role, over=over)
        keys = live_keys(actor_of(person), scene.city, *KINDS).split()
        assert f"positions:{within.pk}" in keys
        assert hears(person, *keys)


def test_a_role_inside_another_asks_for_no_key_of_its_own(scene: Scene) -> None:
    person = grant(Role.STATION_CHIEF, over=scene.stations[0])
    asked = f"area:{scene.stations[0].pk}"
    assert live_keys(actor_of(person), scene.city) == asked
    beat = an_area("station", within=scene.stations[0])
    since = (datetime(2020, 1, 1, tzinfo=UTC), None)
    RoleGrant.objects.create(user=person, role=Role.DISPATCHER, jurisdiction=beat, period=since)
    assert live_keys(actor_of(person), scene.city) == asked
    assert live_keys(actor_of(person), None) == ""


def send(scene: Scene, incident: UUID, unit: UUID) -> None:
    send_units(incident=incident, units=[unit], by=scene.person(Role.DISPATCHER))
