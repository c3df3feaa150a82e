"""What receipts say of parts, of lost messages, and of nothing known yet."""

from uuid import UUID

import pytest

from kalantar.kernel.actor import Actor
from kalantar.kernel.story import told
from kalantar.messaging.models import Message
from kalantar.messaging.tests.conftest import Telling
from kalantar.sms_gateway.actions import (
    forget_stray_receipts,
    lose_sight,
    note_outcomes,
    note_receipts,
    settle_strays,
)
from kalantar.sms_gateway.models import MessagePart, PartState, StrayReceipt
from kalantar.sms_gateway.outcome import Came, Outcome
from kalantar.sms_gateway.queries import stray_receipts
from kalantar.sms_gateway.receipt import PartSent
from kalantar.sms_gateway.tests.handing import receipt, state, submit, take
from tests.plugins.actors import HandClock
from tests.scene import Scene


def test_a_message_of_two_parts_is_delivered_when_both_are(
    long: Message, as_system: Actor, desk: Actor
) -> None:
    [taken] = take(as_system)
    assert (taken.pk, taken.state, taken.tries) == (long.pk, "submitting", 1)
    submit(long, as_system, "a", "b")
    assert state(long) == "submitted"
    note_receipts(receipts=[receipt("a")], by=as_system)
    assert state(long) == "submitted"
    note_receipts(receipts=[receipt("b")], by=as_system)
    assert state(long) == "delivered"
    said = [line.sentence.en for line in reversed(told(long.pk, desk))]
    assert said[0] == "A message was put in the outbox, in 2 parts."
    assert said[-2:] == ["It has arrived on the phone.", "1 receipt came."]


@pytest.mark.parametrize(
    ("last", "end"),
    [
        (PartState.UNDELIVERED, "undelivered"),
        (PartState.EXPIRED, "expired"),
        (PartState.REJECTED, "rejected"),
    ],
)
def test_the_worst_part_decides(long: Message, as_system: Actor, last: PartState, end: str) -> None:
    take(as_system)
    submit(long, as_system, "a", "b")
    note_receipts(receipts=[receipt("a"), receipt("b", last, error="034")], by=as_system)
    ended = Message.objects.get(pk=long.pk)
    assert (ended.state, ended.reason) == (end, "034")


def test_a_receipt_that_says_nothing_final_ends_nothing(tell: Telling, as_system: Actor) -> None:
    message = tell()
    take(as_system)
    submit(message, as_system, "a")
    note_receipts(receipts=[receipt("a", PartState.SUBMITTED)], by=as_system)
    assert state(message) == "submitted"


def test_a_receipt_that_comes_twice_changes_nothing(tell: Telling, as_system: Actor) -> None:
    message = tell()
    take(as_system)
    submit(message, as_system, "a")
    note_receipts(receipts=[receipt("a")], by=as_system)
    note_receipts(receipts=[receipt("a")], by=as_system)
    assert state(message) == "delivered"
    assert not StrayReceipt.objects.exists()


def test_a_receipt_before_its_part_is_noted_waits_for_it(tell: Telling, as_system: Actor) -> None:
    message = tell()
    take(as_system)
    note_receipts(receipts=[receipt("a"), receipt("nobody's")], by=as_system)
    assert state(message) == "submitting"
    submit(message, as_system, "a")
    found, last = stray_receipts(UUID(int=0), 10)
    assert ([row.smsc_id for row in found], last) == (["a"], None)
    settle_strays(strays=[row.pk for row in found], by=as_system)
    assert state(message) == "delivered"
    assert [row.smsc_id for row in StrayReceipt.objects.all()] == ["nobody's"]


def test_receipts_of_nothing_are_forgotten(
    as_system: Actor, clock: HandClock, scene: Scene
) -> None:
    note_receipts(receipts=[receipt("old")], by=as_system)
    before = clock.forward(days=15)
    note_receipts(receipts=[receipt("new")], by=as_system)
    assert forget_stray_receipts(before=before, by=as_system) == 1
    assert StrayReceipt.objects.get().smsc_id == "new"


def test_a_receipt_finds_a_lost_message_by_our_reference(long: Message, as_system: Actor) -> None:
    take(as_system)
    lose_sight(sender=1, by=as_system)
    first, second = long.reference, (long.reference + 1) % 2**16
    note_receipts(receipts=[receipt("x", reference=second)], by=as_system)
    assert state(long) == "unknown"
    assert MessagePart.objects.get().number == 1
    note_receipts(receipts=[receipt("y", reference=first)], by=as_system)
    assert state(long) == "delivered"


def test_a_lost_message_is_not_settled_by_the_receipt_of_another(
    long: Message, as_system: Actor
) -> None:
    take(as_system)
    lose_sight(sender=1, by=as_system)
    other = (long.reference + 9) % 2**16
    note_receipts(receipts=[receipt("x", reference=other), receipt("y")], by=as_system)
    assert state(long) == "unknown"
    assert StrayReceipt.objects.count() == 2


def test_without_a_reference_the_only_lost_message_to_a_number_is_meant(
    tell: Telling, as_system: Actor
) -> None:
    message = tell()
    take(as_system)
    lose_sight(sender=1, by=as_system)
    note_receipts(receipts=[receipt("x")], by=as_system)
    assert state(message) == "delivered"


def test_without_a_reference_and_with_two_candidates_nothing_is_guessed(
    tell: Telling, as_system: Actor
) -> None:
    messages = [tell(), tell()]
    take(as_system, limit=1)
    lose_sight(sender=1, by=as_system)
    take(as_system, sender=2)  # the other is in hand: its note may be on the way
    note_receipts(receipts=[receipt("x")], by=as_system)
    assert {state(one) for one in messages} == {"unknown", "submitting"}


def test_a_part_that_ended_before_the_other_was_accepted_counts(
    long: Message, as_system: Actor
) -> None:
    """The second part was put off; until it is accepted the first has long arrived."""
    take(as_system)
    first, second = (PartSent(0, "a"),), (PartSent(1, "b"),)
    note_outcomes(outcomes=[Outcome(long.pk, Came.LATER, first, reason="busy")], by=as_system)
    note_receipts(receipts=[receipt("a", PartState.EXPIRED), receipt("b")], by=as_system)
    take(as_system)
    note_outcomes(outcomes=[Outcome(long.pk, Came.ACCEPTED, second)], by=as_system)
    assert state(long) == "submitted"
    found, _ = stray_receipts(UUID(int=0), 10)
    settle_strays(strays=[row.pk for row in found], by=as_system)
    assert state(long) == "expired"
