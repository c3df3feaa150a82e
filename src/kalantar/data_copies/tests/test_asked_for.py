"""A copy is asked for, is due and is given; each rule by its name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kalantar.cases.tests.world import refusal
from kalantar.citizens.models import Access
from kalantar.citizens.tests.portal import Portal
from kalantar.data_copies import actions
from kalantar.data_copies.models import CopyRequest
from kalantar.data_copies.queries import copies_that_wait, copy_asked_for
from kalantar.data_copies.rules import copy_was_not_given_yet
from kalantar.reception.tests.hall import at_once
from tests.plugins.actors import HandClock


@pytest.fixture
def held(portal: Portal) -> Access:
    return portal.held()


def _broken(rows: Any, name: str, **values: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**values)


def test_nobody_else_asks_for_them(portal: Portal, held: Access) -> None:
    for by in (portal.anybody, portal.of(portal.parties.respondent), portal.parties.world.desk):
        assert refusal(actions.ask_for_copy, access=held.pk, by=by) == "may_use_access"


def test_a_copy_is_due_and_given(portal: Portal, held: Access, clock: HandClock) -> None:
    desk, here = portal.parties.world.desk, portal.parties.world.here
    copy = actions.ask_for_copy(access=held.pk, by=portal.citizen)
    assert copy.due_at == clock() + timedelta(days=30)
    assert copies_that_wait(desk, here) == [copy] == [copy_asked_for(held)]
    given = actions.note_copy_given(case=portal.case.pk, copy=copy.pk, by=desk)
    assert (given.given_by_id, copies_that_wait(desk, here)) == (desk.id, [])
    assert not copy_was_not_given_yet(given)
    actions.ask_for_copy(access=held.pk, by=portal.citizen)


def test_copy_was_not_given_yet(portal: Portal, held: Access) -> None:
    copy = actions.ask_for_copy(access=held.pk, by=portal.citizen)
    asked: dict[str, Any] = {
        "case": portal.case.pk,
        "copy": copy.pk,
        "by": portal.parties.world.desk,
    }
    actions.note_copy_given(**asked)
    assert refusal(actions.note_copy_given, **asked) == "copy_was_not_given_yet"


def test_copy_is_asked_for_once(portal: Portal, held: Access) -> None:
    actions.ask_for_copy(access=held.pk, by=portal.citizen)
    said = refusal(actions.ask_for_copy, access=held.pk, by=portal.citizen)
    assert said == "copy_is_asked_for_once"


def test_copy_is_due_after_it_was_asked_for(portal: Portal, held: Access, clock: HandClock) -> None:
    actions.ask_for_copy(access=held.pk, by=portal.citizen)
    _broken(CopyRequest.objects.all(), "copy_is_due_after_it_was_asked_for", due_at=clock())


@pytest.mark.django_db(transaction=True)
def test_copies_asked_for_at_once_are_one(busy: Portal) -> None:
    held = busy.held()
    said = at_once(*[lambda: actions.ask_for_copy(access=held.pk, by=busy.citizen)] * 4)
    assert said.count("copy_is_asked_for_once") == 3
