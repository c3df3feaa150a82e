"""The test run's own promises: committing tests leave nothing, not even on the timeline."""

import pytest
from django.db import transaction

from kalantar.kernel.models import Operation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", [1, 2])
def test_each_committing_test_begins_with_what_the_migrations_left(turn: int) -> None:
    assert not Operation.objects.exists()
    with transaction.atomic():
        Operation.objects.create(id="01890000-0000-7000-8000-000000000000", fingerprint=b"")
    assert Operation.objects.count() == 1
