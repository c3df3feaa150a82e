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


def test_any_value_can_be_what_is_asked(city: Jurisdiction, station: Jurisdiction) -> None:
    below = Ready(Jurisdiction.objects.filter(parent=ASKED))
    assert below.first(city.pk) == station
    assert below.first(station.pk) is None
