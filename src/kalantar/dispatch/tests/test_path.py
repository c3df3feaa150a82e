"""The main job from the first ring to the disposition, and what it costs."""

import pytest
from django.utils.translation import override

from kalantar.calls.actions import end_call
from kalantar.catalogue.models import UnavailableReason
from kalantar.dispatch.actions import acknowledge, arrive, break_down, clear, send_units, set_out
from kalantar.dispatch.models import Assignment
from kalantar.dispatch.queries import incident_card, own_assignment
from kalantar.dispatch.queue import queue, queue_counts
from kalantar.dispatch.recommendation import recommend
from kalantar.incidents.actions import close_incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.story import told
from kalantar.patrols.actions import become_available
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import Scene


def test_someone_calls_and_the_nearest_unit_comes(
    scene: Scene, dispatcher: Actor, clock: HandClock
) -> None:
    officer = scene.person(Role.PATROL_OFFICER, scene.stations[1])
    near = scene.unit(Point(51.406, 35.70), station=scene.stations[1], crew=officer)
    scene.unit(Point(51.43, 35.70))
    taker = scene.person(Role.CALL_TAKER)
    call = scene.call(taker)
    clock.forward(seconds=40)
    incident = scene.incident(taker, call=call.pk)
    assert incident.jurisdiction == scene.stations[1]
    assert incident.number == "1405-000001"
    end_call(call=call.pk, by=taker)
    shown = recommend(incident=incident.pk, by=dispatcher)
    assert shown.units == [near.pk]
    send_units(incident=incident.pk, units=shown.units, shown=shown, by=dispatcher)
    mine = own_assignment(officer)
    assert mine is not None
    assert [verb.name for verb in mine.verbs if verb.possible] == [
        "acknowledge", "set_out", "arrive", "break_down",
    ]  # fmt: skip
    for verb in (acknowledge, set_out, arrive):
        clock.forward(seconds=30)
        verb(assignment=mine.assignment.pk, by=officer)
    clear(assignment=mine.assignment.pk, note="آشتی کردند", by=officer)
    done = close_incident(incident=incident.pk, disposition=scene.ending.pk, by=dispatcher)
    assert (done.state, done.units_on_it) == ("closed", 0)
    near.refresh_from_db()
    assert near.status == "available"
    with override("fa"):
        story = [str(line.sentence) for line in reversed(told(incident.pk, dispatcher))]
    assert story[0] == "رخداد ثبت شد: نزاع، اولویت ۲؛ محل از روی گفتهٔ تماس‌گیرنده."
    assert "«آشتی کردند»" in story
    assert story[-1] == "رخداد بسته شد: صلح و سازش."
    with override("en"):
        for line in told(incident.pk, dispatcher):
            assert "{" not in str(line.sentence)
            assert "erased" not in str(line.sentence)


@pytest.mark.parametrize("units", [1, 6])
def test_the_card_and_the_queue_take_few_queries(
    scene: Scene, dispatcher: Actor, units: int, django_assert_max_num_queries: object
) -> None:
    taker = scene.person(Role.CALL_TAKER)
    incident = scene.incident(taker, call=scene.call(taker).pk)
    going = [scene.unit(Point(51.40, 35.70 + n / 1000)).pk for n in range(units)]
    send_units(incident=incident.pk, units=going, why="on the radio", by=dispatcher)
    for n in range(6):
        scene.unit(Point(51.41 + n / 1000, 35.70))
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        rows = queue(dispatcher, scene.city.pk, scene.clock())
    assert [len(row.assignments) for row in rows] == [units]
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        card = incident_card(dispatcher, incident.pk)
    assert card is not None
    assert len(card.running) == units
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert incident_card(taker, incident.pk) is not None  # who does not send there
    assert card.recommendation is not None


def test_the_queue_alarms_while_it_waits_and_when_nobody_closes_it(
    scene: Scene, dispatcher: Actor, clock: HandClock
) -> None:
    unit, incident = scene.unit(), scene.incident(dispatcher)

    def seen() -> tuple[str | None, str | None]:
        row, card = queue(dispatcher, scene.city.pk, clock())[0], incident_card(dispatcher, asked)
        assert card is not None
        assert (card.waited_s, card.left_s) == (row.waited_s, row.left_s)
        return row.alarm, card.alarm

    asked = incident.pk
    clock.forward(seconds=121)
    assert seen() == ("waiting", "waiting")
    send_units(incident=asked, units=[unit.pk], why="on the radio", by=dispatcher)
    one = Assignment.objects.get(unit=unit).pk
    clock.forward(minutes=30)
    assert seen() == (None, None)
    arrive(assignment=one, by=dispatcher)
    clear(assignment=one, by=dispatcher)
    clock.forward(minutes=15)
    assert seen() == (None, None)
    clock.forward(seconds=1)
    assert seen() == ("to_be_closed", "to_be_closed")
    close_incident(incident=asked, disposition=scene.ending.pk, by=dispatcher)
    assert queue_counts(dispatcher, scene.city.pk, clock()).to_be_closed == 0


@pytest.mark.parametrize("chosen", ["broken_down", "refuelling"])
def test_why_a_unit_cannot_go_on_stays_on_both_timelines(
    scene: Scene, dispatcher: Actor, chosen: str
) -> None:
    """The unit's own row forgets it with the next step."""
    unit, incident = scene.unit(), scene.incident(dispatcher)
    default = UnavailableReason.objects.get(code="broken_down")
    why, _ = UnavailableReason.objects.get_or_create(
        code=chosen, defaults={"name_en": "Refuelling", "name_fa": "سوخت‌گیری"}
    )
    send_units(incident=incident.pk, units=[unit.pk], why="on the radio", by=dispatcher)
    sent = Assignment.objects.get(unit=unit)
    break_down(assignment=sent.pk, reason=None if why == default else why.pk, by=dispatcher)
    become_available(unit=unit.pk, by=dispatcher)
    unit.refresh_from_db()
    assert unit.unavailable_reason is None
    with override("en"):
        for subject in (unit.pk, incident.pk):
            said = [str(line.sentence) for line in told(subject, dispatcher)]
            assert f"{unit.call_sign} cannot be sent: {why.name_en}." in said


def test_the_whole_path_takes_few_queries(
    scene: Scene, dispatcher: Actor, django_assert_max_num_queries: object
) -> None:
    unit = scene.unit()
    taker = scene.person(Role.CALL_TAKER)
    call = scene.call(taker)
    scene.incident(taker)  # the tree of areas is known from now on
    limit = django_assert_max_num_queries
    with limit(12):  # type: ignore[operator]
        incident = scene.incident(taker, call=call.pk)
    with limit(5):  # type: ignore[operator]
        shown = recommend(incident=incident.pk, by=dispatcher)
    with limit(12):  # type: ignore[operator]
        send_units(incident=incident.pk, units=[unit.pk], shown=shown, by=dispatcher)
    other, unshown = scene.unit(), scene.incident(taker)
    with limit(14):  # type: ignore[operator]  # with the recommendation made on the way
        send_units(incident=unshown.pk, units=[other.pk], by=dispatcher)
    one = Assignment.objects.get(unit=unit)
    for verb in (acknowledge, set_out, arrive):
        with limit(8):  # type: ignore[operator]
            verb(assignment=one.pk, by=dispatcher)
    with limit(10):  # type: ignore[operator]
        clear(assignment=one.pk, by=dispatcher)
    with limit(8):  # type: ignore[operator]
        close_incident(incident=incident.pk, disposition=scene.ending.pk, by=dispatcher)
