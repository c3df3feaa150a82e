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


def test_a_person_is_added_without_a_password_and_kept(ask: Ask, token: Issue, scene: Any) -> None:
    from kalantar.people.models import User

    admin = token(Role.ADMINISTRATOR)
    new = {"username": "K-83120", "name_en": "Sara Karimi", "phone": "+989121112233"}
    added = ask("POST", "/people", admin, new)
    assert added.status_code == 201, added.content
    person = User.objects.get(pk=added.json()["id"])
    assert (person.username, person.phone) == ("k-83120", "+989121112233")
    assert not person.has_usable_password()
    assert "phone" not in added.json()
    assert ask("POST", "/people", admin, new).json()["rule"] == "personnel_number_is_used_once"
    at = f"/people/{person.pk}"
    named = {"name_fa": "سارا کریمی", "name_en": "Sara Karimi", "phone": ""}
    assert ask("POST", f"{at}/rename", admin, named).json()["name_fa"] == "سارا کریمی"
    wrong = ask("POST", f"{at}/rename", admin, named | {"phone": "0912"})
    assert wrong.json()["rule"] == "phone_is_international"
    for verb, active in (("deactivate", False), ("reactivate", True)):
        assert ask("POST", f"{at}/{verb}", admin).json()["is_active"] is active
        assert ask("POST", f"{at}/{verb}", admin).status_code == 409
    person.refresh_from_db()
    before = person.session_epoch
    assert ask("POST", f"{at}/sign-out", admin).status_code == 200
    person.refresh_from_db()
    assert person.session_epoch > before


@pytest.mark.parametrize("verb", ["rename", "deactivate", "reactivate", "sign-out"])
def test_a_person_is_kept_by_their_administrator_only(
    ask: Ask, token: Issue, scene: Any, verb: str
) -> None:
    from tests.people import an_area, grant

    other, names = grant(Role.PATROL_OFFICER, over=scene.city), {"name_en": "X"}
    body = names if verb == "rename" else None
    rule = "may_sign_out" if verb == "sign-out" else "may_manage_person"
    strangers = (
        token(Role.COMMANDER),
        token(Role.ADMINISTRATOR, over=an_area()),
    )
    for stranger in strangers:
        refused = ask("POST", f"/people/{other.pk}/{verb}", stranger, body)
        assert refused.json()["rule"] == rule
    reader = token(Role.ADMINISTRATOR, Scope.PEOPLE_READ)
    assert ask("POST", f"/people/{other.pk}/{verb}", reader, body).json()["rule"] == "may_reach"
    person = {"username": "p-12345", "name_en": "X"}
    refused = ask("POST", "/people", token(Role.COMMANDER), person)
    assert refused.json()["rule"] == "may_add_people"


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
