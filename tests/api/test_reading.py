"""A program that reads one incident or one call is recorded as a person opening its page is."""

from collections.abc import Callable
from typing import Any

import pytest

from kalantar.people.roles import Role


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


@pytest.mark.parametrize("path", ["/calls/waiting", "/calls/to-return", "/calls/recent/search"])
def test_who_reads_a_list_of_numbers_is_recorded_once(
    ask: Callable[..., Any], token: Callable[..., str], scene: Any, path: str
) -> None:
    from kalantar.calls.actions import abandon_call, offer_call
    from kalantar.kernel.models import Entry

    number, by = "02188776655", scene.person(Role.CALL_TAKER)
    for _ in range(2):
        call = offer_call(number=number, jurisdiction=scene.city.pk, by=by)
    if path == "/calls/to-return":
        abandon_call(call=call.pk, by=by)
    reader = token(Role.DISPATCHER)
    for _ in range(2):
        body = {"number": number} if path == "/calls/recent/search" else None
        answer = ask("POST" if body else "GET", path, reader, body)
        assert "+982188776655" in answer.text
    reading = Entry.objects.get(event="PageOpened")
    assert (reading.facts, reading.actor_kind) == ({"page": "calls"}, "program")
    assert reading.subjects.get().subject == scene.city.pk
