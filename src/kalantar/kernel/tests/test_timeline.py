"""The timeline is written once and read in the reader's language."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused, constraints_speak
from kalantar.kernel.story import told
from kalantar.kernel.tests.verbs import turn_stone

FORBIDDEN = [
    "UPDATE kernel_entry SET why = 'because I say so'",
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
