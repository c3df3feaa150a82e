"""A caller's number stands nowhere in clear, is found all the same, also from before, and while keys change."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.calls.actions import offer_call
from kalantar.calls.models import Call
from kalantar.calls.queries import recent_calls_from
from kalantar.kernel.actions import reseal
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.sealing import Key, hashes
from kalantar.kernel.sealing.rotation import behind, sealed_models, sealed_with
from kalantar.people.roles import Role
from tests.older import older_schema, tables_with
from tests.plugins.actors import HandClock
from tests.scene import Scene

seal_numbers = import_module("kalantar.calls.migrations.0005_seal_numbers")
OLD, NEW = Key(1, b"o" * 32), Key(2, b"n" * 32)
NUMBER, OTHER = "+989121112233", "+982188776655"
ROW = """
INSERT INTO calls_call (id, number, state, offered_at, place_source, wants_secrecy, tries, jurisdiction_id)
VALUES (%s, %s, 'offered', %s, 'unknown', false, 0, %s)
"""


@pytest.fixture
def taker(scene: Scene) -> Actor:
    return scene.person(Role.CALL_TAKER)


def _before(scene: Scene, number: str, age: timedelta) -> UUID:
    """As the service kept a call before."""
    id = uuid7()
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        now: datetime = cursor.fetchone()[0]
        cursor.execute(ROW, [id, number, now - age, scene.city.pk])
    return id


@pytest.mark.django_db(transaction=True)
def test_the_numbers_of_an_older_service_are_sealed(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal_numbers, "BATCH", 2)
    long_ago, today = timedelta(days=3), timedelta(hours=1)
    with older_schema("places_jurisdiction", "people_user") as apply:
        for name in ("0001_initial", "0002_returned_calls", "0003_call_is_returned_once"):
            apply("calls", name)
        said = {_before(scene, NUMBER, long_ago): NUMBER for _ in range(5)}
        said |= {_before(scene, "", long_ago): "", _before(scene, OTHER, today): OTHER}
        apply("calls", "0004_sealed_number")
        _stopped_after_a_batch(apply, monkeypatch)
        apply("calls", "0005_seal_numbers")
        assert tables_with([OTHER], "older") == {"calls_call"}  # rooms go on reading the last day
        assert tables_with([NUMBER], "older") == set()
        said |= {_before(scene, NUMBER, today): NUMBER}  # an older process, meanwhile
        apply("calls", "0006_call_by_number_hash")
        apply("calls", "0007_no_number_in_clear")
        apply("calls", "0008_erased")
        apply("calls", "0009_call_to_erase")
        assert {call.pk: call.number for call in Call.objects.all()} == said
        found = Call.objects.filter(number_hash__in=hashes(NUMBER, "phone"))
        assert {call.pk for call in found} == {
            id for id, number in said.items() if number == NUMBER
        }
        assert tables_with([NUMBER, OTHER], "older") == set()


def _stopped_after_a_batch(apply: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a kill between two batches leaves it."""
    real = seal_numbers.ring
    sealed: list[str] = []

    class Stops:
        def seal(self, text: str, column: str) -> bytes:
            if len(sealed) == 2:
                raise KeyboardInterrupt
            sealed.append(text)
            return bytes(real().seal(text, column))

    with monkeypatch.context() as patch:
        patch.setattr(seal_numbers, "ring", Stops)
        with pytest.raises(KeyboardInterrupt):
            apply("calls", "0005_seal_numbers")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM calls_call WHERE number_sealed <> ''")
        assert cursor.fetchone() == (2,)


def test_the_keys_of_calls_are_changed_with_the_others(
    scene: Scene, taker: Actor, clock: HandClock, settings: Any
) -> None:
    settings.SEALING_KEYS = (OLD,)
    call = offer_call(number=NUMBER, jurisdiction=scene.city.pk, by=taker)
    settings.SEALING_KEYS = (NEW, OLD)
    assert Call in sealed_models()
    assert sealed_with(OLD.number)
    for ids in behind(Call):
        assert reseal(model=Call, ids=ids, by=system(clock)) == 1
    settings.SEALING_KEYS = (NEW,)
    assert not sealed_with(OLD.number)
    assert Call.objects.get().number == NUMBER
    assert [seen.call for seen in recent_calls_from(taker, NUMBER, clock())] == [call]
