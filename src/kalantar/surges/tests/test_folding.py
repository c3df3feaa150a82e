"""Offered exactly when it is more than usual; joined by a key, taken out again; nobody is lost on the way."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kalantar.calls.models import Call
from kalantar.catalogue.models import Disposition, IncidentType
from kalantar.dispatch.actions import send_units
from kalantar.incidents.actions import close_incident, part_call
from kalantar.incidents.models import Incident, IncidentCall, IncidentState
from kalantar.incidents.queries import calls_of
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.people.roles import Role
from kalantar.reception.tests.hall import at_once
from kalantar.surges import rules
from kalantar.surges.actions import count_expected, fold_incidents, say_different, unfold_incident
from kalantar.surges.expected import FLOOR, hour_of_week
from kalantar.surges.models import Expected, Fold
from kalantar.surges.queries import Offered, folded_into, folds_offered
from tests.scene import CENTRE, Scene, a_city

FAR = Point(CENTRE.lon + 0.02, CENTRE.lat)


@pytest.fixture(autouse=True)
def duplicate(db: None) -> None:
    offered(None)


def offered(_: None) -> Disposition:
    names = {"name_en": "Duplicate", "name_fa": "تکراری"}
    return Disposition.objects.get_or_create(code="duplicate", defaults=names)[0]


def many(scene: Scene, by: Actor, number: int = FLOOR, **more: Any) -> list[Incident]:
    """Each opened by a call of its own."""
    rows = []
    for at in range(number):
        call = scene.call(by, f"0912{Call.objects.count():03}{at:04}")
        rows.append(scene.incident(by, call=call.pk, **more))
        scene.clock.forward(seconds=10)  # type: ignore[attr-defined]
    return rows


def asked(scene: Scene, by: Actor) -> list[Offered]:
    return folds_offered(by, scene.city.pk, scene.clock())


def fold(rows: Sequence[Incident], by: Actor) -> Incident:
    into, *others = rows
    return fold_incidents(into=into.pk, others=[one.pk for one in others], by=by)


def refusal(act: Any, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(**more)
    return refused.value.rule.name


def callers(row: Incident, by: Actor) -> set[str]:
    return {seen.number or "" for seen in calls_of(row.pk, by)}


def test_it_is_offered_exactly_when_more_than_usual_came(scene: Scene, dispatcher: Actor) -> None:
    rows = many(scene, dispatcher, FLOOR - 1)
    assert asked(scene, dispatcher) == []
    rows += many(scene, dispatcher, 1)
    (one,) = asked(scene, dispatcher)
    assert (one.into, one.others, one.calls, one.in_area) == (rows[0], rows[1:], 4, 4)
    Expected.objects.create(
        area=rows[0].jurisdiction, hour=hour_of_week(scene.clock()), calls=8 * 60, weeks=8,
        counted_at=scene.clock(),
    )  # fmt: skip
    assert asked(scene, dispatcher) == [], "ten in ten minutes are usual there"
    rows += many(scene, dispatcher, 18)
    (one,) = asked(scene, dispatcher)
    assert (one.calls, one.by_chance, round(one.usually)) == (22, 21, 10)
    scene.clock.forward(minutes=11)  # type: ignore[attr-defined]
    assert asked(scene, dispatcher) == []


def test_only_what_fits_together_is_one_fold(scene: Scene, dispatcher: Actor) -> None:
    near = many(scene, dispatcher, 3)
    far = many(scene, dispatcher, 1, place=FAR)
    sort = IncidentType.objects.create(code="noise", name_en="Noise", name_fa="صدا", priority=4)
    other = many(scene, dispatcher, 1, type=sort.pk)
    (one,) = asked(scene, dispatcher)
    assert [one.into, *one.others] == near
    assert one.in_area == len(near + far + other)


@pytest.mark.parametrize(
    ("codes", "fit"),
    [(("fight", "mass_brawl"), True), (("fight", "hit_and_run"), False),
     (("domestic_violence", "domestic_violence"), False)],
)  # fmt: skip
def test_which_types_fit(scene: Scene, dispatcher: Actor, codes: Any, fit: bool) -> None:
    for code in codes:
        names = {"name_en": code, "name_fa": code, "priority": 2}
        sort = IncidentType.objects.get_or_create(code=code, defaults=names)[0]
        many(scene, dispatcher, 2, type=sort.pk)
    groups = [
        {row.type.code for row in (one.into, *one.others)} for one in asked(scene, dispatcher)
    ]
    assert (set(codes) in groups) is fit


def test_who_may_not_see_them_is_offered_nothing(scene: Scene, dispatcher: Actor) -> None:
    many(scene, dispatcher)
    assert asked(scene, scene.person(Role.DESK_OFFICER)) == []
    assert asked(scene, a_city(scene.clock, 52.0).person(Role.DISPATCHER)) == []


def test_one_key_joins_and_another_takes_out_again(scene: Scene, dispatcher: Actor) -> None:
    rows = many(scene, dispatcher)
    each = [callers(row, dispatcher) for row in rows]
    fold(rows, dispatcher)
    assert asked(scene, dispatcher) == []
    assert callers(rows[0], dispatcher) == set().union(*each), "every caller can be called back"
    assert {one.incident for one in folded_into(rows[0].pk)} == set(rows[1:])
    states = set(Incident.objects.exclude(pk=rows[0].pk).values_list("state", flat=True))
    assert states == {IncidentState.CLOSED}
    unfold_incident(incident=rows[2].pk, why="جای دیگری است", by=dispatcher)
    assert callers(rows[2], dispatcher) == each[2]
    assert callers(rows[0], dispatcher) == each[0] | each[1] | each[3]
    assert Incident.objects.get(pk=rows[2].pk).state == IncidentState.WAITING
    fold([rows[0], rows[2]], dispatcher)
    assert callers(rows[0], dispatcher) == set().union(*each)


def test_who_was_taken_apart_meanwhile_does_not_come_back(scene: Scene, dispatcher: Actor) -> None:
    rows = many(scene, dispatcher)
    call = IncidentCall.objects.get(incident=rows[1]).call_id
    fold(rows, dispatcher)
    part_call(incident=rows[0].pk, call=call, by=dispatcher)
    unfold_incident(incident=rows[1].pk, why="جداست", by=dispatcher)
    assert callers(rows[1], dispatcher) == set()


def test_where_a_unit_is_the_others_are_taken_in(scene: Scene, dispatcher: Actor) -> None:
    rows = many(scene, dispatcher)
    unit = scene.unit()
    send_units(incident=rows[2].pk, units=[unit.pk], why="نزدیک", by=dispatcher)
    (one,) = asked(scene, dispatcher)
    assert one.into == rows[2]
    assert set(one.others) == {rows[0], rows[1], rows[3]}


def test_not_the_same_is_said_once(scene: Scene, dispatcher: Actor) -> None:
    rows = many(scene, dispatcher)
    say_different(incidents=[row.pk for row in rows], by=dispatcher)
    assert asked(scene, dispatcher) == []
    many(scene, dispatcher)
    (one,) = asked(scene, dispatcher)
    assert not {one.into, *one.others} & set(rows)


@pytest.mark.parametrize("role", Role)
def test_may_fold_table(scene: Scene, dispatcher: Actor, role: Role) -> None:
    rows, who = many(scene, dispatcher, 2), scene.person(role)
    folds = role in (Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER)
    assert rules.may_fold(who, rows) is folds
    assert rules.may_unfold(who, rows[0]) is (role in (Role.DISPATCHER, Role.COMMANDER))
    assert not rules.may_fold(a_city(scene.clock, 52.0).person(role), rows)


def test_may_unfold_is_a_dispatchers(scene: Scene, dispatcher: Actor) -> None:
    rows, taker = many(scene, dispatcher, 2), scene.person(Role.CALL_TAKER)
    fold(rows, taker)
    by = {"incident": rows[1].pk, "why": "جداست"}
    assert refusal(unfold_incident, **by, by=taker) == "may_unfold"


def test_may_count_expected_is_the_services(scene: Scene, dispatcher: Actor) -> None:
    assert refusal(count_expected, city=scene.city.pk, by=dispatcher) == "may_count_expected"


def test_another_is_folded(scene: Scene, dispatcher: Actor) -> None:
    (row,) = many(scene, dispatcher, 1)
    for others in ([], [row.pk]):
        asked = {"into": row.pk, "others": others, "by": dispatcher}
        assert refusal(fold_incidents, **asked) == "another_is_folded"
    assert refusal(say_different, incidents=[], by=dispatcher) == "another_is_folded"


def test_folded_incident_has_no_unit(scene: Scene, dispatcher: Actor) -> None:
    rows, unit = many(scene, dispatcher, 2), scene.unit()
    send_units(incident=rows[1].pk, units=[unit.pk], why="نزدیک", by=dispatcher)
    assert refusal(fold, rows=rows, by=dispatcher) == "folded_incident_has_no_unit"


def test_fold_is_of_one_city(scene: Scene, dispatcher: Actor, as_system: Actor) -> None:
    other = a_city(scene.clock, 52.0)
    row = other.incident(other.person(Role.DISPATCHER), at=Point(52.05, 35.7))
    rows = [*many(scene, dispatcher, 1), row]
    assert refusal(fold, rows=rows, by=as_system) == "fold_is_of_one_city"


def test_duplicates_can_be_closed(scene: Scene, dispatcher: Actor) -> None:
    rows = many(scene, dispatcher, 2)
    Disposition.objects.filter(code="duplicate").update(retired_at=scene.clock())
    assert refusal(fold, rows=rows, by=dispatcher) == "duplicates_can_be_closed"


def test_incident_is_folded(scene: Scene, dispatcher: Actor) -> None:
    rows = many(scene, dispatcher, 2)
    asked = {"incident": rows[1].pk, "why": "جداست", "by": dispatcher}
    assert refusal(unfold_incident, **asked) == "incident_is_folded"
    fold(rows, dispatcher)
    unfold_incident(incident=rows[1].pk, why="جداست", by=dispatcher)
    assert refusal(unfold_incident, **asked) == "incident_is_folded"


def test_a_closed_one_is_not_folded(scene: Scene, dispatcher: Actor) -> None:
    rows = many(scene, dispatcher, 2)
    close_incident(incident=rows[1].pk, disposition=scene.ending.pk, by=dispatcher)
    assert refusal(fold, rows=rows, by=dispatcher) == "incident_is_open"


def broken(row: Fold | Expected) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        row.save(force_insert=True)
    return str(error.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def test_incident_is_not_folded_into_itself(scene: Scene, dispatcher: Actor) -> None:
    (row,) = many(scene, dispatcher, 1)
    made = Fold(incident=row, into=row, folded_at=scene.clock())
    assert broken(made) == "incident_is_not_folded_into_itself"


def test_expected_is_of_an_hour_of_the_week(scene: Scene) -> None:
    row = Expected(area=scene.city, hour=168, calls=1, weeks=8, counted_at=scene.clock())
    assert broken(row) == "expected_is_of_an_hour_of_the_week"


@pytest.mark.django_db(transaction=True)
def test_incident_is_folded_once_though_two_press_at_once(
    transactional_db: None, clock: Any
) -> None:
    """The second waits for the first, and is told that it is done."""
    scene = a_city(clock)
    offered(None)
    by = scene.person(Role.DISPATCHER)
    rows = many(scene, by)
    said = at_once(lambda: fold(rows, by), lambda: fold(list(reversed(rows)), by))
    assert sorted(type(one).__name__ for one in said) == ["Incident", "str"]
    assert "incident_is_open" in said
    assert Incident.objects.open().count() == 1
    assert IncidentCall.objects.filter(parted_at=None).count() == len(rows)
    one = Fold.objects.all()[0]
    again = Fold(incident=one.incident, into=one.into, folded_at=clock())
    assert broken(again) == "incident_is_folded_once"
