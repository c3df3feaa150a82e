"""A program that reads one incident or one call is recorded as a person opening its page is."""

from collections.abc import Callable
from typing import Any

import pytest

from kalantar.people.roles import Role
from kalantar.people.scopes import Scope


def test_reading_one_incident_or_call_is_recorded(
    ask: Callable[..., Any], token: Callable[..., str], scene: Any
) -> None:
    from kalantar.kernel.models import Entry

    taker = scene.person(Role.CALL_TAKER)
    incident, call = scene.incident(taker), scene.call(taker)
    reader = token(Role.DISPATCHER)
    for path in (f"/incidents/{incident.pk}", f"/incidents/{incident.pk}/timeline"):
        assert ask("GET", path, reader).status_code == 200
    assert ask("GET", f"/calls/{call.pk}", reader).status_code == 200
    readings = Entry.objects.filter(event="PageOpened").order_by("pk")
    assert [reading.actor_kind for reading in readings] == ["program", "program"]
    assert [reading.subjects.get().subject for reading in readings] == [incident.pk, call.pk]


def test_lists_of_incidents_leave_out_what_was_said(
    ask: Callable[..., Any], token: Callable[..., str], scene: Any
) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER), narrative="Mr. X hit Mr. Y")
    reader = token(Role.DISPATCHER)
    here = {"place": {"lon": incident.place.lon, "lat": incident.place.lat}}
    lists = (
        ("GET", f"/incidents?city={scene.city.pk}", None),
        ("GET", f"/dispatch/queue?city={scene.city.pk}", None),
        ("POST", "/incidents/duplicates/search", here),
    )
    for method, path, body in lists:
        answer = ask(method, path, reader, body)
        assert incident.number in answer.text
        assert "Mr. X" not in answer.text
        assert "narrative" not in answer.text
    assert ask("GET", f"/incidents/{incident.pk}", reader).json()["narrative"] == "Mr. X hit Mr. Y"


def test_changing_an_incident_is_no_way_to_read_what_was_said(
    ask: Callable[..., Any], token: Callable[..., str], scene: Any
) -> None:
    from kalantar.catalogue.models import Question
    from kalantar.kernel.models import Entry

    incident = scene.incident(scene.person(Role.CALL_TAKER), narrative="Mr. X hit Mr. Y")
    asked = Question.objects.create(
        incident_type=incident.type, code="armed", text_fa="سلاح دارد؟", text_en="Armed?"
    )
    call = str(scene.call(scene.person(Role.CALL_TAKER)).pk)
    moved = {"place": {"lon": 51.405, "lat": 35.70}, "address": "There", "place_source": "map"}
    changes: dict[str, dict[str, Any]] = {
        "priority": {"priority": 1, "why": "worse"},
        "type": {"type": str(incident.type_id), "why": "so"},
        "place": moved,
        "answers": {"answers": {str(asked.pk): "no"}},
        "join": {"call": call},
        "part": {"call": call},
        "close": {"disposition": str(scene.ending.pk)},
        "reopen": {"why": "again"},
    }
    writer = token(Role.DISPATCHER, Scope.INCIDENTS_WRITE, Scope.CALLS_WRITE)
    for verb, body in changes.items():
        answer = ask("POST", f"/incidents/{incident.pk}/{verb}", writer, body)
        assert (answer.status_code, answer.json().get("id")) == (200, str(incident.pk)), verb
        assert "narrative" not in answer.text
        assert "Mr. X" not in answer.text
    assert not Entry.objects.filter(event="PageOpened").exists()


def test_changing_a_call_is_no_way_to_read_its_number(
    ask: Callable[..., Any], token: Callable[..., str], scene: Any
) -> None:
    from kalantar.calls.actions import offer_call

    by, writer = scene.person(Role.CALL_TAKER), token(Role.CALL_TAKER, Scope.CALLS_WRITE)
    spoken, missed = (
        offer_call(number=f"0218877{last}", jurisdiction=scene.city.pk, by=by).pk
        for last in ("6655", "6656")
    )
    at = {"place": {"lon": 51.405, "lat": 35.70}, "source": "map"}
    changes: list[tuple[Any, str, dict[str, Any]]] = [
        (spoken, "answer", {}), (spoken, "location", at), (spoken, "secrecy", {"wanted": False}),
        (spoken, "end", {}), (missed, "abandon", {}), (missed, "take-up", {}), (missed, "not-reached", {}),
        (missed, "return", {}),
    ]  # fmt: skip
    for call, verb, body in changes:
        answer = ask("POST", f"/calls/{call}/{verb}", writer, body)
        assert answer.status_code == (201 if verb == "return" else 200), (verb, answer.text)
        assert "number" not in answer.json()
        assert "887766" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/calls/waiting", "/calls/to-return", "/calls/call-backs", "/calls/recent/search"],
)
def test_who_reads_a_list_of_numbers_is_recorded_once(
    ask: Callable[..., Any], token: Callable[..., str], scene: Any, path: str
) -> None:
    from kalantar.calls.actions import abandon_call, offer_call
    from kalantar.kernel.models import Entry

    number, by = "02188776655", scene.person(Role.CALL_TAKER)
    for _ in range(2):
        call = offer_call(number=number, jurisdiction=scene.city.pk, by=by)
    if path in ("/calls/to-return", "/calls/call-backs"):
        abandon_call(call=call.pk, by=by)
    reader = token(Role.DISPATCHER)
    for _ in range(2):
        body = {"number": number} if path == "/calls/recent/search" else None
        answer = ask("POST" if body else "GET", path, reader, body)
        assert "+982188776655" in answer.text
    reading = Entry.objects.get(event="PageOpened")
    assert (reading.facts, reading.actor_kind) == ({"page": "calls"}, "program")
    assert reading.subjects.get().subject == scene.city.pk
