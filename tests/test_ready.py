"""What a row by its id must be, though its SQL was built once."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from uuid_utils.compat import uuid7

from kalantar.kernel.action import find, lock
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Operation
from kalantar.kernel.ready import ASKED, Ready, insert
from kalantar.places.models import Jurisdiction, Kind

CHILDREN = Jurisdiction.objects.select_related("parent")


@pytest.fixture
def city(db: None) -> Jurisdiction:
    return insert(Jurisdiction.below(None, kind=Kind.CITY, name_en="Here", seat=Point(51.5, 35.5)))


@pytest.fixture
def station(city: Jurisdiction) -> Jurisdiction:
    return insert(Jurisdiction.below(city, kind=Kind.STATION, name_en="Near"))


@pytest.mark.parametrize("read", [find, lock])
def test_it_is_the_row_that_django_reads(
    city: Jurisdiction, station: Jurisdiction, read: Any
) -> None:
    for area in (station, city, station):
        with CaptureQueriesContext(connection) as asked:
            found = read(CHILDREN, area.pk)
            assert found.parent == area.parent
        assert len(asked) == 1
        told = Jurisdiction.objects.get(pk=area.pk)
        for field in Jurisdiction._meta.concrete_fields:
            assert getattr(found, field.attname) == getattr(told, field.attname)
        assert not found._state.adding


@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction() -> None:
    rows = Operation.objects.all()
    with transaction.atomic():
        held = insert(Operation(id=uuid7(), fingerprint=b"", done_at="2026-01-01T00:00:00Z"))
        assert lock(rows, held.pk) == held
    with pytest.raises(TransactionManagementError):
        lock(rows, held.pk)


def test_several_values_can_be_asked_each_for_its_mark(
    city: Jurisdiction, station: Jurisdiction
) -> None:
    """Also the same one in two places, texts beside ids, and whatever order the SQL has."""
    rows = Jurisdiction.objects.exclude(name_fa="a name").filter(kind="a kind", parent=ASKED)
    named = Ready(rows.filter(name_en="a name"), ["a name", ASKED, "a kind"])
    assert named.first("Near", city.pk, "station") == station
    assert named.first("Near", city.pk, "city") is None
    assert named.first("Far", city.pk, "station") is None
    assert named.first("Near", station.pk, "station") is None


def test_octets_can_be_asked(db: None) -> None:
    held = insert(Operation(id=uuid7(), fingerprint=b"mine", done_at="2026-01-01T00:00:00Z"))
    of = Ready(Operation.objects.filter(fingerprint=b"a mark"), [b"a mark"])
    assert of.first(b"mine") == held
    assert of.first(b"a mark") is None


def test_any_value_can_be_what_is_asked(city: Jurisdiction, station: Jurisdiction) -> None:
    below = Ready(Jurisdiction.objects.filter(parent=ASKED))
    assert below.first(city.pk) == station
    assert below.first(station.pk) is None
