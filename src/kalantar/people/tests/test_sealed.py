"""The private phone of who works for the service stands nowhere in clear, also from before."""

from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from uuid_utils.compat import uuid7

from kalantar.kernel.actions import reseal
from kalantar.kernel.actor import system
from kalantar.kernel.sealing import Key
from kalantar.kernel.sealing.rotation import behind, sealed_models, sealed_with
from kalantar.people.models import User
from kalantar.people.tests.small import Small
from tests.older import older_schema, tables_with

seal_phones = import_module("kalantar.people.migrations.0004_seal_phones")
OLD, NEW = Key(1, b"o" * 32), Key(2, b"n" * 32)
PHONE, LATE = "+989121112233", "+989121112244"
ROW = """
INSERT INTO people_user (id, password, username, name_fa, name_en, phone, language, is_active, session_epoch)
VALUES (%s, '!', %s, 'الف', '', %s, 'fa', true, 0)
"""


def _before(phone: str) -> UUID:
    """As the service kept somebody before."""
    id = uuid7()
    with connection.cursor() as cursor:
        cursor.execute(ROW, [id, f"p{id.hex[-12:]}", phone])
    return id


@pytest.mark.django_db(transaction=True)
def test_the_phones_of_an_older_service_are_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal_phones, "BATCH", 2)
    with older_schema("places_jurisdiction") as apply:
        apply("people", "0001_initial")
        said = {_before(PHONE): PHONE for _ in range(5)} | {_before(""): ""}
        apply("people", "0003_sealed_phone")
        for _ in range(2):  # also after it was stopped
            apply("people", "0004_seal_phones")
        assert tables_with([PHONE], "older") == set()
        said |= {_before(LATE): LATE}  # an older process, meanwhile
        apply("people", "0005_no_phone_in_clear")
        apply("people", "0006_phone_is_as_long_as_a_sealed_one")
        assert {user.pk: user.phone for user in User.objects.all()} == said
        assert tables_with([PHONE, LATE], "older") == set()
        with pytest.raises(IntegrityError, match="phone_is_international"), transaction.atomic():
            _before_sealed(b"+989121112233")


def _before_sealed(octets: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ROW, [uuid7(), "somebody", octets])


@pytest.mark.parametrize("phone", ["+1234567", "+123456789012345"])
def test_the_shortest_and_the_longest_number_are_kept(small: Small, phone: str) -> None:
    person = small.person("someone")
    User.objects.filter(pk=person.pk).update(phone=phone)
    assert User.objects.get(pk=person.pk).phone == phone
    assert tables_with([phone]) == set()


def test_the_keys_of_phones_are_changed_with_the_others(small: Small, settings: Any) -> None:
    settings.SEALING_KEYS = (OLD,)
    person = small.person("someone")
    User.objects.filter(pk=person.pk).update(phone=PHONE)
    settings.SEALING_KEYS = (NEW, OLD)
    assert User in sealed_models()
    assert sealed_with(OLD.number)
    for ids in behind(User):
        assert reseal(model=User, ids=ids, by=system(small.clock)) == 1
    settings.SEALING_KEYS = (NEW,)
    assert not sealed_with(OLD.number)
    assert User.objects.get(pk=person.pk).phone == PHONE
