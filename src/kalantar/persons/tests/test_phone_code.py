"""A code goes to the person's phone and comes back; or it does not."""

from collections.abc import Iterator

import pytest

from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.persons import codes
from kalantar.persons.actions import (
    correct_person,
    register_person,
    send_phone_code,
    verify_phone,
)
from kalantar.persons.models import TRIES, Person, PhoneCode
from tests.plugins.actors import HandClock
from tests.scene import Scene


@pytest.fixture
def sent() -> Iterator[list[codes.ToSend]]:
    codes.SENDERS.append(lambda what, by: outbox.append(what))
    outbox: list[codes.ToSend] = []
    yield outbox
    codes.SENDERS.pop()


@pytest.fixture
def person(scene: Scene, desk: Actor) -> Person:
    area = scene.stations[0].pk
    return register_person(area=area, given_fa="زهرا", phone="09121112233", language="ar", by=desk)


def _verified(person: Person) -> bool:
    return Person.objects.get(pk=person.pk).phone_verified_at is not None


def _refused(person: Person, code: str, by: Actor) -> str:
    with pytest.raises(Refused) as refusal:
        verify_phone(person=person.pk, code=code, by=by)
    return refusal.value.rule.name


def test_the_code_comes_back(person: Person, desk: Actor, sent: list[codes.ToSend]) -> None:
    code = send_phone_code(person=person.pk, by=desk)
    assert (sent[0].phone, sent[0].language, len(sent[0].code)) == ("+989121112233", "ar", 6)
    assert sent[0].code.encode() not in bytes(PhoneCode.objects.get(pk=code.pk).code_hash)
    assert sent[0].code not in repr(sent[0])
    typed = sent[0].code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert verify_phone(person=person.pk, code=typed, by=desk).used_at
    assert _verified(person)
    assert _refused(person, sent[0].code, desk) == "phone_code_is_waited_for"


def test_phone_code_came_back_or_counts_as_a_try(
    person: Person, desk: Actor, sent: list[codes.ToSend]
) -> None:
    send_phone_code(person=person.pk, by=desk)
    wrong = f"{(int(sent[0].code) + 1) % 10**6:06}"
    for _ in range(TRIES):
        assert not verify_phone(person=person.pk, code=wrong, by=desk).used_at
    assert _refused(person, sent[0].code, desk) == "phone_code_is_waited_for"
    assert not _verified(person)
    assert Entry.objects.filter(event="PhoneNotVerified").count() == TRIES


def test_phone_code_is_waited_for_ten_minutes(
    person: Person, desk: Actor, sent: list[codes.ToSend], clock: HandClock
) -> None:
    assert _refused(person, "123456", desk) == "phone_code_is_waited_for"
    send_phone_code(person=person.pk, by=desk)
    clock.forward(minutes=10)
    assert _refused(person, sent[0].code, desk) == "phone_code_is_waited_for"


def test_phone_code_was_not_just_sent(
    person: Person, desk: Actor, sent: list[codes.ToSend], clock: HandClock
) -> None:
    send_phone_code(person=person.pk, by=desk)
    with pytest.raises(Refused) as refusal:
        send_phone_code(person=person.pk, by=desk)
    assert refusal.value.rule.name == "phone_code_was_not_just_sent"
    clock.forward(minutes=1)
    send_phone_code(person=person.pk, by=desk)
    if sent[0].code != sent[1].code:  # only the last one is waited for
        assert not verify_phone(person=person.pk, code=sent[0].code, by=desk).used_at
    assert verify_phone(person=person.pk, code=sent[1].code, by=desk).used_at


def test_phone_code_is_of_this_phone(person: Person, desk: Actor, sent: list[codes.ToSend]) -> None:
    send_phone_code(person=person.pk, by=desk)
    correct_person(person=person.pk, phone="09121112244", by=desk)
    assert _refused(person, sent[0].code, desk) == "phone_code_is_of_this_phone"


def test_another_number_is_not_verified(
    person: Person, desk: Actor, sent: list[codes.ToSend]
) -> None:
    send_phone_code(person=person.pk, by=desk)
    verify_phone(person=person.pk, code=sent[0].code, by=desk)
    correct_person(person=person.pk, given_fa="زهره", by=desk)
    assert _verified(person)
    correct_person(person=person.pk, phone="09121112244", by=desk)
    assert not _verified(person)


def test_person_has_a_phone(scene: Scene, desk: Actor, sent: list[codes.ToSend]) -> None:
    nobody = register_person(area=scene.stations[0].pk, given_fa="زهرا", by=desk)
    with pytest.raises(Refused) as refusal:
        send_phone_code(person=nobody.pk, by=desk)
    assert refusal.value.rule.name == "person_has_a_phone"


def test_codes_can_be_sent(person: Person, desk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kalantar.persons.actions.SENDERS", [])
    with pytest.raises(Refused) as refusal:
        send_phone_code(person=person.pk, by=desk)
    assert refusal.value.rule.name == "codes_can_be_sent"
    assert not PhoneCode.objects.exists()
