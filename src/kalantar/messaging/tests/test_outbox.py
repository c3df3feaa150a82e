"""What is put into the outbox, what waits there, and what never leaves it."""

import hashlib
from uuid import UUID

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.kernel.lifecycle import LIFECYCLES
from kalantar.kernel.rules import Refused
from kalantar.messaging.actions import (
    cancel_message,
    opt_in,
    opt_out,
    release_file,
    withhold_file,
)
from kalantar.messaging.models import Message
from kalantar.messaging.queries import due, messages_about
from kalantar.messaging.tests.conftest import Telling
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import Scene, a_city

NUMBER = "+989121112233"


def state(message: Message) -> str:
    return Message.objects.get(pk=message.pk).state


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


def test_opting_in_at_the_desk(tell: Telling, desk: Actor) -> None:
    opt_out(number=NUMBER, reason="desk", by=desk)
    opt_in(number=NUMBER, by=desk)
    assert tell().state == "queued"


def test_every_verb_in_every_state() -> None:
    table = LIFECYCLES["message"]
    for verb in {step.verb for step in table.steps}:
        for begun in table.states:
            row = Message(state=begun)
            if step := table.step(verb, begun):
                assert table.advance(row, verb) == step
                assert row.state == step.to
            else:
                with pytest.raises(Refused):
                    table.advance(row, verb)
