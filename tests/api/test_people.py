"""People, their roles and tokens by the interface: in pages, judged as on the screens."""

from collections.abc import Callable
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from kalantar.people.roles import Role
from kalantar.people.scopes import Scope

type Ask = Callable[..., Any]
type Issue = Callable[..., str]


def test_people_are_listed_in_pages(ask: Ask, token: Issue, scene: Any) -> None:
    from tests.people import an_area, grant

    here = {grant(Role.DISPATCHER, over=scene.city).username for _ in range(4)}
    grant(Role.DISPATCHER, over=an_area())
    reader, had = token(Role.COMMANDER), []
    page = ask("GET", "/people?limit=2", reader).json()
    while page:
        assert len(page) <= 2
        had += [person["username"] for person in page]
        page = ask("GET", f"/people?limit=2&after={page[-1]['id']}", reader).json()
    assert had == sorted(had)
    assert len(had) == 5  # and the commander
    assert here < set(had)
    asked = {"area": str(scene.city.pk), "words": had[-1]}
    of_city = ask("POST", "/people/search", reader, asked).json()
    assert [person["username"] for person in of_city] == [had[-1]]


def test_lists_of_people_leave_out_their_telephones(ask: Ask, token: Issue, scene: Any) -> None:
    from kalantar.people.models import User
    from tests.people import grant

    other = grant(Role.DISPATCHER, over=scene.city)
    User.objects.filter(pk=other.pk).update(phone="+989121112233")
    reader = token(Role.COMMANDER)
    lists = ("GET", "/people", None), ("POST", "/people/search", {"words": other.username})
    for method, path, body in lists:
        answer = ask(method, path, reader, body)
        assert other.username in answer.text
        assert "phone" not in answer.text
        assert "9121112233" not in answer.text
    assert ask("GET", f"/people/{other.pk}", reader).json()["phone"] == "+989121112233"


def test_roles_and_tokens_are_listed_in_pages(ask: Ask, token: Issue, scene: Any) -> None:
    from kalantar.people.models import ApiToken, RoleGrant

    admin, _ = token(Role.ADMINISTRATOR), token(Role.DISPATCHER, Scope.INCIDENTS_READ)
    kept = ApiToken.objects.get(scopes=[Scope.INCIDENTS_READ])
    kept.pk, kept.digest = uuid7(), b"another" * 4
    kept.save(force_insert=True)
    person, now = kept.user_id, scene.clock()
    for role in (Role.CALL_TAKER, Role.PATROL_OFFICER):
        RoleGrant.objects.create(
            user_id=person, role=role, jurisdiction=scene.city, period=(now, None)
        )
    for what, number in (("roles", 3), ("tokens", 2)):
        path, had = f"/people/{person}/{what}?limit=1", list[str]()
        while page := ask("GET", path, admin).json():
            had += [one["id"] for one in page]
            path = f"/people/{person}/{what}?limit=1&after={had[-1]}"
        assert (len(had), had) == (number, sorted(set(had), reverse=True))


def test_asking_in_a_body_needs_only_the_scope_of_reading(
    ask: Ask, token: Issue, scene: Any
) -> None:
    reader = token(Role.COMMANDER, Scope.PEOPLE_READ)
    assert ask("POST", "/people/search", reader, {"words": "x"}).status_code == 200
    refused = ask("POST", f"/people/{uuid7()}/roles", reader, {})
    assert refused.json()["rule"] == "may_reach"
    other = token(Role.COMMANDER, Scope.UNITS_READ)
    assert ask("POST", "/people/search", other, {"words": "x"}).json()["rule"] == "may_reach"


@pytest.mark.parametrize("role", [Role.CALL_TAKER, Role.DISPATCHER])
def test_may_read_people_judges_programs_too(
    ask: Ask, token: Issue, scene: Any, role: Role
) -> None:
    from tests.people import grant

    other, reader = grant(Role.PATROL_OFFICER, over=scene.city), token(role)
    assert ask("GET", "/people", reader).json()["rule"] == "may_read_people"
    assert ask("GET", f"/people/{other.pk}", reader).status_code == 404
    assert ask("GET", f"/people/{other.pk}/tokens", reader).status_code == 404


