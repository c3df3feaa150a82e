"""The interface says the same as the screens: over the same actions, queries and rules."""

from datetime import timedelta
from typing import Any

import pytest
from ninja.testing import TestClient
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.patrols.api import positions, router
from kalantar.patrols.models import Shift
from kalantar.patrols.tests.world import HERE, World
from kalantar.people.roles import Role


def ask(method: str, path: str, by: Actor, body: Any = None, to: Any = router) -> Any:
    sent = {} if body is None else {"json": body}
    response = getattr(TestClient(to), method)(path, actor=by, **sent)
    return response.json() if response.content else response.status_code


def test_a_units_day_through_the_interface(world: World) -> None:
    chief, dispatcher = world.actor(Role.STATION_CHIEF), world.actor(Role.DISPATCHER)
    officer, second = world.officer(), world.officer()
    made = ask("post", "", chief, {
        "jurisdiction": str(world.first.pk), "call_sign": "گشت ۳", "kind": "car",
        "capabilities": ["armed"],
    })  # fmt: skip
    unit = made["id"]
    assert (made["status"], made["place"]) == ("off_duty", None)
    assert ask("patch", f"/{unit}", chief, {"radio_identity": "R-3"})["radio_identity"] == "R-3"
    begun = ask("post", f"/{unit}/begin-shift", dispatcher, {"officers": [str(officer.pk)]})
    assert (begun["status"], len(begun["crew"])) == ("available", 1)
    crew = world.crew(officer)
    joined = ask("post", f"/{unit}/join-crew", crew, {"officer": str(second.pk)})
    assert len(joined["crew"]) == 2
    world.clock.forward(minutes=1)
    left = ask("post", f"/{unit}/leave-crew", crew, {"officer": str(second.pk)})
    assert len(left["crew"]) == 1
    sent = [
        {"unit": unit, "lon": HERE.lon, "lat": HERE.lat, "measured_at": world.clock().isoformat()},
        {"unit": unit, "lon": 999, "lat": 1, "measured_at": world.clock().isoformat()},
    ]
    received = ask("post", "", crew, sent, to=positions)
    assert (received["kept"], received["moved"]) == (1, 1)
    assert [(no["place"], no["rule"]) for no in received["refused"]] == [
        (1, "position_is_possible")
    ]
    seen = ask("get", f"/{unit}", dispatcher)
    assert (seen["place"]["lon"], seen["place"]["fresh"]) == (HERE.lon, True)
    stopped = ask("post", f"/{unit}/become-unavailable", crew, {"reason": str(world.meal.pk)})
    assert stopped["unavailable_reason"] == {"fa": "meal", "en": "meal"}
    assert ask("post", f"/{unit}/become-available", crew)["status"] == "available"
    page = ask("get", f"?area={world.city.pk}", dispatcher)
    assert (page["count"], page["items"][0]["id"]) == (1, unit)
    asked = {"area": str(world.city.pk), "place": {"lon": HERE.lon, "lat": HERE.lat}}
    near = ask("post", "/nearest/search", dispatcher, asked)
    assert [(one["id"], one["distance_m"]) for one in near] == [(unit, 0)]
    features = ask("get", f"/map?area={world.city.pk}", dispatcher)["features"]
    assert features[0]["properties"]["call_sign"] == "گشت ۳"
    assert ask("post", f"/{unit}/end-shift", crew)["status"] == "off_duty"
    until = (world.clock() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    track = f"/{unit}/track?since=2026-01-01T00:00:00Z&until={until}"
    (was,) = ask("get", track, world.actor(Role.AUDITOR))
    assert Entry.objects.filter(event="PositionHistoryOpened").count() == 1
    behind = f"{track}&after={was['measured_at'].replace('+00:00', 'Z')}&limit=1"
    assert ask("get", behind, world.actor(Role.AUDITOR)) == []
    assert ask("post", f"/{unit}/retire", chief) == 204


def test_a_repeated_operation_is_done_once(world: World) -> None:
    unit, officer = world.unit(), world.officer()
    by = world.actor(Role.DISPATCHER).repeating(uuid7())
    for _ in range(2):
        begun = ask("post", f"/{unit.pk}/begin-shift", by, {"officers": [str(officer.pk)]})
        assert begun["status"] == "available"
    assert Shift.objects.count() == 1


def test_pages_count_all_units(world: World) -> None:
    made = [world.unit(f"u{n}") for n in range(5)]
    by = world.actor(Role.COMMANDER)
    all_of_them = f"?area={world.city.pk}&off_duty=true&limit=2"
    page = ask("get", f"{all_of_them}&after={made[0].pk}", by)
    assert (page["count"], [unit["call_sign"] for unit in page["items"]]) == (5, ["u1", "u2"])
    assert ask("get", f"{all_of_them}&after={made[4].pk}", by) == {"count": 5, "items": []}
    assert ask("get", f"?area={world.city.pk}", by) == {"count": 0, "items": []}


@pytest.mark.parametrize("lon", [5e-324, -0.0, 180, -180])
@pytest.mark.parametrize("lat", [-5e-324, 0, 90, -90])
def test_every_place_on_earth_can_be_asked_about_and_reported(
    world: World, lon: float, lat: float
) -> None:
    unit, officer = world.unit(), world.officer()
    by = world.actor(Role.DISPATCHER)
    ask("post", f"/{unit.pk}/begin-shift", by, {"officers": [str(officer.pk)]})
    place = {"lon": lon, "lat": lat}
    sent = [{"unit": str(unit.pk), **place, "measured_at": world.clock().isoformat()}]
    received = ask("post", "", world.crew(officer), sent, to=positions)
    if abs(lon) < 1 and abs(lat) < 1:  # next to nothing is nothing, and nowhere
        assert received["refused"][0]["rule"] == "position_is_somewhere"
        return
    assert received["moved"] == 1
    asked = {"area": str(world.city.pk), "place": place}
    (near,) = ask("post", "/nearest/search", by, asked)
    assert near["distance_m"] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("lon", [180.1, float("nan"), float("inf"), float("-inf")])
def test_no_place_is_reported_that_is_not_on_earth(world: World, lon: float) -> None:
    unit, officer = world.unit(), world.officer()
    by = world.actor(Role.DISPATCHER)
    ask("post", f"/{unit.pk}/begin-shift", by, {"officers": [str(officer.pk)]})
    sent = [{"unit": str(unit.pk), "lon": lon, "lat": 1, "measured_at": world.clock().isoformat()}]
    received = ask("post", "", world.crew(officer), sent, to=positions)
    assert (received["kept"], received["refused"][0]["rule"]) == (0, "position_is_possible")


def test_thing_exists_only_for_those_who_may_see_it(world: World) -> None:
    unit = world.unit()
    for by in (world.actor(Role.DISPATCHER, world.elsewhere), world.actor(Role.DESK_OFFICER)):
        with pytest.raises(Refused) as refused:
            ask("get", f"/{unit.pk}", by)
        assert refused.value.rule.name == "thing_exists"
