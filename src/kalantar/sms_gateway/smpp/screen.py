"""Without an operator: messages go to a phone screen of our own, and nothing leaves the machine."""

from threading import Event

from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, system
from kalantar.kernel.rules import Refused
from kalantar.sms_gateway.actions import (
    expire_messages,
    note_outcomes,
    note_receipts,
    take_messages,
)
from kalantar.sms_gateway.models import PartState
from kalantar.sms_gateway.outcome import Came, Outcome
from kalantar.sms_gateway.queries import claimed
from kalantar.sms_gateway.receipt import PartSent, ReceiptTold
from kalantar.sms_gateway.routes import SCREEN
from kalantar.sms_gateway.smpp.sender import IDLE_S, alive

AT_ONCE = 100


def show(sender: int, by: Actor) -> bool:
    """Show what is due; whether there was anything."""
    claim = uuid7()
    try:
        take_messages(sender=sender, claim=claim, route=SCREEN, limit=AT_ONCE, by=by)
    except Refused:
        return False
    outcomes, receipts = [], []
    for message in claimed(sender, claim):
        there = {part.number for part in message.parts.all()}
        numbers = [number for number in range(message.segments) if number not in there]
        parts = tuple(PartSent(number, f"{message.pk}-{number}") for number in numbers)
        outcomes.append(Outcome(message.pk, Came.ACCEPTED, parts))
        receipts += [
            ReceiptTold(SCREEN, part.smsc_id, message.number, PartState.DELIVERED) for part in parts
        ]
    note_outcomes(outcomes=outcomes, by=by)
    note_receipts(receipts=receipts, by=by)
    return True


def run(sender: int, stop: Event) -> None:
    """Until ``stop`` is set."""
    by = system()
    with alive(sender):
        while not stop.is_set():
            if not show(sender, by):
                try:
                    expire_messages(by=by)
                except Refused:
                    stop.wait(IDLE_S)
