"""The timeline is written once and read in the reader's language."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.kernel.models import Entry, Reason
from kalantar.kernel.rules import Refused, constraints_speak
from kalantar.kernel.story import told
from kalantar.kernel.tests.verbs import turn_again, turn_stone, turn_stones

FORBIDDEN = [
    "UPDATE kernel_entry SET role = 'nobody'",
    "DELETE FROM kernel_entry",
    "TRUNCATE kernel_entry CASCADE",
    "UPDATE kernel_entry_subject SET kind = 'other'",
    "DELETE FROM kernel_entry_subject",
    "TRUNCATE kernel_entry_subject",
]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_timeline_is_append_only(statement: str, as_system: Actor) -> None:
    turn_stone(times=1, by=as_system)
    connection.check_constraints()  # a table with checks still to do refuses TRUNCATE for that alone
    with pytest.raises(Refused) as refused, constraints_speak(), transaction.atomic():
        connection.cursor().execute(statement)
    assert refused.value.rule.name == "timeline_is_append_only"
    assert Entry.objects.get().why == ""


ONLY_ERASED = [
    "UPDATE kernel_reason SET text = 'something nicer'",
    "UPDATE kernel_reason SET id = gen_random_uuid(), text = '', erased_at = now()",
    "UPDATE kernel_reason SET erased_by_id = NULL",
    "DELETE FROM kernel_reason",
    "TRUNCATE kernel_reason CASCADE",
]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ONLY_ERASED)
def test_reason_is_only_erased(statement: str, as_system: Actor) -> None:
    turn_stone(times=1, by=as_system.because("to look beneath"))
    connection.check_constraints()
    with pytest.raises(Refused) as refused, constraints_speak(), transaction.atomic():
        connection.cursor().execute(statement)
    assert refused.value.rule.name == "reason_is_only_erased"


@pytest.mark.django_db
def test_reason_is_only_erased_once(as_system: Actor) -> None:
    turn_stone(times=1, by=as_system.because("to look beneath"))
    connection.check_constraints()
    erase = "UPDATE kernel_reason SET text = '', erased_at = now(), erased_by_id = %s"
    entry = Entry.objects.get().pk
    connection.cursor().execute(erase, [entry])
    with pytest.raises(Refused) as refused, constraints_speak(), transaction.atomic():
        connection.cursor().execute(erase, [entry])
    assert refused.value.rule.name == "reason_is_only_erased"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "erased", ["text = ''", "erased_at = now()", "text = '', erased_at = now()"]
)
def test_reason_has_words_until_erased(erased: str, as_system: Actor) -> None:
    """And afterwards none, nor without the entry that erased them."""
    turn_stone(times=1, by=as_system.because("to look beneath"))
    connection.check_constraints()
    with pytest.raises(Refused), constraints_speak(), transaction.atomic():
        connection.cursor().execute(f"UPDATE kernel_reason SET {erased}")
    assert Entry.objects.get().why == "to look beneath"
    with pytest.raises(Refused) as refused, constraints_speak(), transaction.atomic():
        Reason.objects.create(text="")
    assert refused.value.rule.name == "reason_has_words_until_erased"


@pytest.mark.django_db
def test_the_entries_of_one_act_share_a_reason_and_other_words_have_their_own(
    as_system: Actor,
) -> None:
    turn_stones(whys=["because", " because ", "and why not", ""], by=as_system)
    turn_stone(times=1, by=as_system.because("because"))
    entries = Entry.objects.order_by("pk")
    assert [entry.why for entry in entries] == ["because", "because", "and why not", "", "because"]
    one, again, other, none, another_act = entries.values_list("reason", flat=True)
    assert one == again
    assert none is None
    assert len({one, other, another_act}) == Reason.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("why", ["", "to look beneath"])
def test_an_entry_is_one_statement_with_a_reason_and_without(
    why: str, as_system: Actor, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):  # savepoint, the stone, the entry, release
        turn_stone(times=1, by=as_system.because(why))


@pytest.mark.django_db
def test_a_story_asks_for_all_reasons_at_once(
    as_system: Actor, django_assert_num_queries: Any
) -> None:
    stone = turn_stone(times=1, by=as_system)
    for n in range(5):
        turn_again(stone=stone, by=as_system.because(f"reason {n}"))
    with django_assert_num_queries(1):
        lines = told(stone.pk, as_system)
    assert [line.why for line in lines] == [f"reason {n}" for n in (4, 3, 2, 1, 0)] + [""]


@pytest.mark.django_db
def test_an_unknown_constraint_is_not_swallowed() -> None:
    with pytest.raises(IntegrityError), constraints_speak(), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO kernel_entry_subject (kind, subject, entry_id) VALUES ('a', %s, %s);"
            "SET CONSTRAINTS ALL IMMEDIATE",
            [uuid7(), uuid7()],
        )


@pytest.mark.django_db
def test_a_story_is_told_in_the_readers_language_newest_first(as_system: Actor) -> None:
    stone = turn_stone(times=2, by=as_system)
    (entry,) = told(stone.pk, as_system)
    with translation.override("en"):
        assert str(entry.sentence) == "turned 2 times"
        assert str(entry.who) == "the system"
    with translation.override("fa"):
        assert str(entry.sentence) == "2 بار چرخید"
        assert str(entry.who) == "سامانه"


@pytest.mark.django_db
def test_a_story_leaves_out_what_its_reader_may_not_read(as_system: Actor) -> None:
    stone = turn_stone(times=2, by=as_system)
    stranger = Actor(kind=ActorKind.PERSON, id=uuid7(), grants=frozenset({Grant("other", uuid7())}))
    watcher = Actor(
        kind=ActorKind.PERSON, id=uuid7(), grants=frozenset({Grant("watcher", uuid7())})
    )
    assert told(stone.pk, stranger) == []
    assert len(told(stone.pk, watcher)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "en", "fa"),
    [
        (ActorKind.PERSON, "(erased)", "(پاک‌شده)"),
        (ActorKind.PROGRAM, "a program of (erased)", "برنامه‌ای از سوی (پاک‌شده)"),
    ],
)
def test_what_a_program_did_is_not_told_as_its_owners_own_doing(
    as_system: Actor, kind: ActorKind, en: str, fa: str
) -> None:
    stone = turn_stone(times=1, by=Actor(kind=kind, id=uuid7()))
    (entry,) = told(stone.pk, as_system)
    assert (entry.who.en, entry.who.fa) == (en, fa)
