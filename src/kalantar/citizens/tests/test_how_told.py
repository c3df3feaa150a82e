"""What the page says of a message is what became of it: by every state, and by every reason for none."""

from datetime import UTC, datetime

import pytest

from kalantar.citizens import actions
from kalantar.citizens.court_orders import orders_of
from kalantar.citizens.how_told import HOW, how_told
from kalantar.citizens.models import Access
from kalantar.citizens.queries import answers_by_message, told_to
from kalantar.citizens.tests.portal import Portal
from kalantar.kernel.actor import system
from kalantar.message_templates.actions import retire_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.messaging.actions import withhold_file
from kalantar.messaging.models import Message, MessageState, OptOut, Urgency, WithheldFile
from kalantar.notices.models import Notice, WhyNot
from kalantar.notices.tests.world import react
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from tests.plugins.actors import HandClock

EVENING = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)  # eleven at night in Tehran
NOON = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)


def _notice(state: str, reason: str = "", **more: object) -> Notice:
    message = Message(
        state=state, reason=reason, urgency=Urgency.USUAL, not_before=NOON, submitted_at=NOON,
        ended_at=NOON if state == MessageState.DELIVERED else None,
    )  # fmt: skip
    for name, value in more.items():
        setattr(message, name, value)
    return Notice(channel="sms", message=message)


@pytest.mark.parametrize("state", MessageState)
def test_every_state_says_its_own(state: str) -> None:
    said = how_told(_notice(state, "stop"), NOON)
    others = [how_told(_notice(other, "stop"), NOON) for other in MessageState if other != state]
    same = {MessageState.QUEUED, MessageState.SUBMITTING}  # due now, it is on its way
    assert (said in others) is (state in same)
    assert "{" not in said.en + said.fa
    told = {MessageState.DELIVERED}
    assert said.en.startswith("A message told you") is (state in told)
    assert state in HOW or state in {MessageState.QUEUED, MessageState.SUPPRESSED}


def test_what_waits_for_the_morning_says_until_when() -> None:
    for waits in (
        _notice("queued", not_before=MORNING),
        _notice("queued"),
    ):  # queued before ten, too
        said = how_told(waits, EVENING)
        assert said.en == "A message will be sent to you after Tuesday 24 November 2026, 08:00."
        assert said.fa == "پس از سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۰۸:۰۰ برایتان پیامک فرستاده می‌شود."


@pytest.mark.parametrize("reason", [*OptOut.Reason, *WithheldFile.Reason])
def test_what_was_withheld_says_by_whom(reason: str) -> None:
    said = how_told(_notice("suppressed", reason), NOON).en
    assert said.startswith("No message was sent")
    mine = {OptOut.Reason.STOP, OptOut.Reason.DESK, OptOut.Reason.PORTAL}
    assert ("you stopped messages" in said) is (reason in mine)
    assert ("nothing is sent about this file" in said) is (reason in WithheldFile.Reason)


@pytest.mark.parametrize("why", WhyNot)
def test_who_was_not_told_reads_why(why: str) -> None:
    said = how_told(Notice(channel="none", why_not=why), NOON)
    assert said.en
    assert said.fa


def _page(portal: Portal, access: Access) -> list[str]:
    return [one.how.en for one in told_to(access, orders_of(portal.party), portal.clock())]


def test_what_waited_when_they_stopped_messages_was_not_sent(
    portal: Portal, clock: HandClock
) -> None:
    clock.forward(hours=12)  # past ten in the evening
    react(portal.parties.order())
    held = portal.held()
    [waits] = _page(portal, held)
    assert "will be sent to you after" in waits
    actions.stop_messages(access=held.pk, by=portal.citizen)
    assert _page(portal, held) == ["No message was sent: you stopped messages before it went out."]


def test_nothing_promises_a_message_where_none_comes(portal: Portal) -> None:
    held = portal.held()
    assert answers_by_message(held)
    actions.stop_messages(access=held.pk, by=portal.citizen)
    assert not answers_by_message(held)
    actions.want_messages(access=held.pk, by=portal.citizen)
    root = Jurisdiction.objects.get(pk=portal.case.jurisdiction.ancestors[0])
    judge = portal.parties.world.scene.person(Role.COMMANDER, root)
    words = MessageTemplate.objects.get(event="question_answered", language="fa", state="approved")
    retire_template(template=words.pk, by=judge)
    assert not answers_by_message(held)


def test_nor_of_a_file_of_which_nothing_is_sent(portal: Portal) -> None:
    held = portal.held()
    withhold_file(
        about=("case", portal.case.pk), reason=WithheldFile.Reason.DOMESTIC,
        area=portal.case.jurisdiction_id, by=system(portal.clock),
    )  # fmt: skip
    assert not answers_by_message(held)
