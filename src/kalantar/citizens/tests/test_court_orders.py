"""What a court ordered, on the citizens' page: the same kind and branch for both sides, however they are told;
whom it concerns, to themselves alone; and nobody who is summoned reads that they need not come."""

import pytest

from kalantar.cases.models import Party
from kalantar.citizens.court_orders import asked_by_a_court, orders_of
from kalantar.citizens.queries import area_said, told_to
from kalantar.citizens.tests.portal import Portal
from kalantar.kernel.models import Entry
from kalantar.messaging.actions import opt_out
from kalantar.messaging.models import OptOut
from kalantar.notices.tests.world import react
from kalantar.orders.actions import give_order_its_file, return_order
from kalantar.orders.models import OrderKind

pytestmark = pytest.mark.django_db
NOT_COME = ("need to come", "need to go")


def _asked(portal: Portal, party: Party, *, told: bool = True) -> list[str]:
    station, orders = area_said(portal.case.jurisdiction), orders_of(party)
    return [one.en for one in asked_by_a_court(orders, orders if told else [], station)]


def test_who_wants_no_messages_reads_the_branch_and_the_kind(portal: Portal) -> None:
    access = portal.held()
    opt_out(number=access.phone, reason=OptOut.Reason.DESK, by=portal.parties.world.desk)
    react(portal.parties.order(kind="inquiry"))
    [heard] = told_to(access, orders_of(portal.party), portal.clock())[-1:]
    assert heard.which
    assert heard.which.en == "inquiry, Branch 1203"
    assert heard.which.fa == "تحقیق، شعبهٔ ۱۲۰۳ دادسرا"
    assert heard.how.en.startswith("No message was sent")


def test_what_became_of_it_says_which_it_was(portal: Portal) -> None:
    access, order = portal.held(), portal.parties.courts.order(kind="search")
    give_order_its_file(order=order.pk, case=portal.case.pk, by=portal.parties.world.desk)
    return_order(order=order.pk, report="نشانی نبود", by=portal.parties.world.desk)
    for event in ("OrderGivenItsFile", "OrderReturned"):
        react(Entry.objects.get(event=event).pk)
    told = told_to(access, orders_of(portal.party), portal.clock())
    assert [one.which.en for one in told if one.which] == ["search, Branch 1203"] * 2
    assert _asked(portal, portal.party) == []  # it is over


@pytest.mark.parametrize("kind", OrderKind)
def test_only_a_summons_asks_somebody_to_come(portal: Portal, kind: str) -> None:
    portal.parties.order(kind=kind)
    [said] = _asked(portal, portal.party)
    assert "Branch 1203" in said
    assert any(words in said for words in NOT_COME) is (kind != OrderKind.SUMMONS)


def test_who_is_summoned_reads_so_and_nobody_else_reads_whom(portal: Portal) -> None:
    respondent = portal.parties.respondent
    portal.parties.order(kind="inquiry", number="1")
    portal.parties.order(kind="summons", number="2", persons=[respondent.person_id])
    theirs, others = _asked(portal, respondent), _asked(portal, portal.party)
    assert "It summons you" in theirs[0]  # it stands first
    assert "Whom it summons" in others[0]
    assert theirs[1:] == others[1:]
    assert respondent.person.name.en not in "".join(theirs + others)


def test_what_they_were_not_told_of_is_not_said_but_a_summons(portal: Portal) -> None:
    portal.parties.order(kind="search", number="1")
    assert _asked(portal, portal.party, told=False) == []
    portal.parties.order(kind="summons", number="2")
    assert len(_asked(portal, portal.party, told=False)) == 1
