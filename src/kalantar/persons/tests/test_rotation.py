"""While the keys change a person is found by number and ID all along, and nothing they said changes."""

from typing import Any

import pytest

from kalantar.kernel.actions import reseal
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.sealing import Key
from kalantar.kernel.sealing.rotation import behind, sealed_with
from kalantar.persons import codes
from kalantar.persons.actions import register_person, send_phone_code, verify_phone
from kalantar.persons.models import Person
from kalantar.persons.queries import persons_of_national_id, persons_of_phone
from tests.scene import Scene

OLD, NEW = Key(1, b"o" * 32), Key(2, b"n" * 32)
PHONE, ID = "09121112233", "0012345679"


def _found(desk: Actor) -> tuple[set[str], set[str]]:
    phones = {str(one.pk) for one in persons_of_phone(desk, PHONE)}
    return phones, {str(one.pk) for one in persons_of_national_id(desk, ID)}


def test_a_person_is_found_while_the_keys_change(scene: Scene, desk: Actor, settings: Any) -> None:
    def register() -> str:
        area = scene.stations[0].pk
        one = register_person(area=area, given_fa="زهرا", phone=PHONE, national_id=ID, by=desk)
        return str(one.pk)

    settings.SEALING_KEYS = (OLD,)
    both = {register()}
    settings.SEALING_KEYS = (NEW, OLD)
    both.add(register())
    assert _found(desk) == (both, both)
    assert sealed_with(OLD.number)
    for ids in behind(Person):
        assert reseal(model=Person, ids=ids, by=system(scene.clock)) == 1
    assert not sealed_with(OLD.number)
    settings.SEALING_KEYS = (NEW,)
    assert _found(desk) == (both, both)
    assert {one.phone for one in Person.objects.all()} == {"+989121112233"}


def test_a_code_comes_back_after_the_key_was_changed(
    scene: Scene, desk: Actor, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[codes.ToSend] = []
    monkeypatch.setattr("kalantar.persons.actions.SENDERS", [lambda what, by: sent.append(what)])
    settings.SEALING_KEYS = (OLD,)
    person = register_person(area=scene.stations[0].pk, given_fa="زهرا", phone=PHONE, by=desk)
    send_phone_code(person=person.pk, by=desk)
    settings.SEALING_KEYS = (NEW, OLD)
    assert verify_phone(person=person.pk, code=sent[0].code, by=desk).used_at
