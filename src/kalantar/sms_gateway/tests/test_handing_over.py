"""What is taken, accepted, put off, refused or lost sight of."""

import pytest

from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.messaging.actions import (
    send_again,
)
from kalantar.messaging.models import Message
from kalantar.messaging.queries import due, unknown_messages
from kalantar.messaging.tests.conftest import Telling
from kalantar.sms_gateway.actions import (
    expire_messages,
    lose_sight,
    note_outcomes,
    note_receipts,
)
from kalantar.sms_gateway.outcome import Came, Outcome
from kalantar.sms_gateway.queries import senders_at_work
from kalantar.sms_gateway.receipt import PartSent
from kalantar.sms_gateway.tests.handing import receipt, state, take
from tests.plugins.actors import HandClock


def test_two_senders_never_take_the_same(tell: Telling, as_system: Actor) -> None:
    messages = {tell(number=f"0912111{n:04}").pk for n in range(4)}
    first, second = take(as_system, limit=3, sender=1), take(as_system, limit=3, sender=2)
    assert (len(first), len(second)) == (3, 1)
    assert {one.pk for one in first + second} == messages
    assert set(senders_at_work()) == {1, 2}


def test_what_a_dead_sender_held_is_unknown_and_not_sent_again(
    tell: Telling, as_system: Actor, desk: Actor
) -> None:
    message = tell()
    take(as_system, sender=1)
    lose_sight(sender=1, by=as_system)
    assert state(message) == "unknown"
    assert list(unknown_messages(desk)) == [message]
    with pytest.raises(Refused):
        take(as_system, sender=2)


def test_sent_again_goes_only_what_the_operator_is_not_known_to_have(
    long: Message, as_system: Actor, desk: Actor
) -> None:
    take(as_system)
    lose_sight(sender=1, by=as_system)
    note_receipts(receipts=[receipt("x", reference=long.reference)], by=as_system)
    send_again(message=long.pk, by=desk.because("nothing came"))
    [again] = take(as_system)
    assert [part.number for part in again.parts.all()] == [0]
    note_outcomes(outcomes=[Outcome(long.pk, Came.ACCEPTED, (PartSent(1, "z"),))], by=as_system)
    note_receipts(receipts=[receipt("z")], by=as_system)
    assert state(long) == "delivered"


def test_what_was_not_accepted_is_tried_again_later(
    tell: Telling, as_system: Actor, clock: HandClock
) -> None:
    message = tell()
    take(as_system)
    later = clock() + (clock.forward(minutes=1) - clock())
    outcome = Outcome(message.pk, Came.LATER, reason="throttled", not_before=later, counts=False)
    note_outcomes(outcomes=[outcome], by=as_system)
    back = Message.objects.get(pk=message.pk)
    assert (back.state, back.tries, back.reason) == ("queued", 0, "throttled")
    assert take(as_system)[0].pk == message.pk


def test_what_the_operator_refuses_is_over(tell: Telling, as_system: Actor) -> None:
    message = tell()
    take(as_system)
    outcome = Outcome(message.pk, Came.REFUSED, reason="ESME_RINVDSTADR")
    note_outcomes(outcomes=[outcome], by=as_system)
    assert state(message) == "rejected"


def test_what_waited_too_long_is_not_sent(
    tell: Telling, as_system: Actor, clock: HandClock
) -> None:
    message = tell()
    clock.forward(days=3)
    assert not due(clock()).exists()
    expire_messages(by=as_system)
    assert state(message) == "expired"
