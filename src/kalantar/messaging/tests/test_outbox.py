"""A message from the outbox to its end, as the sender and the receipts tell it."""

import hashlib
from uuid import UUID

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.kernel.lifecycle import LIFECYCLES
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.messaging.actions import (
    cancel_message,
    expire_messages,
    forget_stray_receipts,
    lose_sight,
    note_outcomes,
    note_receipts,
    opt_in,
    opt_out,
    receive_message,
    refuse_template,
    release_file,
    retire_template,
    send_again,
    settle_strays,
    take_messages,
    withhold_file,
    write_template,
)
from kalantar.messaging.models import (
    IncomingMessage,
    Message,
    MessagePart,
    OptOut,
    PartState,
    StrayReceipt,
)
from kalantar.messaging.outcome import Came, Outcome
from kalantar.messaging.placeholders import PLACEHOLDERS, examples
from kalantar.messaging.queries import (
    approved_template,
    claimed,
    due,
    messages_about,
    preview,
    senders_at_work,
    stray_receipts,
    unknown_messages,
)
from kalantar.messaging.receipt import PartSent, ReceiptTold
from kalantar.messaging.tests.conftest import Telling
from kalantar.messaging.tests.writing import everywhere, put_in_use
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import Scene, a_city

LONG = "پروندهٔ {file_number} در کلانتری باز شد. " + "برای پیگیری به درگاه مراجعه کنید. " * 2
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


@pytest.fixture
def long(scene: Scene, tell: Telling) -> Message:
    """A message of two parts."""
    put_in_use(scene, "fa", LONG)
    message = tell(language="fa", values={"file_number": "۱۴۰۵-۱"})
    assert (message.encoding, message.segments) == ("ucs2", 2)
    return message


def test_a_message_keeps_its_number_and_text_sealed_and_a_hash_of_the_text(tell: Telling) -> None:
    message = tell()
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, text, text_sha256, prefix FROM messaging_message")
        number, text, kept, prefix = cursor.fetchone()
    assert b"912111" not in bytes(number)
    assert b"file" not in bytes(text)
    read = Message.objects.get(pk=message.pk)
    assert (read.number, read.text) == (NUMBER, "Your file 1405-1 was opened.")
    assert bytes(kept) == hashlib.sha256(read.text.encode()).digest()
    assert prefix == "+989121"


def test_the_timeline_holds_neither_number_nor_text(tell: Telling) -> None:
    tell()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(facts::text, ' ') FROM kernel_entry")
        [facts] = cursor.fetchone()
    assert "912" not in facts
    assert "was opened" not in facts


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
    assert said[-2:] == ["It has arrived on the phone.", "1 receipts came."]


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


def test_a_cancelled_message_is_not_sent(tell: Telling, as_system: Actor, desk: Actor) -> None:
    cancel_message(message=tell().pk, by=desk)
    assert not due(desk.now()).exists()


def test_quiet_hours_hold_back_what_can_wait(
    tell: Telling, clock: HandClock, as_system: Actor
) -> None:
    """Also where it could not be sent before they began."""
    late = tell()
    clock.forward(hours=11)  # eleven at night
    usual, urgent, code = tell(), tell(urgency="urgent"), tell(urgency="asked_for")
    assert [one.pk for one in due(clock())] == [code.pk, urgent.pk]
    clock.forward(hours=9, minutes=30)  # half past eight
    assert {one.pk for one in due(clock())} == {code.pk, urgent.pk, late.pk, usual.pk}


def test_only_the_routes_that_are_free_are_asked_for(tell: Telling, clock: HandClock) -> None:
    first, second, third = tell("09121112233"), tell("09351112233"), tell("+14155530123")

    def found(ready: list[str], waiting: list[str]) -> set[UUID]:
        return {one.pk for one in due(clock(), ready, waiting)}

    assert found([""], []) == {first.pk, second.pk, third.pk}
    assert found([""], ["+9812", "+9891"]) == {second.pk, third.pk}
    assert found(["+98"], ["", "+9891"]) == {second.pk}
    assert found(["+9891", "+1"], ["+98", ""]) == {first.pk, third.pk}


