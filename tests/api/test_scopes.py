"""A token reads what its scopes name, by whichever address: with all that is needed, and no more."""

from collections.abc import Callable
from typing import Any

import pytest

from kalantar.people.roles import Role
from kalantar.people.scopes import Scope

CALLS, INCIDENTS, UNITS = Scope.CALLS_READ, Scope.INCIDENTS_READ, Scope.UNITS_READ
NEEDED: dict[str, set[Scope]] = {
    "/calls/waiting": {CALLS},
    "/calls/to-return": {CALLS},
    "/calls/call-backs": {CALLS},
    "/calls/call-backs/past?since=2026-01-01T00:00:00Z&until=2026-12-31T00:00:00Z": {CALLS},
    "/calls/{call}": {CALLS},
    "/incidents?city={city}": {INCIDENTS},
    "/incidents/duplicates/search": {INCIDENTS},
    "/incidents/{incident}": {INCIDENTS},
    "/incidents/{incident}/timeline": {INCIDENTS},
    "/incidents/{incident}/notes": {INCIDENTS},
    "/incidents/{incident}/calls": {INCIDENTS, CALLS},
    "/dispatch/queue?city={city}": {INCIDENTS},
    "/dispatch/assignments/{assignment}": {INCIDENTS},
    "/dispatch/incidents/{incident}/recommendation": {INCIDENTS, Scope.INCIDENTS_WRITE, UNITS},
    "/dispatch/incidents/{incident}/decisions": {INCIDENTS, UNITS},
    "/dispatch/shift?city={city}": {INCIDENTS, CALLS},
    "/units?area={city}": {UNITS},
    "/units/map?area={city}": {UNITS},
    "/units/nearest/search": {UNITS},
    "/units/{unit}": {UNITS},
}
PLACE = {"lon": 51.405, "lat": 35.70}
ADDRESSES = [pytest.param(path, id=path.partition("?")[0]) for path in NEEDED]


@pytest.fixture
def there(scene: Any) -> dict[str, Any]:
    """A call with its incident, and a unit sent to it, named as in the addresses."""
    from kalantar.dispatch.actions import send_units

    taker, unit = scene.person(Role.CALL_TAKER), scene.unit()
    call = scene.call(taker)
    incident = scene.incident(taker, call=call.pk)
    by = scene.person(Role.DISPATCHER)
    sent = send_units(incident=incident.pk, units=[unit.pk], by=by).assignments.get()
    known = {"call": call, "incident": incident, "unit": unit, "assignment": sent}
    return {name: one.pk for name, one in known.items()} | {"city": scene.city.pk}


@pytest.fixture
def read(ask: Callable[..., Any], there: dict[str, Any]) -> Callable[[str, str], int]:
    """The status of an answer; what is asked about a place is asked in a body."""

    def read_one(path: str, reader: str) -> int:
        asked = {"place": PLACE, "area": str(there["city"])} if "/search" in path else None
        said = ask("POST" if asked else "GET", path.format(**there), reader, asked)
        return int(said.status_code)

    return read_one


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_token_with_just_what_is_needed_reads(
    read: Callable[[str, str], int], token: Callable[..., str], path: str
) -> None:
    assert read(path, token(Role.DISPATCHER, *NEEDED[path])) == 200


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_token_with_all_but_one_of_what_is_needed_is_refused(
    read: Callable[[str, str], int], token: Callable[..., str], path: str
) -> None:
    for missing in NEEDED[path]:
        reader = token(Role.DISPATCHER, *(set(Scope) - {missing}))
        assert read(path, reader) == 403, missing


def test_what_queries_give_a_program_ends_at_its_scopes(scene: Any, there: dict[str, Any]) -> None:
    from dataclasses import replace

    from kalantar.calls.models import Call
    from kalantar.dispatch.queries import incident_card
    from kalantar.incidents.models import Incident
    from kalantar.incidents.queries import calls_of
    from kalantar.kernel.actor import ActorKind
    from kalantar.patrols.board import board
    from kalantar.patrols.models import Unit, UnitPosition
    from kalantar.patrols.nearest import nearest_units
    from kalantar.patrols.whereabouts import units_geojson
    from tests.scene import CENTRE

    def recommended(by: Any) -> bool:
        card = incident_card(by, there["incident"])
        return card is not None and card.recommendation is not None

    program = replace(scene.person(Role.DISPATCHER), kind=ActorKind.PROGRAM)
    every = frozenset(Scope)
    answers: list[tuple[Scope, Callable[[Any], bool]]] = [
        (CALLS, lambda by: Call.objects.visible_to(by).exists()),
        (CALLS, lambda by: bool(calls_of(there["incident"], by))),
        (INCIDENTS, lambda by: Incident.objects.visible_to(by).exists()),
        (UNITS, lambda by: Unit.objects.visible_to(by).exists()),
        (UNITS, lambda by: Unit.objects.place_visible_to(by).exists()),
        (UNITS, lambda by: UnitPosition.objects.visible_to(by).exists()),
        (UNITS, lambda by: bool(board(by, there["city"]))),
        (UNITS, lambda by: bool(nearest_units(CENTRE, there["city"], reader=by))),
        (UNITS, lambda by: str(there["unit"]) in units_geojson(by, there["city"])),
        (UNITS, recommended),
    ]
    for left_out, sees in answers:
        assert sees(replace(program, scopes=every))
        assert not sees(replace(program, scopes=every - {left_out}))


def test_who_changes_a_unit_is_shown_it_though_the_token_reads_no_other(
    ask: Callable[..., Any], token: Callable[..., str], there: dict[str, Any]
) -> None:
    writer = token(Role.COMMANDER, Scope.UNITS_WRITE)
    answer = ask("PATCH", f"/units/{there['unit']}", writer, {"radio_identity": "7"})
    assert (answer.status_code, answer.json()["radio_identity"]) == (200, "7")
    assert ask("GET", f"/units/{there['unit']}", writer).status_code == 403
