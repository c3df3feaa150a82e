"""Every verb of an access in every state; and tries and askings of the same moment."""

import pytest

from kalantar.cases.tests.world import refusal
from kalantar.citizens.actions import give_up_access
from kalantar.citizens.lifecycle import ACCESS
from kalantar.citizens.models import Access, AccessState
from kalantar.citizens.tests.portal import Portal, another, last_code
from kalantar.kernel.rules import Refused
from kalantar.messaging.models import Message
from kalantar.reception.tests.hall import at_once

LEADS = {
    "take_access": {"asked": "held"},
    "give_up_access": {"asked": "given_up", "held": "given_up"},
}


def test_the_table_names_every_state_and_verb() -> None:
    assert set(ACCESS.states) == set(AccessState.values)
    assert {step.verb for step in ACCESS.steps} == set(LEADS)


@pytest.mark.parametrize("state", AccessState.values)
@pytest.mark.parametrize("verb", LEADS)
def test_access_allows_step_in_every_state(portal: Portal, verb: str, state: str) -> None:
    row = Access(state=state)
    to = LEADS[verb].get(state)
    if to is None:
        with pytest.raises(Refused) as refused:
            ACCESS.advance(row, verb)
        assert refused.value.rule.name == "access_allows_step"
    else:
        ACCESS.advance(row, verb)
    assert row.state == (to or state)


def test_what_is_given_up_is_not_given_up_again(portal: Portal) -> None:
    access = portal.held()
    give_up_access(access=access.pk, by=portal.citizen)
    assert refusal(give_up_access, access=access.pk, by=portal.citizen) == "may_use_access"


@pytest.mark.django_db(transaction=True)
def test_tries_at_once_are_counted_each(busy: Portal) -> None:
    access, wrong = busy.ask(), another(last_code())
    said = at_once(*[lambda: busy.take(access, wrong)] * 8)
    assert said.count("access_code_is_tried_a_few_times") == 3
    assert Access.objects.get(pk=access.pk).tries == 5


@pytest.mark.django_db(transaction=True)
def test_a_right_code_of_two_at_once_opens_once(busy: Portal) -> None:
    access, code = busy.ask(), last_code()
    said = at_once(*[lambda: busy.take(access, code)] * 4)
    assert sorted(one if isinstance(one, str) else one.state for one in said) == [
        "held", "may_take_access", "may_take_access", "may_take_access",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_askings_at_once_are_counted_each(busy: Portal) -> None:
    said = at_once(*[lambda: busy.ask(answered=False)] * 9)
    assert said.count("phone_is_sent_a_few_codes") == 5
    assert Access.objects.count() == 4
    assert not Message.objects.filter(event="portal_code").exists()
