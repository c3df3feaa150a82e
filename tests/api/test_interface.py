"""Programs do what people do, through the same actions, and are refused in the same words."""

from collections.abc import Callable
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from kalantar.people.roles import Role
from kalantar.people.scopes import Scope

type Ask = Callable[..., Any]
type Issue = Callable[..., str]


def an_incident(scene: Any) -> dict[str, Any]:
    return {
        "type": str(scene.type.pk),
        "place": {"lon": 51.405, "lat": 35.70},
        "address": "Example st.",
    }


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer wrong", "Basic abc"])
def test_program_shows_a_token(ask: Ask, db: None, authorization: str) -> None:
    answer = ask("GET", "/incidents", Authorization=authorization)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.json()["rule"] == "program_shows_a_token"


def test_a_token_reaches_no_further_than_its_scopes(ask: Ask, token: Issue, scene: Any) -> None:
    reader = token(Role.DISPATCHER, Scope.INCIDENTS_READ)
    assert ask("GET", "/incidents", reader).status_code == 200
    refused = ask("POST", "/incidents", reader, an_incident(scene))
    assert (refused.status_code, refused.json()["rule"]) == (403, "may_reach")


def test_a_repeated_operation_is_done_once(ask: Ask, token: Issue, scene: Any) -> None:
    from kalantar.incidents.models import Incident

    writer, key = token(Role.DISPATCHER), str(uuid7())
    first = ask("POST", "/incidents", writer, an_incident(scene), **{"Idempotency-Key": key})
    again = ask("POST", "/incidents", writer, an_incident(scene), **{"Idempotency-Key": key})
    assert first.status_code == again.status_code == 201, first.content
    assert first.json()["id"] == again.json()["id"]
    assert Incident.objects.count() == 1
    other = an_incident(scene) | {"address": "Elsewhere"}
    refused = ask("POST", "/incidents", writer, other, **{"Idempotency-Key": key})
    assert refused.json()["rule"] == "operation_means_one_thing"


def test_request_fits_the_schema(ask: Ask, token: Issue, scene: Any) -> None:
    refused = ask("POST", "/incidents", token(Role.DISPATCHER), {"type": "no uuid"})
    assert refused.status_code == 422
    assert refused.json()["rule"] == "request_fits_the_schema"
    assert refused.json()["errors"]


@pytest.mark.parametrize(("language", "said"), [("fa", "نیست"), ("en", "There is no such")])
def test_a_refusal_speaks_the_asked_language(
    ask: Ask, token: Issue, language: str, said: str
) -> None:
    reader = token(Role.DISPATCHER)
    missing = ask("GET", f"/incidents/{uuid7()}", reader, **{"Accept-Language": language})
    assert missing.status_code == 404
    assert said in missing.json()["title"]
    assert missing.json()["rule"] == "thing_exists"


def test_another_citys_incident_is_not_there(ask: Ask, token: Issue, scene: Any) -> None:
    from tests.people import an_area

    incident = scene.incident(scene.person(Role.DISPATCHER))
    stranger = token(Role.DISPATCHER, over=an_area())
    assert ask("GET", f"/incidents/{incident.pk}", stranger).status_code == 404
    assert ask("GET", "/incidents", stranger).json() == []


def test_a_whole_job_by_programs(ask: Ask, token: Issue, scene: Any) -> None:
    """A call rings, is answered, becomes an incident; a unit is sent, attends, and it is closed."""
    taker, dispatcher = token(Role.CALL_TAKER), token(Role.DISPATCHER)
    unit = scene.unit()

    def done(method: str, path: str, by: str, body: Any = None) -> Any:
        answer = ask(method, path, by, body)
        assert answer.status_code in (200, 201), answer.content
        return answer.json()

    call = done(
        "POST", "/calls", taker, {"number": "02188776655", "jurisdiction": str(scene.city.pk)}
    )
    done("POST", f"/calls/{call['id']}/answer", taker)
    opened = done("POST", "/incidents", taker, an_incident(scene) | {"call": call["id"]})
    done("POST", f"/calls/{call['id']}/end", taker)
    shown = done("GET", f"/dispatch/incidents/{opened['id']}/recommendation", dispatcher)
    assert [row["unit"] for row in shown["proposed"]] == [str(unit.pk)]
    sent = done(
        "POST", f"/dispatch/incidents/{opened['id']}/send", dispatcher, {"units": [str(unit.pk)]}
    )
    going = sent["assignments"][0]["id"]
    for verb in ("acknowledge", "backup", "no-backup", "set-out", "arrive", "clear"):
        done("POST", f"/dispatch/assignments/{going}/{verb}", dispatcher, {})
    closed = done(
        "POST",
        f"/incidents/{opened['id']}/close",
        dispatcher,
        {"disposition": str(scene.ending.pk)},
    )
    assert closed["state"] == "closed"
    told = done("GET", f"/incidents/{opened['id']}/timeline", dispatcher)
    assert len(told) >= 7


