"""A program that reads one incident or one call is recorded as a person opening its page is."""

from collections.abc import Callable
from typing import Any

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
