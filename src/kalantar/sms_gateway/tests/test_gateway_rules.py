"""The rules between the outbox and the operator, each by its name."""

import pytest
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.messaging.tests.conftest import Telling
from kalantar.sms_gateway.actions import note_outcomes, settle_strays, take_messages
from kalantar.sms_gateway.outcome import Came, Outcome
from kalantar.sms_gateway.receipt import PartSent
from tests.scene import Scene


def refusal(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.rule.name


def test_messages_are_due(as_system: Actor, scene: Scene) -> None:
    with pytest.raises(Refused) as refused:
        take_messages(sender=1, claim=uuid7(), route="r", limit=5, by=as_system)
    assert refusal(refused) == "messages_are_due"


def test_receipts_have_found_their_parts(as_system: Actor, scene: Scene) -> None:
    with pytest.raises(Refused) as refused:
        settle_strays(strays=[uuid7()], by=as_system)
    assert refusal(refused) == "receipts_have_found_their_parts"


def test_message_part_is_sent_once(tell: Telling, as_system: Actor, desk: Actor) -> None:
    message = tell()
    for again in (False, True):
        take_messages(sender=1, claim=uuid7(), route="r", limit=5, by=as_system)
        part = (PartSent(0, f"id-{again}"),)
        outcome = Outcome(message.pk, Came.LATER, part, reason="half of it")
        if not again:
            note_outcomes(outcomes=[outcome], by=as_system)
            continue
        with pytest.raises(Refused) as refused:
            note_outcomes(outcomes=[outcome], by=as_system)
        assert refusal(refused) == "message_part_is_sent_once"