def test_a_call_that_came_another_way_is_answered_at_once(
    ask: Ask, token: Issue, scene: Any
) -> None:
    told = {"number": "02188776655", "jurisdiction": str(scene.city.pk)}
    taken = ask("POST", "/calls/taken-down", token(Role.CALL_TAKER), told)
    assert (taken.status_code, taken.json()["state"]) == (201, "answered"), taken.content
    assert "number" not in taken.json()
    refused = ask("POST", "/calls/taken-down", token(Role.PATROL_OFFICER), told)
    assert refused.json()["rule"] == "may_take_calls"


def test_a_program_that_diverts_past_a_better_unit_says_why(
    ask: Ask, token: Issue, scene: Any
) -> None:
    by, going, dispatcher = scene.person(Role.DISPATCHER), scene.unit(), token(Role.DISPATCHER)
    left, urgent = scene.incident(by), scene.incident(by, priority=1)
    path = f"/dispatch/incidents/{left.pk}/send"
    sent = ask("POST", path, dispatcher, {"units": [str(going.pk)]}).json()["assignments"][0]
    going.position.delete()
    scene.unit()
    divert = f"/dispatch/assignments/{sent['id']}/divert"
    refused = ask("POST", divert, dispatcher, {"to": str(urgent.pk)})
    assert (refused.status_code, refused.json()["rule"]) == (409, "override_says_why")
    done = ask("POST", divert, dispatcher, {"to": str(urgent.pk), "why": "has the ram"})
    assert done.status_code == 201
    assert (done.json()["overridden"], done.json()["why"]) == (True, "has the ram")


def test_an_abandoned_call_is_called_back_by_a_program(ask: Ask, token: Issue, scene: Any) -> None:
    taker = token(Role.CALL_TAKER)
    rings = {"number": "02188776655", "jurisdiction": str(scene.city.pk)}
    rang = ask("POST", "/calls", taker, rings).json()["id"]
    assert ask("POST", f"/calls/{rang}/not-reached", taker).status_code == 409  # it rings
    ask("POST", f"/calls/{rang}/abandon", taker)
    tried = ask("POST", f"/calls/{rang}/not-reached", taker).json()
    assert (tried["state"], tried["tries"]) == ("abandoned", 1)
    back = ask("POST", f"/calls/{rang}/return", taker).json()
    assert (back["state"], back["returns"]) == ("answered", rang)
    assert ask("GET", f"/calls/{back['id']}", taker).json()["number"] == "+982188776655"
    again = ask("POST", f"/calls/{rang}/return", taker)
    assert (again.status_code, again.json()["rule"]) == (409, "caller_waits_to_be_called_back")
    assert rang not in {one["id"] for one in ask("GET", "/calls/to-return", taker).json()}