def test_withholding_a_file_stops_what_waits_and_keeps_neither_number_nor_words(
    scene: Scene, tell: Telling, desk: Actor
) -> None:
    about = ("case", uuid7())
    waits, safe = tell(about=about), tell(about=about, safe_number=True)
    withhold_file(about=about, reason="domestic", area=scene.city.pk, by=desk)
    stopped = Message.objects.get(pk=waits.pk)
    assert (stopped.state, stopped.number, stopped.text) == ("suppressed", "", "")
    assert stopped.number_hash == b""
    assert state(safe) == "queued"
    release_file(about=about, area=scene.city.pk, by=desk)
    assert tell(about=about).state == "queued"
    assert state(waits) == "suppressed"


def test_what_a_file_was_told_is_seen_in_its_area_only(
    scene: Scene, tell: Telling, desk: Actor
) -> None:
    about = uuid7()
    message = tell(about=("case", about))
    assert list(messages_about(desk, "case", about)) == [message]
    assert list(messages_about(scene.person(Role.AUDITOR), "case", about)) == [message]
    assert not messages_about(scene.person(Role.CALL_TAKER), "case", about)
    assert not messages_about(a_city(scene.clock).person(Role.DESK_OFFICER), "case", about)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("STOP", "opt_out"), (" stop. ", "opt_out"), ("لغو", "opt_out"), ("لغو!", "opt_out"),
        ("start", "opt_in"), ("وصل", "opt_in"), ("اشتباه", "wrong_number"),
        ("شمارهٔ اشتباه", "wrong_number"), ("please stop the noise", "other"), ("", "other"),
    ],
)  # fmt: skip
def test_an_answer_means_what_its_word_says(
    scene: Scene, as_system: Actor, text: str, meaning: str
) -> None:
    receive_message(number="9121112233", text=text, route="r", by=as_system)
    assert IncomingMessage.objects.get().meaning == meaning
    assert OptOut.objects.exists() is (meaning in {"opt_out", "wrong_number"})


def test_stop_stops_what_waits_and_start_starts_again(tell: Telling, as_system: Actor) -> None:
    waits = tell()
    receive_message(number=NUMBER, text="لغو", route="r", by=as_system)
    assert (state(waits), tell().state) == ("suppressed", "suppressed")
    receive_message(number=NUMBER, text="وصل", route="r", by=as_system)
    assert tell().state == "queued"


def test_a_wrong_number_is_told_on_the_file_it_was_for(
    tell: Telling, as_system: Actor, desk: Actor
) -> None:
    about = uuid7()
    tell(about=("case", about))
    receive_message(number=NUMBER, text="WRONG", route="r", by=as_system)
    said = [line.event for line in told(about, desk)]
    assert "NumberSaidWrong" in said
    assert tell(about=("case", about)).reason == "wrong_number"


def test_opting_in_at_the_desk(tell: Telling, desk: Actor) -> None:
    opt_out(number=NUMBER, reason="desk", by=desk)
    opt_in(number=NUMBER, by=desk)
    assert tell().state == "queued"


def test_a_template_is_previewed_with_what_would_be_sent(scene: Scene) -> None:
    template = put_in_use(scene, "fa", LONG)
    looks = preview(template, {"file_number": "۱۴۰۵-۹"})
    assert looks.text.startswith("پروندهٔ ۱۴۰۵-۹ در کلانتری")
    assert len(looks.segments) == 2
    assert examples(LONG, "fa") == {"file_number": PLACEHOLDERS["file_number"].example.fa}


def test_only_an_approved_template_is_used_until_it_is_retired(scene: Scene) -> None:
    writer, judge = everywhere(scene, Role.ADMINISTRATOR), everywhere(scene, Role.COMMANDER)
    draft = write_template(event="ab", language="en", role="cd", text="x", by=writer)
    assert approved_template("ab", "en", "cd") is None
    refuse_template(template=draft.pk, by=judge)
    assert approved_template("ab", "en", "cd") is None
    used = put_in_use(scene, "en", "x")
    assert approved_template("file_opened", "en", "complainant") == used
    retire_template(template=used.pk, by=judge)
    assert approved_template("file_opened", "en", "complainant") is None


@pytest.mark.parametrize("lifecycle", ["message", "message_template"])
def test_every_verb_in_every_state(lifecycle: str) -> None:
    table = LIFECYCLES[lifecycle]
    for verb in {step.verb for step in table.steps}:
        for begun in table.states:
            row = Message(state=begun)
            if step := table.step(verb, begun):
                assert table.advance(row, verb) == step
                assert row.state == step.to
            else:
                with pytest.raises(Refused):
                    table.advance(row, verb)
