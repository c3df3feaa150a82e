"""The rules of messages, each by its name, and who may what."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, ActorKind, Grant, system
from kalantar.kernel.rules import Refused
from kalantar.message_templates.actions import write_template
from kalantar.message_templates.tests.writing import everywhere, put_in_use
from kalantar.messaging.actions import (
    cancel_message,
    opt_in,
    opt_out,
    queue_message,
    release_file,
    send_again,
    withhold_file,
)
from kalantar.messaging.models import Message, OptOut, WithheldFile
from kalantar.messaging.rules import (
    may_carry_messages,
    may_handle_message,
    may_keep_opt_outs,
    may_send_messages,
    number_wants_messages,
)
from kalantar.messaging.tests.conftest import Telling
from kalantar.people.roles import Role
from tests.plugins.actors import HandClock
from tests.scene import Scene, a_city

DESK = {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}


def refusal(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.rule.name


@pytest.mark.parametrize("role", Role)
def test_may_send_messages(scene: Scene, role: Role) -> None:
    assert may_send_messages(scene.person(role), scene.city) is (role in DESK)
    assert not may_send_messages(a_city(scene.clock).person(role), scene.city)
    grants = frozenset({Grant(role, scene.city.pk)})
    program = Actor(kind=ActorKind.PROGRAM, grants=grants, clock=scene.clock)
    assert not may_send_messages(program, scene.city)


@pytest.mark.parametrize("role", Role)
def test_may_handle_message(scene: Scene, role: Role, tell: Telling) -> None:
    message = tell()
    assert may_handle_message(scene.person(role), message) is (role in DESK)
    assert not may_handle_message(a_city(scene.clock).person(role), message)


@pytest.mark.parametrize("role", Role)
def test_may_carry_messages(scene: Scene, role: Role) -> None:
    assert not may_carry_messages(everywhere(scene, role), None)
    assert may_carry_messages(system(scene.clock), None)


@pytest.mark.parametrize("role", Role)
def test_may_keep_opt_outs(scene: Scene, role: Role) -> None:
    assert may_keep_opt_outs(scene.person(role), None) is (role in DESK)
    assert may_keep_opt_outs(system(scene.clock), None)


def test_message_says_what_in_codes(tell: Telling) -> None:
    with pytest.raises(Refused) as refused:
        tell(role="The complainant")
    assert refusal(refused) == "message_says_what_in_codes"


def test_message_language_is_spoken(tell: Telling) -> None:
    with pytest.raises(Refused) as refused:
        tell(language="de")
    assert refusal(refused) == "message_language_is_spoken"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"file_number": ""},
        {"file_number": "1" * 61},
        {"file_number": "one\ntwo"},
        {"file_number": "{code}"},
        {"file_number": "1", "name": "Ali"},
    ],
)
def test_message_fills_its_template(tell: Telling, values: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        tell(values=values)
    assert refusal(refused) == "message_fills_its_template"


def test_message_is_short_enough(scene: Scene, tell: Telling) -> None:
    put_in_use(scene, "en", "long " * 123)
    with pytest.raises(Refused) as refused:
        tell()
    assert refusal(refused) == "message_is_short_enough"


def test_message_has_an_approved_template(scene: Scene, tell: Telling) -> None:
    writer = everywhere(scene, Role.ADMINISTRATOR)
    write_template(event="file_closed", language="en", role="complainant", text="x", by=writer)
    with pytest.raises(Refused) as refused:
        tell(event="file_closed")
    assert refusal(refused) == "message_has_an_approved_template"


@pytest.mark.parametrize("reason", WithheldFile.Reason)
def test_file_is_told_about(scene: Scene, desk: Actor, tell: Telling, reason: str) -> None:
    about = ("case", uuid7())
    withhold_file(about=about, reason=reason, area=scene.city.pk, by=desk)
    told = tell(about=about)
    assert (told.state, told.reason, told.number, told.text) == ("suppressed", reason, "", "")
    safe = tell(about=about, safe_number=True)
    assert (safe.state == "queued") is (reason != "informant")
    assert tell().state == "queued"


@pytest.mark.parametrize("urgency", ["usual", "urgent", "asked_for"])
@pytest.mark.parametrize("reason", OptOut.Reason)
def test_number_wants_messages(desk: Actor, tell: Telling, urgency: str, reason: str) -> None:
    opt_out(number="0912 111 2233", reason=reason, by=desk)
    wants = urgency == "asked_for" and reason != "wrong_number"
    assert (tell(urgency=urgency).state == "queued") is wants
    assert tell(number="09120000000", urgency=urgency).state == "queued"
    assert number_wants_messages(None, urgency)


def test_number_had_opted_out(desk: Actor) -> None:
    with pytest.raises(Refused) as refused:
        opt_in(number="09121112233", by=desk)
    assert refusal(refused) == "number_had_opted_out"


def test_file_had_been_withheld(scene: Scene, desk: Actor) -> None:
    with pytest.raises(Refused) as refused:
        release_file(about=("case", uuid7()), area=scene.city.pk, by=desk)
    assert refusal(refused) == "file_had_been_withheld"


def _lost(tell: Telling) -> Message:
    message = tell()
    Message.objects.filter(pk=message.pk).update(state="unknown")
    return message


def test_sending_again_has_a_reason(desk: Actor, tell: Telling) -> None:
    lost = _lost(tell)
    with pytest.raises(Refused) as refused:
        send_again(message=lost.pk, by=desk)
    assert refusal(refused) == "sending_again_has_a_reason"
    assert send_again(message=lost.pk, by=desk.because("he rang: nothing came")).state == "queued"


def test_message_is_in_time(desk: Actor, tell: Telling, clock: HandClock) -> None:
    lost = _lost(tell)
    clock.forward(days=3)
    with pytest.raises(Refused) as refused:
        send_again(message=lost.pk, by=desk.because("he rang"))
    assert refusal(refused) == "message_is_in_time"


def test_message_allows_step(desk: Actor, tell: Telling) -> None:
    lost = _lost(tell)
    with pytest.raises(Refused) as refused:
        cancel_message(message=lost.pk, by=desk)
    assert refusal(refused) == "message_allows_step"


def _breaks(name: str, message: Message, **wrong: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**wrong)


def test_message_being_sent_has_its_sender(tell: Telling) -> None:
    _breaks("message_being_sent_has_its_sender", tell(), state="submitting")
    _breaks("message_being_sent_has_its_sender", tell(), sender=1, claim=uuid7())


def test_message_expires_after_it_was_queued(tell: Telling) -> None:
    with pytest.raises(Refused) as refused:
        tell(lasts=timedelta(0))
    assert refusal(refused) == "message_expires_after_it_was_queued"


def test_submitted_message_says_when(tell: Telling) -> None:
    _breaks("submitted_message_says_when", tell(), state="submitted")


def test_number_opts_out_once(desk: Actor) -> None:
    first = opt_out(number="09121112233", reason="stop", by=desk)
    assert opt_out(number="+989121112233", reason="desk", by=desk) == first
    twin = OptOut(number="+989121112233", reason="desk", since=desk.now())
    with pytest.raises(IntegrityError, match="number_opts_out_once"), transaction.atomic():
        twin.save(force_insert=True)


def test_file_is_withheld_once(scene: Scene, desk: Actor) -> None:
    about = ("case", uuid7())
    withhold_file(about=about, reason="child", area=scene.city.pk, by=desk)
    with pytest.raises(Refused) as refused:
        withhold_file(about=about, reason="officer", area=scene.city.pk, by=desk)
    assert refusal(refused) == "file_is_withheld_once"


def test_who_may_not_send_changes_nothing(scene: Scene, in_use: None) -> None:
    with pytest.raises(Refused) as refused:
        queue_message(
            number="09121112233", event="file_opened", language="en", role="complainant",
            values={"file_number": "1"}, about=("case", uuid7()), area=scene.city.pk,
            by=scene.person(Role.PATROL_OFFICER),
        )  # fmt: skip
    assert refusal(refused) == "may_send_messages"
    assert not Message.objects.exists()
