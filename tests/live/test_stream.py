"""What reaches an open page, and who may open one: on the servers as they run for people."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from uuid_utils.compat import uuid7

from kalantar.kernel import notice
from kalantar.kernel.actor import system
from kalantar.kernel.live.signed_in import Ticket, still_admitted
from kalantar.people.actions import end_role
from kalantar.people.models import RoleGrant, User
from kalantar.places.models import Jurisdiction
from tests.live.stream import Stream
from tests.people import an_area, grant, sign_in
from tests.plugins.servers import Service

pytestmark = pytest.mark.django_db(transaction=True)
NOTIFY = f"SELECT pg_notify('{notice.CHANNEL}', %s)"


@pytest.fixture
def city() -> Jurisdiction:
    return an_area()


@pytest.fixture
def dispatcher(city: Jurisdiction) -> User:
    return grant("dispatcher", over=city)


@pytest.fixture
def session(dispatcher: User) -> str:
    return sign_in(dispatcher)


@pytest.fixture
def board(service: Service, city: Jurisdiction, session: str) -> Iterator[Stream]:
    """A page that shows the city, told to fetch what it shows as it begins."""
    with Stream(service, listening(city), session=session) as stream:
        began = stream.next()
        assert began
        assert (
            began[0] == "refresh"
        )  # and within how many ms: not at once where a crowd came before
        yield stream


def test_an_open_page_hears_the_keys_of_its_area(board: Stream, city: Jurisdiction) -> None:
    thing = uuid7()
    tell(thing, city)
    assert board.next() == ("notice", f"area:{city.pk} incident:{thing}")


def test_a_rollback_gives_no_notice(board: Stream, city: Jurisdiction) -> None:
    with transaction.atomic():
        tell(uuid7(), city)
        transaction.set_rollback(True)
    kept = uuid7()
    tell(kept, city)
    assert board.next() == ("notice", f"area:{city.pk} incident:{kept}")


def test_commits_out_of_order_lose_nothing(board: Stream, city: Jurisdiction) -> None:
    first, second = uuid7(), uuid7()
    with another() as early, another() as late:
        early.execute(NOTIFY, [about(first, city)])
        late.execute(NOTIFY, [about(second, city)])
        late.commit()
        assert board.next() == ("notice", f"area:{city.pk} incident:{second}")
        early.commit()
        assert board.next() == ("notice", f"area:{city.pk} incident:{first}")


def test_a_lost_listener_comes_back_and_every_page_asks_again(
    board: Stream, city: Jurisdiction
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'kalantar live' AND datname = current_database()"
        )
        assert cursor.rowcount == 1
    heard = board.next()
    assert heard
    assert heard[0] == "refresh"
    thing = uuid7()
    tell(thing, city)
    assert board.next() == ("notice", f"area:{city.pk} incident:{thing}")


def test_who_is_not_signed_in_hears_nothing(service: Service, city: Jurisdiction) -> None:
    for session in ("", "forged", "a" * 32):
        with Stream(service, f"area:{city.pk}", session=session) as stream:
            assert stream.status == 401


@pytest.mark.parametrize("kind", ["area", "positions", "incident_in"])
def test_an_area_beyond_ones_roles_is_refused(service: Service, session: str, kind: str) -> None:
    with Stream(service, f"{kind}:{an_area().pk}", session=session) as stream:
        assert stream.status == 403


def test_who_holds_no_role_any_more_hears_nothing(
    service: Service, city: Jurisdiction, dispatcher: User, session: str
) -> None:
    RoleGrant.objects.filter(user=dispatcher).delete()
    with Stream(service, f"area:{city.pk}", session=session) as stream:
        assert stream.status == 403


def test_an_area_inside_ones_own_may_be_heard(
    service: Service, city: Jurisdiction, session: str
) -> None:
    station = an_area("station", within=city)
    with Stream(service, f"area:{station.pk},incident_in:{station.pk}", session=session) as stream:
        assert stream.status == 200


@pytest.mark.parametrize("keys", ["", "area:", "area:1", "*", ",".join(["area:" + "0" * 36] * 129)])
def test_keys_that_say_nothing_are_refused(service: Service, session: str, keys: str) -> None:
    with Stream(service, keys, session=session) as stream:
        assert stream.status == 400


def test_only_the_pages_own_origin_may_listen(
    service: Service, city: Jurisdiction, session: str
) -> None:
    keys = f"area:{city.pk}"
    with Stream(service, keys, session=session, origin=service.pages) as stream:
        assert stream.status == 200
        assert stream.answer.getheader("Access-Control-Allow-Origin") == service.pages
        assert stream.answer.getheader("Access-Control-Allow-Credentials") == "true"
    for stranger in ("http://example.org", "null", f"https://127.0.0.1:{service.port}"):
        with Stream(service, keys, session=session, origin=stranger) as stream:
            assert stream.status == 403
            assert stream.answer.getheader("Access-Control-Allow-Origin") is None


def test_signing_out_ends_the_stream(board: Stream, session: str) -> None:
    Session.objects.filter(session_key=session).delete()
    assert board.next() is None


def test_a_locked_persons_streams_end(board: Stream, dispatcher: User) -> None:
    User.objects.filter(pk=dispatcher.pk).update(is_active=False)
    assert board.next() is None


def test_an_ended_role_ends_the_stream_and_the_page_is_judged_again(
    service: Service, board: Stream, city: Jurisdiction, dispatcher: User, session: str
) -> None:
    other = sign_in(grant("dispatcher", over=city))
    with Stream(service, listening(city), session=other) as theirs:
        assert (theirs.next() or ("",))[0] == "refresh"
        held = RoleGrant.objects.get(user=dispatcher)
        end_role(grant=held.pk, by=system())
        assert board.next() == ("notice", f"area:{city.pk}")
        assert board.next() is None
        with Stream(service, f"area:{city.pk}", session=session) as again:
            assert again.status == 403
        thing = uuid7()
        tell(thing, city)
        assert theirs.next() == ("notice", f"area:{city.pk}")
        assert theirs.next() == ("notice", f"area:{city.pk} incident:{thing}")


def test_a_role_that_runs_out_by_itself_ends_the_stream(
    board: Stream, city: Jurisdiction, dispatcher: User
) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=1)
    RoleGrant.objects.filter(user=dispatcher).update(
        period=(datetime(2020, 1, 1, tzinfo=UTC), soon)
    )
    assert board.next() is None


def test_who_holds_another_role_by_now_is_judged_by_it(
    service: Service, board: Stream, city: Jurisdiction, dispatcher: User, session: str
) -> None:
    station = an_area("station", within=city)
    RoleGrant.objects.filter(user=dispatcher).update(role="station_chief", jurisdiction=station)
    assert board.next() is None
    with Stream(service, f"area:{city.pk}", session=session) as wider:
        assert wider.status == 403
    with Stream(service, f"area:{station.pk}", session=session) as own:
        assert own.status == 200


def test_1500_streams_are_judged_again_in_three_queries(
    city: Jurisdiction, django_assert_num_queries: Any
) -> None:
    from kalantar.config.live_asgi import standings

    people = User.objects.bulk_create(
        User(username=f"p{n:04}", name_en="Somebody", password="!") for n in range(1500)
    )
    since = (datetime(2020, 1, 1, tzinfo=UTC), None)
    RoleGrant.objects.bulk_create(
        RoleGrant(user=person, role="dispatcher", jurisdiction=city, period=since)
        for person in people
    )
    Session.objects.bulk_create(
        Session(session_key=person.username, expire_date=datetime.now(UTC) + timedelta(days=1))
        for person in people
    )
    roles = standings([person.pk for person in people])
    tickets = {
        Ticket(person.username, person.pk, person.get_session_auth_hash(), roles[person.pk])
        for person in people
    }
    RoleGrant.objects.filter(user=people[7]).delete()
    with django_assert_num_queries(3):
        welcome = still_admitted(tickets, standings)
    assert {ticket.session for ticket in tickets - welcome} == {"p0007"}


def listening(city: Jurisdiction) -> str:
    return f"area:{city.pk},incident_in:{city.pk}"


def tell(thing: UUID, area: Jurisdiction) -> None:
    with connection.cursor() as cursor:
        cursor.execute(NOTIFY, [about(thing, area)])


def about(thing: UUID, area: Jurisdiction) -> str:
    """An act at an incident by a unit: of which the board hears the one and not the other."""
    return notice.of_entry("Something", ["incident", "unit"], [thing, uuid7()], [area.pk])


def another() -> psycopg.Connection:
    """A connection of its own, in a transaction of its own."""
    where = connection.settings_dict
    return psycopg.connect(
        dbname=where["NAME"], user=where["USER"], password=where["PASSWORD"],
        host=where["HOST"], port=where["PORT"],
    )  # fmt: skip
