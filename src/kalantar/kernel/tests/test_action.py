"""What must hold of every action."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from uuid_utils.compat import uuid7

from kalantar.kernel.action import RecordedNothing, lock
from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.kernel.models import Entry, EntrySubject, Operation
from kalantar.kernel.rules import Refused
from kalantar.kernel.tests.verbs import StoneTurned, do_nothing, turn_stone, turn_stone_and_break
from kalantar.kernel.timeline import REACTIONS, reacts_to, record


def stones() -> int:
    return Operation.objects.filter(fingerprint=b"stone").count()


@pytest.mark.django_db
def test_an_action_leaves_its_change_and_one_entry(as_system: Actor) -> None:
    stone = turn_stone(times=3, by=as_system.because("to look beneath"))
    entry = Entry.objects.get()
    assert (entry.event, entry.facts, entry.why) == ("StoneTurned", {"times": 3}, "to look beneath")
    assert entry.happened_at == as_system.now()
    assert list(EntrySubject.objects.values_list("kind", "subject")) == [("operation", stone.pk)]


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_entry_no_job_no_notice(as_system: Actor) -> None:
    def react(entry: object) -> None:
        raise AssertionError("never run")

    reaction = reacts_to(StoneTurned)(react)
    try:
        with connection.cursor() as cursor:
            cursor.execute("LISTEN kalantar")
        with pytest.raises(ZeroDivisionError):
            turn_stone_and_break(by=as_system)
        assert stones() == Entry.objects.count() == ProcrastinateJob.objects.count() == 0
        turn_stone(times=1, by=as_system)
        heard = list(connection.connection.notifies(timeout=5, stop_after=1))
        assert len(heard) == 1  # the committed one and no other
        assert ProcrastinateJob.objects.count() == 1
    finally:
        REACTIONS["StoneTurned"].remove(reaction)
        with connection.cursor() as cursor:
            cursor.execute("UNLISTEN *")


@pytest.mark.django_db
def test_an_action_that_records_nothing_is_a_mistake(as_system: Actor) -> None:
    with pytest.raises(RecordedNothing):
        do_nothing(by=as_system)


def test_only_an_action_records(as_system: Actor) -> None:
    with pytest.raises(RuntimeError, match="only an action records"):
        record(StoneTurned(1), about=[Operation(pk=uuid7())], by=as_system)


@pytest.mark.django_db
def test_a_repeated_operation_returns_the_first_result(as_system: Actor) -> None:
    by = as_system.repeating(uuid7())
    first = turn_stone(times=2, by=by)
    assert turn_stone(times=2, by=by) == first
    assert stones() == Entry.objects.count() == 1


@pytest.mark.django_db
def test_operation_means_one_thing(as_system: Actor) -> None:
    by = as_system.repeating(uuid7())
    turn_stone(times=2, by=by)
    with pytest.raises(Refused) as refused:
        turn_stone(times=3, by=by)
    assert refused.value.rule.name == "operation_means_one_thing"


def _again(by: Actor) -> str:
    """What became of the repeat: the id of the first result, or the rule that refused."""
    try:
        return str(turn_stone(times=2, by=by).pk)
    except Refused as refused:
        return refused.rule.name


@pytest.mark.django_db
def test_repeated_in_the_same_role(as_system: Actor) -> None:
    here, there = Grant("watcher", uuid7()), Grant("watcher", uuid7())
    did = Actor(kind=ActorKind.PERSON, id=uuid7(), grants=frozenset({here}), operation=uuid7())
    first = str(turn_stone(times=2, by=did).pk)
    refused = "repeated_in_the_same_role"
    assert _again(did) == first
    assert _again(replace(did, grants=frozenset({here, there}))) == first
    assert _again(replace(did, grants=frozenset())) == refused
    assert _again(replace(did, grants=frozenset({there}))) == refused
    assert _again(replace(did, grants=frozenset({Grant("other", here.area)}))) == refused
    assert stones() == 1


@pytest.mark.django_db
def test_a_program_repeats_only_its_own_with_the_scopes_it_had(as_system: Actor) -> None:
    did = Actor(kind=ActorKind.PROGRAM, id=uuid7(), scopes=frozenset({"a", "b"}), operation=uuid7())
    first = str(turn_stone(times=2, by=did).pk)
    assert _again(did) == first
    assert _again(replace(did, scopes=frozenset({"a"}))) == "repeated_in_the_same_role"
    assert _again(replace(did, kind=ActorKind.PERSON)) == "operation_means_one_thing"
    assert _again(replace(did, id=uuid7())) == "operation_means_one_thing"


@pytest.mark.django_db
def test_a_repeat_whose_result_is_gone_is_refused(as_system: Actor) -> None:
    by = as_system.repeating(uuid7())
    turn_stone(times=2, by=by).delete()
    assert _again(by) == "thing_exists"
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_racing_repeats_do_it_once(as_system: Actor) -> None:
    by = as_system.repeating(uuid7())
    together = threading.Barrier(6)

    def repeat(_: int) -> object:
        together.wait()
        try:
            return turn_stone(times=1, by=by).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        results = set(threads.map(repeat, range(6)))
    assert len(results) == 1
    assert stones() == Entry.objects.count() == 1


@pytest.mark.django_db
def test_a_failed_operation_may_be_tried_again(as_system: Actor) -> None:
    by = as_system.repeating(uuid7())
    with pytest.raises(ZeroDivisionError):
        turn_stone_and_break(by=by)
    assert turn_stone(times=1, by=by)


@pytest.mark.django_db
def test_thing_exists_or_is_refused(as_system: Actor) -> None:
    with pytest.raises(Refused) as refused:
        lock(Operation.objects.all(), uuid7())
    assert refused.value.rule.name == "thing_exists"