def test_programs_see_who_calls_back_and_give_up_in_the_same_words(
    ask: Ask, token: Issue, scene: Any
) -> None:
    one, other = token(Role.CALL_TAKER), token(Role.CALL_TAKER)
    rings = {"number": "02188776655", "jurisdiction": str(scene.city.pk)}
    rang = ask("POST", "/calls", one, rings).json()["id"]
    ask("POST", f"/calls/{rang}/abandon", one)
    taken = ask("POST", f"/calls/{rang}/take-up", one).json()
    assert (taken["call"], taken["last"], taken["outcome"]) == (rang, rang, "")
    assert "number" not in taken
    for verb, body in (("take-up", None), ("not-reached", None), ("return", None)):
        refused = ask("POST", f"/calls/{rang}/{verb}", other, body)
        assert (refused.status_code, refused.json()["rule"]) == (409, "nobody_else_calls_back")
    early = ask("POST", f"/calls/{rang}/give-up", one, {"reason": "no_answer"})
    assert early.json()["rule"] == "caller_was_tried_three_times"
    for _ in range(3):
        ask("POST", f"/calls/{rang}/not-reached", one)
    (owed,) = ask("GET", "/calls/call-backs", other).json()
    assert (owed["number"], owed["tries"], owed["late"]) == ("+982188776655", 3, False)
    assert owed["owner"] == taken["owner"]
    assert ask("POST", f"/calls/{rang}/give-up", one, {"reason": "bored"}).status_code == 422
    given_up = ask("POST", f"/calls/{rang}/give-up", one, {"reason": "no_answer"}).json()
    assert (given_up["outcome"], given_up["reason"]) == ("given_up", "no_answer")
    assert ask("GET", "/calls/call-backs", one).json() == []
    day = "since=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z"
    (past,) = ask("GET", f"/calls/call-backs/past?{day}", one).json()
    assert past["id"] == given_up["id"]


def test_calls_are_listed_in_pages(ask: Ask, token: Issue, scene: Any) -> None:
    taker = token(Role.CALL_TAKER)
    rings = {"jurisdiction": str(scene.city.pk)}
    rang = [
        ask("POST", "/calls", taker, rings | {"number": f"021887766{n}"}).json()["id"]
        for n in (11, 22, 33)
    ]

    def pages(path: str) -> list[str]:
        had: list[str] = []
        while page := ask(
            "GET", f"{path}?limit=2{f'&after={had[-1]}' if had else ''}", taker
        ).json():
            had += [call["id"] for call in page]
        return had

    assert sorted(pages("/calls/waiting")) == sorted(rang)
    for call in rang:
        ask("POST", f"/calls/{call}/abandon", taker)
    assert sorted(pages("/calls/to-return")) == sorted(rang)


def test_what_may_be_the_same_is_asked_in_the_body(ask: Ask, token: Issue, scene: Any) -> None:
    incident = scene.incident(scene.person(Role.DISPATCHER))
    reader = token(Role.DISPATCHER, Scope.INCIDENTS_READ)
    at = an_incident(scene)["place"]
    (same, *_) = ask("POST", "/incidents/duplicates/search", reader, {"place": at}).json()
    assert same["incident"]["id"] == str(incident.pk)


@pytest.mark.parametrize("lon", [5e-324, -0.0, 180, -180])
@pytest.mark.parametrize("lat", [-5e-324, 0, 90, -90])
def test_the_same_is_looked_for_anywhere_on_earth(
    ask: Ask, token: Issue, scene: Any, lon: float, lat: float
) -> None:
    asked = {"place": {"lon": lon, "lat": lat}}
    answer = ask("POST", "/incidents/duplicates/search", token(Role.DISPATCHER), asked)
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize("lat", [90.1, float("nan"), float("inf")])
def test_and_nowhere_else(ask: Ask, token: Issue, scene: Any, lat: float) -> None:
    asked = {"place": {"lon": 51.4, "lat": lat}}
    answer = ask("POST", "/incidents/duplicates/search", token(Role.DISPATCHER), asked)
    assert answer.json()["rule"] == "request_fits_the_schema"


def test_a_number_is_asked_for_in_the_body(ask: Ask, token: Issue, scene: Any) -> None:
    call = scene.call(scene.person(Role.DISPATCHER), "09121112233")
    found = ask("POST", "/calls/recent/search", token(Role.DISPATCHER), {"number": "۰۹۱۲۱۱۱۲۲۳۳"})
    assert found.status_code == 200, found.content
    assert {one["id"] for one in found.json()} <= {str(call.pk)}
    assert ask("GET", "/calls/recent?number=0912", token(Role.DISPATCHER)).status_code != 200
