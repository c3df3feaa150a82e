"""The words of a reason are erased once, on a legal basis, without touching the log."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, system
from kalantar.kernel.models import Entry, Reason
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.people import actions
from kalantar.people.roles import Role
from kalantar.people.tests.small import Small
from kalantar.places.models import Jurisdiction, Kind

WORDS = "her neighbour says she drinks"


def _refused(call: Any, **asked: Any) -> str:
    with pytest.raises(Refused) as refusal:
        call(**asked)
    return refusal.value.rule.name


@pytest.fixture
def admin(small: Small) -> Actor:
    return small.actor("admin", (Role.ADMINISTRATOR, "nation"))


@pytest.fixture
def said(small: Small) -> Entry:
    """An entry over the first station whose reason says too much."""
    by = small.actor("chief", (Role.ADMINISTRATOR, "first")).because(WORDS)
    person = small.person("someone")
    place = small.places["first"].id
    actions.grant_role(user=person.id, role=Role.DISPATCHER, jurisdiction=place, by=by)
    return Entry.objects.get(event="RoleGranted", subjects__subject=person.id)


def test_the_words_go_and_the_timeline_says_by_which_act(
    small: Small, said: Entry, admin: Actor
) -> None:
    auditor = small.actor("auditor", (Role.AUDITOR, "nation"))
    place = small.places["first"].id
    assert told(place, auditor)[0].why == WORDS
    actions.erase_reason(entry=said.pk, why="order 12 of branch 3", by=admin)
    erasing, erased = told(place, auditor, limit=2)
    assert (erasing.event, erasing.why) == ("ReasonErased", "order 12 of branch 3")
    assert (erased.event, erased.id) == ("RoleGranted", said.pk)
    with translation.override("en"):
        assert str(erased.why) == (
            "This reason was erased by Admin on Saturday 21 March 2026."
            " Legal basis: order 12 of branch 3"
        )
    with translation.override("fa"):
        assert str(erased.why) == (
            "این دلیل را Admin در شنبه ۱ فروردین ۱۴۰۵ پاک کرده است."
            " مبنای قانونی: order 12 of branch 3"
        )
    assert Entry.objects.get(pk=said.pk).why == ""
    assert not Reason.objects.filter(text__contains="drinks").exists()
    facts = Entry.objects.filter(event="ReasonErased").values_list("facts", flat=True)
    assert list(facts) == [{"entry": str(said.pk)}]


def test_the_same_words_given_in_another_act_stay(small: Small, admin: Actor) -> None:
    by = small.actor("chief", (Role.ADMINISTRATOR, "nation")).because(WORDS)
    for name in ("one", "two"):
        person, place = small.person(name), small.places["first"].id
        actions.grant_role(user=person.id, role=Role.DISPATCHER, jurisdiction=place, by=by)
    first, second = Entry.objects.filter(reason__text=WORDS).order_by("pk")
    actions.erase_reason(entry=first.pk, why="a request", by=admin)
    assert Entry.objects.get(pk=second.pk).why == WORDS


def test_an_erasure_repeated_by_its_operation_is_done_once(said: Entry, admin: Actor) -> None:
    by = admin.repeating(uuid7())
    first = actions.erase_reason(entry=said.pk, why="a request", by=by)
    assert actions.erase_reason(entry=said.pk, why="a request", by=by) == first
    assert Entry.objects.filter(event="ReasonErased").count() == 1


def test_reason_is_not_erased_twice(said: Entry, admin: Actor) -> None:
    actions.erase_reason(entry=said.pk, why="a request", by=admin)
    asked = {"entry": said.pk, "why": "another", "by": admin}
    assert _refused(actions.erase_reason, **asked) == "reason_is_not_erased"
    assert Entry.objects.filter(event="ReasonErased").count() == 1


@pytest.mark.django_db(transaction=True)
def test_reason_is_not_erased_twice_by_two_at_once() -> None:
    place = Jurisdiction.below(None, kind=Kind.CITY, name_en="city")
    place.save()
    person = actions.create_user(username="p100", password_hash="!", name_en="A", by=system())
    asked = {"user": person.id, "role": Role.DISPATCHER, "jurisdiction": place.id}
    actions.grant_role(**asked, by=system(why=WORDS))  # type: ignore[arg-type]
    entry = Entry.objects.get(event="RoleGranted").pk

    def erase(n: int) -> str:
        try:
            actions.erase_reason(entry=entry, why=f"request {n}", by=system())
        except Refused as refusal:
            return refusal.rule.name
        finally:
            connection.close()
        return "erased"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(erase, range(2))) == ["erased", "reason_is_not_erased"]


def test_erasure_names_its_basis(said: Entry, admin: Actor) -> None:
    asked = {"entry": said.pk, "why": " ", "by": admin}
    assert _refused(actions.erase_reason, **asked) == "erasure_names_its_basis"
    assert Entry.objects.get(pk=said.pk).why == WORDS


def test_entry_gives_a_reason_that_can_be_erased(small: Small, admin: Actor) -> None:
    person = small.person("someone", (Role.DISPATCHER, "first"))
    entry = Entry.objects.get(event="RoleGranted", subjects__subject=person.id)
    asked = {"entry": entry.pk, "why": "a request", "by": admin}
    assert _refused(actions.erase_reason, **asked) == "entry_gives_a_reason"


def test_who_may_not_erases_nothing(small: Small, said: Entry) -> None:
    asked = {"entry": said.pk, "why": "a request"}
    writer = small.again(Actor(kind=small.by.kind, id=said.actor))
    for by in (writer, small.actor("auditor", (Role.AUDITOR, "nation"))):
        assert _refused(actions.erase_reason, **asked, by=by) == "may_erase_reason"
    assert _refused(actions.erase_reason, **(asked | {"entry": uuid7()}), by=writer) == (
        "thing_exists"
    )
    assert Entry.objects.get(pk=said.pk).why == WORDS
