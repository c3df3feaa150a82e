"""The test run's own promises: committing tests leave nothing, not even on the timeline."""

from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from kalantar.config.database import not_hung_up
from kalantar.kernel.models import Operation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", [1, 2])
def test_each_committing_test_begins_with_what_the_migrations_left(turn: int) -> None:
    assert not Operation.objects.exists()
    with transaction.atomic():
        Operation.objects.create(id="01890000-0000-7000-8000-000000000000", fingerprint=b"")
    assert Operation.objects.count() == 1


def test_a_connection_the_server_has_hung_up_is_replaced() -> None:
    with connection.cursor() as cursor, psycopg.connect(**_address()) as idle:
        not_hung_up(idle)
        assert not idle.closed
        gone = "SELECT pg_terminate_backend(%s, 5000)"  # waits until it has ended
        cursor.execute(gone, [idle.info.backend_pid])
        with pytest.raises(psycopg.OperationalError):
            not_hung_up(idle)
        assert idle.closed


def _address() -> dict[str, Any]:
    info = connection.connection.info
    return {"host": info.host, "port": info.port, "user": info.user, "dbname": info.dbname}
