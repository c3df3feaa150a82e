"""Whom to send, and why each nearer unit is not."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from kalantar.catalogue.models import IncidentType, UnavailableReason
from kalantar.dispatch.actions import send_units
from kalantar.dispatch.candidates import able, around, why_not
from kalantar.dispatch.recommendation import Recommendation, recommend
from kalantar.dispatch.why_not import Reason, WhyNot, grouped
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.patrols.models import Unit
from kalantar.people.roles import Role
from tests.scene import CENTRE, Scene, a_city


def _at(metres_east: float) -> Point:
    return Point(CENTRE.lon + metres_east / 90_300, CENTRE.lat)


def _why(shown: Recommendation, unit: Unit) -> Reason:
    return next(row.reason for row in shown.passed_over if row.unit == unit.pk)


def test_every_nearer_unit_says_why_it_is_not_proposed(scene: Scene, dispatcher: Actor) -> None:
    IncidentType.objects.filter(pk=scene.type.pk).update(
        capabilities=["armed"], unit_kinds=["car", "motorcycle"]
    )
    meal = UnavailableReason.objects.create(
        code=f"meal_{scene.city.pk.hex[-6:]}", name_en="Meal", name_fa="صرف غذا"
    )
    elsewhere = scene.incident(dispatcher, at=_at(3000))
    armed: dict[str, Any] = {"capabilities": ["armed"]}
    busy = scene.unit(_at(100), **armed)
    send_units(incident=elsewhere.pk, units=[busy.pk], by=dispatcher)
    off = scene.unit(_at(110), status="off_duty", **armed)
    eating = scene.unit(_at(120), status="unavailable", unavailable_reason=meal, **armed)
    stranger = scene.unit(_at(130), station=a_city(scene.clock).stations[0], **armed)
    foot = scene.unit(_at(140), kind="foot", **armed)
    unarmed = scene.unit(_at(150))
    stale = scene.unit(_at(160), age_s=14 * 60, **armed)
    good = scene.unit(_at(900), kind="motorcycle", **armed)
    far = scene.unit(_at(2000), **armed)
    farther = scene.unit(_at(2500), status="off_duty")  # not nearer: nobody asks
    shown = recommend(incident=scene.incident(dispatcher).pk, by=dispatcher)
    assert shown.units == [good.pk]
    assert [row.unit for row in shown.proposed] == [good.pk, far.pk]
    assert farther.pk not in [row.unit for row in shown.passed_over]
    expected = {
        busy: (WhyNot.ON_ANOTHER_INCIDENT, f"on incident {elsewhere.number}"),
        off: (WhyNot.OFF_DUTY, "off duty"),
        eating: (WhyNot.UNAVAILABLE, "unavailable: Meal"),
        stranger: (WhyNot.OTHER_CITY, "belongs to another city"),
        foot: (WhyNot.WRONG_KIND, "Foot patrol, which is not sent to this type"),
        unarmed: (WhyNot.MISSING_CAPABILITY, "lacks Armed"),
        stale: (WhyNot.STALE_POSITION, "its last position is 14 min old"),
    }
    for unit, (code, english) in expected.items():
        reason = _why(shown, unit)
        assert (reason.code, reason.sentence.en) == (code, english)
        assert reason.sentence.fa
        assert "{" not in reason.sentence.fa
    assert _why(shown, stale).sentence.fa == "آخرین موقعیتش مربوط به ۱۴ دقیقه پیش است"
    assert len(shown.passed_over) == len(expected)


def test_a_city_without_a_map_falls_back_to_the_straight_line_and_says_so(
    scene: Scene, dispatcher: Actor
) -> None:
    scene.unit(_at(800))
    shown = recommend(incident=scene.incident(dispatcher).pk, by=dispatcher)
    assert (shown.method, shown.note) == ("straight_line", "no_extract")
    assert shown.said_note is not None
    assert shown.said_note.en.startswith("By straight line: ")
    assert shown.proposed[0].distance_m == pytest.approx(800, abs=5)
    assert shown.proposed[0].minutes == 3  # 800 m by 1.417 at 8 m/s


def test_as_many_as_the_type_wants_less_those_there(scene: Scene, dispatcher: Actor) -> None:
    IncidentType.objects.filter(pk=scene.type.pk).update(units=2)
    units = [scene.unit(_at(100 * n)) for n in range(1, 6)]
    incident = scene.incident(dispatcher).pk
    shown = recommend(incident=incident, by=dispatcher)
    assert shown.units == [units[0].pk, units[1].pk]
    assert len(shown.proposed) == 4
    send_units(incident=incident, units=[units[0].pk], shown=shown, by=dispatcher)
    again = recommend(incident=incident, by=dispatcher)
    assert again.units == [units[1].pk]
    assert _why(again, units[0]).code is WhyNot.ALREADY_HERE


def test_plain_clothes_units_are_named_only_to_those_who_lead_there(
    scene: Scene, dispatcher: Actor
) -> None:
    hidden = scene.unit(_at(50), plain_clothes=True)
    other = a_city(scene.clock)
    foreign = scene.unit(_at(40), plain_clothes=True, station=other.stations[0])
    seen = scene.unit(_at(500))
    incident = scene.incident(dispatcher).pk
    shown = recommend(incident=incident, by=dispatcher)
    assert shown.units == [hidden.pk]
    named = {row.unit for row in shown.proposed} | {row.unit for row in shown.passed_over}
    assert foreign.pk not in named
    assert seen.pk in named


def test_where_nobody_can_be_sent_everybody_says_why(scene: Scene, dispatcher: Actor) -> None:
    for n in range(30):
        scene.unit(_at(100 * n), status="off_duty")
    shown = recommend(incident=scene.incident(dispatcher).pk, by=dispatcher)
    assert (shown.units, len(shown.passed_over), shown.counted) == ([], 30, {})
    assert {row.reason.code for row in shown.passed_over} == {WhyNot.OFF_DUTY}
    assert shown.method in ("routed", "straight_line")


KEPT = ("made_at", "needed", "method", "note", "proposed", "passed_over", "counted")


@pytest.mark.parametrize("named", [200, 0])
def test_the_answer_is_plain_data_and_is_kept_whole(
    scene: Scene, dispatcher: Actor, monkeypatch: pytest.MonkeyPatch, named: int
) -> None:
    monkeypatch.setattr("kalantar.dispatch.nearer.NAMED", named)
    scene.unit(_at(100), age_s=3600)
    crew = scene.person(Role.PATROL_OFFICER)
    scene.unit(_at(400), crew=crew)
    shown = recommend(incident=scene.incident(dispatcher).pk, by=dispatcher)
    assert Recommendation.of_json(shown.as_json()) == shown
    assert [row.crew for row in shown.proposed] == [1]
    decision = send_units(incident=shown.incident, units=shown.units, shown=shown, by=dispatcher)
    decision.refresh_from_db()
    kept = {name: getattr(decision, name) for name in KEPT}
    assert kept == {name: getattr(shown, name) for name in ("made_at", "needed")} | {
        name: shown.as_json()[name] for name in KEPT[2:]
    }
    assert decision.assignments.get().expected_s == shown.proposed[0].eta_s


def test_positions_age_by_the_actors_clock(scene: Scene, dispatcher: Actor) -> None:
    scene.unit(_at(100))
    incident = scene.incident(dispatcher).pk
    later = dispatcher.at(scene.clock() + timedelta(hours=1))
    assert recommend(incident=incident, by=dispatcher).units
    assert not recommend(incident=incident, by=later).units


def _many(scene: Scene, dispatcher: Actor) -> None:
    """Three of each that cannot be sent, around the centre; of another city also plain-clothes ones."""
    IncidentType.objects.filter(pk=scene.type.pk).update(
        capabilities=["armed"], unit_kinds=["car", "motorcycle"]
    )
    other, armed = a_city(scene.clock).stations[0], ["armed"]
    meal = UnavailableReason.objects.create(
        code=f"meal_{scene.city.pk.hex[-6:]}", name_en="Meal", name_fa="صرف غذا"
    )
    elsewhere = scene.incident(dispatcher, at=_at(3000)).pk
    for n in range(3):
        busy = scene.unit(_at(100 + n), capabilities=armed)
        send_units(incident=elsewhere, units=[busy.pk], why="on the radio", by=dispatcher)
        scene.unit(_at(110 + n), status="off_duty")
        scene.unit(_at(120 + n), status="unavailable", unavailable_reason=meal)
        scene.unit(_at(130 + n), station=other)
        scene.unit(_at(130 + n), station=other, plain_clothes=True)
        scene.unit(_at(140 + n), kind="foot")
        scene.unit(_at(150 + n))
        scene.unit(_at(160 + n), age_s=840, capabilities=armed)


ALL_REASONS = {
    "on_another_incident": 3, "off_duty": 3, "unavailable": 3, "other_city": 3, "wrong_kind": 3,
    "missing_capability": 3, "stale_position": 3,
}  # fmt: skip


def _numbers(shown: Recommendation) -> dict[str, int]:
    """Of all nearer units, named or counted."""
    named = Counter(row.reason.code for row in shown.passed_over)
    return dict(named + Counter(shown.counted))


@pytest.mark.parametrize("named", [200, 5, 0])
@pytest.mark.parametrize("walked", [1000, 10, 1])
@pytest.mark.parametrize("free", [3, 0])
def test_every_nearer_unit_has_its_reason_however_many_there_are(
    scene: Scene,
    dispatcher: Actor,
    monkeypatch: pytest.MonkeyPatch,
    named: int,
    walked: int,
    free: int,
) -> None:
    """SQL counts as ``why_not`` judges: whoever is not met by the walk has the same reasons."""
    monkeypatch.setattr("kalantar.dispatch.candidates.FARTHEST", walked)
    monkeypatch.setattr("kalantar.dispatch.nearer.NAMED", named)
    _many(scene, dispatcher)
    able = [scene.unit(_at(2000 + n), capabilities=["armed"]) for n in range(free)]
    shown = recommend(incident=scene.incident(dispatcher).pk, by=dispatcher)
    assert shown.units == [unit.pk for unit in able[:1]]
    assert _numbers(shown) == ALL_REASONS
    assert len(shown.passed_over) == min(named, 21) or walked < 21


def test_a_nearer_free_unit_beyond_the_walk_says_that_it_is_slower(
    scene: Scene, dispatcher: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kalantar.dispatch.candidates.FARTHEST", 1)
    scene.unit(_at(10), status="off_duty")
    on_foot = [scene.unit(_at(1000 + n), kind="foot") for n in range(3)]
    driving = [scene.unit(_at(1500 + n)) for n in range(3)]
    shown = recommend(incident=scene.incident(dispatcher).pk, by=dispatcher)
    assert shown.units == [driving[0].pk]
    assert {_why(shown, unit).code for unit in on_foot} == {WhyNot.SLOWER_BY_ROUTE}
    assert _numbers(shown) == {"off_duty": 1, "slower_by_route": 3}


def test_counted_reasons_are_said_in_both_languages() -> None:
    said = grouped({WhyNot.OFF_DUTY: 60, WhyNot.WRONG_KIND: 120, WhyNot.NO_ROUTE: 0})
    assert said.en == "120 of another kind, 60 off duty"
    assert said.fa == "۱۲۰ از نوع دیگر، ۶۰ خارج از شیفت"
    for code in WhyNot:
        assert grouped({code: 1}).fa.startswith("۱ ")
    assert str(grouped({})) == ""


def test_who_may_not_be_named_takes_nobodys_place(scene: Scene, dispatcher: Actor) -> None:
    incident = scene.incident(dispatcher)
    for n in range(9):
        scene.unit(_at(100 + n), plain_clothes=True)
    open_ones = [scene.unit(_at(500 + n)).pk for n in range(2)]
    found = able(incident, scene.clock(), plain=[], wanted=2)
    assert [unit.unit for unit in found] == open_ones


def test_the_walk_ends_at_the_last_unit_that_is_wanted(scene: Scene, dispatcher: Actor) -> None:
    """PostgreSQL counts as ``why_not`` judges: whatever keeps a unit back, the walk goes on."""
    incident = scene.incident(dispatcher)
    other = a_city(scene.clock)
    kept_back = [
        scene.unit(_at(100), status="off_duty"),
        scene.unit(_at(200), station=other.stations[0]),
        scene.unit(_at(300), age_s=10_000),
    ]
    free = [scene.unit(_at(400 + n)) for n in range(3)]
    now = scene.clock()
    walked, no_others = around(incident, now, plain=None, wanted=2)
    assert [unit.unit for unit in walked] == [unit.pk for unit in (*kept_back, *free[:2])]
    assert [unit.unit for unit in walked if why_not(unit, incident, now) is None] == [
        unit.pk for unit in free[:2]
    ]
    assert no_others
    assert len(around(incident, now, plain=None, wanted=9)[0]) == 6
