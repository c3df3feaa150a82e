"""A sender by hand: it takes, hands over and hears receipts without an operator."""

from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.messaging.models import Message
from kalantar.sms_gateway.actions import (
    note_outcomes,
    take_messages,
)
from kalantar.sms_gateway.models import PartState
from kalantar.sms_gateway.outcome import Came, Outcome
from kalantar.sms_gateway.queries import claimed
from kalantar.sms_gateway.receipt import PartSent, ReceiptTold

NUMBER = "+989121112233"


def take(by: Actor, limit: int = 10, sender: int = 1) -> list[Message]:
    claim = uuid7()
    take_messages(sender=sender, claim=claim, route="r", limit=limit, by=by)
    return claimed(sender, claim)


def submit(message: Message, by: Actor, *ids: str) -> None:
    parts = tuple(PartSent(number, id) for number, id in enumerate(ids))
    note_outcomes(outcomes=[Outcome(message.pk, Came.ACCEPTED, parts)], by=by)


def receipt(id: str, state: PartState = PartState.DELIVERED, **more: object) -> ReceiptTold:
    return ReceiptTold(route="r", smsc_id=id, number=NUMBER, state=state, **more)  # type: ignore[arg-type]


def state(message: Message) -> str:
    return Message.objects.get(pk=message.pk).state
