"""What people write, and what follows from it at once."""

import pytest
from django.db import IntegrityError
from uuid_utils.compat import uuid7

from kalantar.incoming_messages.actions import receive_message
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.incoming_messages.rules import incoming_waits_to_be_read
from kalantar.kernel.actor import Actor
from kalantar.kernel.story import told
from kalantar.messaging.models import Message, OptOut
from kalantar.messaging.tests.conftest import Telling
from tests.scene import Scene

NUMBER = "+989121112233"


def state(message: Message) -> str:
    return Message.objects.get(pk=message.pk).state


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


def test_settled_message_says_when(scene: Scene, as_system: Actor) -> None:
    row = receive_message(number=NUMBER, text="please stop the noise", route="r", by=as_system)
    with pytest.raises(IntegrityError, match="settled_message_says_when"):
        IncomingMessage.objects.filter(pk=row.pk).update(settled="nothing")


@pytest.mark.parametrize(
    ("meaning", "number", "settled", "waits"),
    [
        ("other", NUMBER, False, True), ("other", NUMBER, True, False),
        ("other", "", False, False), ("opt_out", NUMBER, False, False),
    ],
)  # fmt: skip
def test_incoming_waits_to_be_read(
    meaning: str, number: str, settled: bool, waits: bool, as_system: Actor
) -> None:
    at = as_system.now() if settled else None
    assert (
        incoming_waits_to_be_read(IncomingMessage(meaning=meaning, number=number, settled_at=at))
        is waits
    )