def test_one_person_is_read_with_roles_and_that_is_recorded(
    ask: Ask, token: Issue, scene: Any
) -> None:
    from kalantar.kernel.models import Entry
    from tests.people import grant

    other = grant(Role.PATROL_OFFICER, over=scene.city)
    answer = ask("GET", f"/people/{other.pk}", token(Role.COMMANDER)).json()
    (held,) = answer["roles"]
    assert (held["role"], held["jurisdiction"]) == ("patrol_officer", str(scene.city.pk))
    assert held["until"] is None
    assert Entry.objects.filter(event="PageOpened", subjects__subject=other.pk).count() == 1


def test_a_role_is_given_and_ended(ask: Ask, token: Issue, scene: Any) -> None:
    from kalantar.people.models import RoleGrant
    from tests.people import grant

    other, admin = grant(Role.PATROL_OFFICER, over=scene.city), token(Role.ADMINISTRATOR)
    wanted = {"role": "dispatcher", "jurisdiction": str(scene.city.pk)}
    given = ask("POST", f"/people/{other.pk}/roles", admin, wanted)
    assert given.status_code == 201, given.content
    ended = ask("POST", f"/people/roles/{given.json()['id']}/end", admin)
    assert ended.json()["until"] is not None
    assert RoleGrant.objects.valid(scene.clock()).get(user=other).role == "patrol_officer"
    refused = ask("POST", f"/people/{other.pk}/roles", token(Role.COMMANDER), wanted)
    assert refused.json()["rule"] == "may_grant_role"


def test_a_token_is_listed_and_revoked(ask: Ask, token: Issue, scene: Any) -> None:
    from kalantar.people.models import ApiToken

    admin, leaked = token(Role.ADMINISTRATOR), token(Role.DISPATCHER, Scope.INCIDENTS_READ)
    kept = ApiToken.objects.get(scopes=[Scope.INCIDENTS_READ])
    (listed,) = ask("GET", f"/people/{kept.user_id}/tokens", admin).json()
    assert (listed["id"], listed["last_four"]) == (str(kept.pk), leaked[-4:])
    commander = token(Role.COMMANDER)
    refused = ask("GET", f"/people/{kept.user_id}/tokens", commander)
    assert refused.json()["rule"] == "may_read_tokens"
    assert ask("POST", f"/people/tokens/{kept.pk}/revoke", commander).status_code == 403
    assert ask("GET", "/incidents", leaked).status_code == 200
    assert ask("POST", f"/people/tokens/{kept.pk}/revoke", admin).json()["revoked_at"]
    assert ask("GET", "/incidents", leaked).status_code == 401
    assert ask("POST", f"/people/tokens/{uuid7()}/revoke", admin).status_code == 404


def test_a_reason_is_erased_and_read_as_erased(ask: Ask, token: Issue, scene: Any) -> None:
    taker = scene.person(Role.CALL_TAKER)
    incident = scene.incident(taker.because("the neighbour drinks"))
    reader, admin = token(Role.DISPATCHER), token(Role.ADMINISTRATOR)
    (line,) = ask("GET", f"/incidents/{incident.pk}/timeline", reader).json()
    assert line["why"] == "the neighbour drinks"
    erase = f"/timeline/{line['id']}/erase-reason"
    assert ask("POST", erase, reader, {"why": "order 12"}).json()["rule"] == "may_erase_reason"
    assert ask("POST", erase, admin, {"why": " "}).json()["rule"] == "erasure_names_its_basis"
    answer = ask("POST", erase, admin, {"why": "order 12"})
    assert answer.status_code == 200, answer.content
    assert ask("POST", erase, admin, {"why": "order 12"}).json()["rule"] == "reason_is_not_erased"
    read = f"/incidents/{incident.pk}/timeline"
    (line,) = ask("GET", read, reader, **{"Accept-Language": "en"}).json()
    assert line["event"] == "IncidentCreated"
    assert line["why"].startswith("This reason was erased by a program of Somebody on ")
    assert line["why"].endswith("Legal basis: order 12")
