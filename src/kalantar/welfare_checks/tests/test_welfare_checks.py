"""A unit that gives no word is asked how it is, is told of until it is heard, and nothing of it is lost."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kalantar.dispatch.actions import arrive, call_off, report, send_units, set_out
from kalantar.dispatch.models import Assignment
from kalantar.kernel.actor import Actor, ActorKind, system
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.patrols.models import UnitPosition
from kalantar.people.roles import Role
from kalantar.welfare_checks.actions import (
    escalate_check,
    give_word,
    no_answer,
    raise_check,
    send_help,
    settle_check,
    take_up_check,
)
from kalantar.welfare_checks.lifecycle import CHECK
from kalantar.welfare_checks.models import WelfareCheck
from kalantar.welfare_checks.queries import asked_of_me, past_checks, silent_units
from kalantar.welfare_checks.reactions import watch
from kalantar.welfare_checks.rules import (
    may_give_word,
    may_look_after,
    may_watch_the_time,
    next_step_is_reached,
    nobody_else_asks,
    somebody_goes_there,
    unit_is_still_on_it,
    unit_is_to_be_asked,
)
from tests.plugins.actors import HandClock
from tests.scene import CENTRE, Scene, a_city


@pytest.fixture
def officer(scene: Scene) -> Actor:
    return scene.person(Role.PATROL_OFFICER, scene.stations[0])


@pytest.fixture
def sent(scene: Scene, dispatcher: Actor, officer: Actor) -> Assignment:
    return _sent(scene, dispatcher, officer)


def _sent(scene: Scene, by: Actor, crew: Actor | None = None) -> Assignment:
    incident, unit = scene.incident(by), scene.unit(crew=crew)
    return send_units(incident=incident.pk, units=[unit.pk], by=by).assignments.get()


def _open() -> WelfareCheck:
    return WelfareCheck.objects.open().get()


def test_a_unit_is_asked_once_its_time_is_over_also_while_no_job_runs(
    sent: Assignment, dispatcher: Actor, officer: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=9, seconds=59)
    assert silent_units(dispatcher) == []
    assert asked_of_me(officer) is None
    due = clock.forward(seconds=1)
    [silent] = silent_units(dispatcher)
    assert (silent.assignment, silent.due_at, silent.check) == (sent, due, None)
    assert silent.told.en == "the dispatchers"
    assert asked_of_me(officer) == sent
    watch(system(clock))
    [silent] = silent_units(dispatcher)
    assert silent.check == _open()
    assert told(sent.incident_id, dispatcher)[0].sentence.en.startswith(f"{sent.unit} has given no")


@pytest.mark.parametrize("word", ["step", "note", "button", "radio"])
def test_every_word_begins_its_time_anew(
    sent: Assignment, dispatcher: Actor, officer: Actor, clock: HandClock, word: str
) -> None:
    clock.forward(minutes=6)
    if word == "step":
        set_out(assignment=sent.pk, by=officer)
    elif word == "note":
        report(assignment=sent.pk, text="We are at the door.", by=officer)
    else:
        give_word(assignment=sent.pk, how=word, by=officer if word == "button" else dispatcher)
    clock.forward(minutes=9)
    assert silent_units(dispatcher) == []
    clock.forward(minutes=1)
    assert len(silent_units(dispatcher)) == 1


def test_a_note_of_the_room_and_a_position_are_no_word_of_the_unit(
    sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    now = clock.forward(minutes=10)
    report(assignment=sent.pk, text="Calling them.", by=dispatcher)
    UnitPosition.objects.filter(unit=sent.unit).update(measured_at=now, received_at=now)
    assert len(silent_units(dispatcher)) == 1


def test_a_type_without_a_limit_asks_nobody(
    scene: Scene, sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    scene.type.word_within_s = 0
    scene.type.save()
    clock.forward(hours=5)
    watch(system(clock))
    assert silent_units(dispatcher) == []
    assert not WelfareCheck.objects.exists()


def test_it_is_told_on_until_somebody_has_heard_it(
    sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    steps = []
    for _ in range(4):
        watch(system(clock))
        steps.append(_open().step)
        clock.forward(minutes=2)
    assert steps == [0, 1, 2, 2]
    for _ in range(6):
        watch(system(clock))
        clock.forward(minutes=2)
    escalated = Entry.objects.filter(event="CheckEscalated")
    assert escalated.count() == 3  # the last step once more, after ten minutes
    give_word(assignment=sent.pk, how="radio", by=dispatcher)
    watch(system(clock))
    assert silent_units(dispatcher) == []
    assert escalated.count() == 3


def test_minutes_in_which_no_job_ran_are_caught_up_with(
    sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=30)
    for _ in range(2):
        watch(system(clock))
    assert _open().step == 1  # its first step was over long ago; the second has its own time
    assert _open().due_at == sent.sent_at + timedelta(minutes=10)


def test_no_answer_tells_the_next_at_once(
    sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    check = no_answer(assignment=sent.pk, by=dispatcher)
    assert (check.step, check.tries, check.owner_id) == (1, 1, dispatcher.id)
    [silent] = silent_units(dispatcher)
    assert (silent.state.en, silent.told.en) == ("no answer", "the shift commander")


def test_help_is_the_unit_recommended_first_and_ends_nothing(
    scene: Scene, sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    nearest = scene.unit(CENTRE)
    check = send_help(assignment=sent.pk, by=dispatcher)
    helping = sent.incident.assignments.exclude(pk=sent.pk).get()
    assert (helping.unit, check.state, check.step) == (nearest, "help", 1)
    [silent] = silent_units(dispatcher)
    assert silent.help_sent
    watch(system(clock))
    clock.forward(hours=1)
    watch(system(clock))
    assert (
        WelfareCheck.objects.open().get(assignment=sent).step == 1
    )  # they are there, or on the way


def test_somebody_goes_there(
    scene: Scene, sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    with pytest.raises(Refused) as refused:
        send_help(assignment=sent.pk, by=dispatcher)
    assert refused.value.rule is somebody_goes_there
    other = scene.unit()
    send_units(incident=sent.incident_id, units=[other.pk], why="by radio", by=dispatcher)
    assert send_help(assignment=sent.pk, by=dispatcher).state == "help"
    assert sent.incident.assignments.count() == 2


def test_a_unit_that_was_called_off_unheard_stays_to_be_asked(
    sent: Assignment, dispatcher: Actor, officer: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    watch(system(clock))
    call_off(assignment=sent.pk, by=dispatcher)
    assert [one.assignment for one in silent_units(dispatcher)] == [sent]
    assert asked_of_me(officer) == sent
    give_word(assignment=sent.pk, how="button", by=officer)
    assert silent_units(dispatcher) == []


def test_a_word_the_unit_gives_by_itself_ends_it(
    sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    watch(system(clock))
    check = _open()
    arrived = clock.forward(minutes=1)
    arrive(assignment=sent.pk, by=dispatcher)
    assert silent_units(dispatcher) == []
    watch(system(clock))
    check.refresh_from_db()
    assert (check.state, check.how, check.settled_at) == ("well", "status", arrived)
    clock.forward(minutes=10)
    assert len(silent_units(dispatcher)) == 1


def test_a_second_silence_is_seen_though_nobody_wrote_the_end_of_the_first(
    sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    first = take_up_check(assignment=sent.pk, by=dispatcher)
    clock.forward(minutes=1)
    arrive(assignment=sent.pk, by=dispatcher)
    clock.forward(minutes=10)
    [silent] = silent_units(dispatcher)
    assert silent.check is None
    second = take_up_check(assignment=sent.pk, by=dispatcher)
    assert WelfareCheck.objects.get(pk=first.pk).how == "status"
    assert _open() == second


def test_a_word_that_comes_late_from_a_phone_counts_from_when_it_was_given(
    sent: Assignment, officer: Actor, dispatcher: Actor, clock: HandClock
) -> None:
    pressed = clock.forward(minutes=8)
    clock.forward(minutes=4)
    watch(system(clock))
    give_word(assignment=sent.pk, how="button", by=officer.at(pressed))
    assert silent_units(dispatcher) == []
    check = WelfareCheck.objects.get()
    assert check.settled_at == check.due_at
    clock.forward(minutes=6)
    assert len(silent_units(dispatcher)) == 1


STATES = {
    "due": [],
    "taken": ["take_up"],
    "unanswered": ["no_answer"],
    "help": ["send_help"],
    "well": ["all_well"],
}


def _do(verb: str, assignment: Assignment, scene: Scene, by: Actor) -> None:
    if verb == "all_well":
        give_word(assignment=assignment.pk, how="radio", by=by)
        return
    verbs: dict[str, Any] = {
        "take_up": take_up_check,
        "no_answer": no_answer,
        "send_help": send_help,
    }
    verbs[verb](assignment=assignment.pk, by=by)


@pytest.mark.parametrize("state", CHECK.states)
@pytest.mark.parametrize("verb", [step.verb for step in CHECK.steps])
def test_welfare_check_allows_step(
    scene: Scene, sent: Assignment, dispatcher: Actor, clock: HandClock, verb: str, state: str
) -> None:
    clock.forward(minutes=10)
    watch(system(clock))
    check = _open()
    scene.unit()
    for each in STATES[state]:
        _do(each, sent, scene, dispatcher)
    check.refresh_from_db()
    assert check.state == state
    step = CHECK.step(verb, state)
    if step is None and not (state == "well" and verb == "all_well"):  # then it is a word like any
        with pytest.raises(Refused) as refused:
            _do(verb, sent, scene, dispatcher)
        assert refused.value.rule in (CHECK.rule, unit_is_to_be_asked)
        return
    _do(verb, sent, scene, dispatcher)
    check.refresh_from_db()
    assert check.state == (step.to if step else state)


LOOKS_AFTER = {
    Role.DISPATCHER: True,
    Role.COMMANDER: True,
    Role.STATION_CHIEF: True,
    Role.CALL_TAKER: False,
    Role.PATROL_OFFICER: False,
    Role.DESK_OFFICER: False,
    Role.AUDITOR: False,
    Role.ADMINISTRATOR: False,
}


@pytest.mark.parametrize("role", Role)
def test_may_look_after(scene: Scene, sent: Assignment, clock: HandClock, role: Role) -> None:
    assert may_look_after(scene.person(role), sent) == LOOKS_AFTER[role]
    assert not may_look_after(a_city(clock, start=52.0).person(role), sent)
    clock.forward(minutes=10)
    if not LOOKS_AFTER[role]:
        for verb in (take_up_check, no_answer, send_help):
            with pytest.raises(Refused) as refused:
                verb(assignment=sent.pk, by=scene.person(role))
            assert refused.value.rule is may_look_after


@pytest.mark.parametrize("role", Role)
def test_may_give_word(
    scene: Scene, sent: Assignment, officer: Actor, clock: HandClock, role: Role
) -> None:
    by = scene.person(role)
    assert may_give_word(by, sent) == LOOKS_AFTER[role]
    assert may_give_word(officer, sent)
    if not LOOKS_AFTER[role]:
        with pytest.raises(Refused) as refused:
            give_word(assignment=sent.pk, how="radio", by=by)
        assert refused.value.rule is may_give_word


def test_a_program_without_the_scope_does_nothing(sent: Assignment, dispatcher: Actor) -> None:
    program = Actor(
        kind=ActorKind.PROGRAM, id=dispatcher.id, grants=dispatcher.grants,
        scopes=frozenset({"units:read"}), clock=dispatcher.clock,
    )  # fmt: skip
    assert not may_look_after(program, sent)
    assert not may_give_word(program, sent)
    assert silent_units(program) == []


def test_may_watch_the_time(sent: Assignment, dispatcher: Actor, clock: HandClock) -> None:
    clock.forward(minutes=10)
    watch(system(clock))
    for act, asked in (
        (raise_check, {"assignment": sent.pk}),
        (escalate_check, {"check": _open().pk}),
        (settle_check, {"check": _open().pk}),
    ):
        with pytest.raises(Refused) as refused:
            act(**asked, by=dispatcher)
        assert refused.value.rule is may_watch_the_time


def test_next_step_is_reached(sent: Assignment, clock: HandClock) -> None:
    clock.forward(minutes=10)
    watch(system(clock))
    clock.forward(seconds=119)
    with pytest.raises(Refused) as refused:
        escalate_check(check=_open().pk, by=system(clock))
    assert refused.value.rule is next_step_is_reached
    clock.forward(seconds=1)
    assert escalate_check(check=_open().pk, by=system(clock)).step == 1


def test_unit_is_to_be_asked(sent: Assignment, dispatcher: Actor, clock: HandClock) -> None:
    clock.forward(minutes=9)
    for act in (take_up_check, no_answer, send_help, raise_check):
        with pytest.raises(Refused) as refused:
            act(assignment=sent.pk, by=system(clock))
        assert refused.value.rule is unit_is_to_be_asked
    clock.forward(minutes=1)
    watch(system(clock))
    with pytest.raises(Refused):
        settle_check(check=_open().pk, by=system(clock))


def test_unit_is_still_on_it(sent: Assignment, dispatcher: Actor, officer: Actor) -> None:
    call_off(assignment=sent.pk, by=dispatcher)
    with pytest.raises(Refused) as refused:
        give_word(assignment=sent.pk, how="button", by=officer)
    assert refused.value.rule is unit_is_still_on_it


def test_nobody_else_asks(
    scene: Scene, sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    take_up_check(assignment=sent.pk, by=dispatcher)
    commander = scene.person(Role.COMMANDER)
    with pytest.raises(Refused) as refused:
        take_up_check(assignment=sent.pk, by=commander)
    assert refused.value.rule is nobody_else_asks
    assert "Somebody is asking" in str(refused.value.sentence.en)
    [silent] = silent_units(commander)
    assert silent.refusal == nobody_else_asks.said.format(who=silent.owner)
    clock.forward(minutes=2)
    watch(system(clock))
    assert take_up_check(assignment=sent.pk, by=commander).owner_id == commander.id


@pytest.mark.parametrize(
    "constraint",
    [
        "unit_has_one_open_check",
        "check_ends_when_the_unit_is_heard",
        "who_looks_after_a_check_is_named",
    ],
)
def test_what_the_table_itself_refuses(sent: Assignment, clock: HandClock, constraint: str) -> None:
    from django.db import IntegrityError, transaction

    clock.forward(minutes=10)
    watch(system(clock))
    row = _open()
    if constraint == "unit_has_one_open_check":
        row.pk = None
        row = WelfareCheck(**{
            name: getattr(row, name)
            for name in ("assignment_id", "jurisdiction_id", "last_word_at", "due_at", "step_at")
        })  # fmt: skip
    elif constraint == "check_ends_when_the_unit_is_heard":
        row.state = "well"
    else:
        row.state = "taken"
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


def test_unit_has_one_open_check(sent: Assignment, clock: HandClock) -> None:
    clock.forward(minutes=10)
    watch(system(clock))
    with pytest.raises(Refused):
        raise_check(assignment=sent.pk, by=system(clock))
    assert WelfareCheck.objects.count() == 1


def test_check_ends_when_the_unit_is_heard(
    sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    take_up_check(assignment=sent.pk, by=dispatcher)
    heard = clock.forward(minutes=1)
    give_word(assignment=sent.pk, how="radio", by=dispatcher)
    [check] = past_checks(dispatcher, sent.sent_at, clock.forward(minutes=1))
    assert (check.how, check.settled_at, check.settled_by_id) == ("radio", heard, dispatcher.id)


def test_who_looks_after_a_check_is_named(
    sent: Assignment, dispatcher: Actor, clock: HandClock
) -> None:
    clock.forward(minutes=10)
    take_up_check(assignment=sent.pk, by=dispatcher)
    [silent] = silent_units(dispatcher)
    assert silent.owner is not None
    assert silent.owner.fa == "یک نفر"


def test_other_areas_see_none_and_plain_clothes_are_not_named(
    scene: Scene, dispatcher: Actor, clock: HandClock
) -> None:
    plain = scene.unit(plain_clothes=True)
    incident = scene.incident(dispatcher)
    send_units(incident=incident.pk, units=[plain.pk], by=dispatcher)
    clock.forward(minutes=10)
    assert silent_units(scene.person(Role.DISPATCHER, scene.stations[0])) == []
    [silent] = silent_units(scene.person(Role.AUDITOR))
    assert (silent.sent.sign.en, silent.refusal) == ("a unit", may_look_after.said)


def test_the_questions_asked_do_not_grow_with_the_units(
    scene: Scene, dispatcher: Actor, clock: HandClock
) -> None:
    for _ in range(3):
        _sent(scene, dispatcher)
    clock.forward(minutes=10)
    watch(system(clock))
    for _ in range(3):
        _sent(scene, dispatcher)
    clock.forward(minutes=10)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(silent_units(dispatcher)) == 6
    assert len(asked) == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_take_it_at_once_are_one_and_who_is_told(clock: HandClock) -> None:
    scene = a_city(clock)
    scene.type.word_within_s = 600
    scene.type.save()
    people = [scene.person(Role.DISPATCHER) for _ in range(2)]
    sent = _sent(scene, people[0])
    clock.forward(minutes=10)
    said: list[object] = []
    together = threading.Barrier(2)

    def take(by: Actor) -> None:
        together.wait()
        try:
            said.append(take_up_check(assignment=sent.pk, by=by).owner_id)
        except Refused as refused:
            said.append(refused.rule)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert nobody_else_asks in said
    assert _open().owner_id in said
