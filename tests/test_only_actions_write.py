"""The watch over the run: what changes rows outside of an action is refused, whoever hides it."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections

from kalantar.kernel.action import INTAKES, UPKEEP, intake, upkeep
from tests.plugins.writing import PACKAGE, WroteOutsideAnAction, tables_written

WRITING = {
    "INSERT INTO people_user VALUES (1)": ["people_user"],
    'UPDATE "patrols_unit" SET "status" = %s': ["patrols_unit"],
    "update patrols_unit as u\n set status = 'x'": ["patrols_unit"],
    "UPDATE ONLY public.patrols_unit u SET status = 'x'": ["patrols_unit"],
    "DELETE FROM kernel_operation": ["kernel_operation"],
    "MERGE INTO patrols_unit u USING x ON true": ["patrols_unit"],
    "MERGE patrols_unit AS u USING x ON true": ["patrols_unit"],
    "COPY places_streetpoint (entry_id, point) FROM STDIN": ["places_streetpoint"],
    "TRUNCATE TABLE calls_call": ["calls_call"],
    "SELECT 1; /* by the way */ DELETE FROM calls_call": ["calls_call"],
    "WITH gone AS (DELETE FROM calls_call RETURNING id) SELECT id FROM gone": ["calls_call"],
}
READING = [
    "SELECT id FROM patrols_unit FOR UPDATE OF unit SKIP LOCKED",
    "SELECT 'DELETE FROM calls_call'",
    "SELECT 1 -- DELETE FROM calls_call",
    "COPY calls_call TO STDOUT",
    "SELECT updated, deleted FROM calls_call",
]


@pytest.mark.parametrize("sql", WRITING)
def test_what_changes_rows_is_known_with_its_table(sql: str) -> None:
    assert tables_written(sql) == WRITING[sql]


@pytest.mark.parametrize("sql", READING)
def test_what_only_reads_is_known(sql: str) -> None:
    assert tables_written(sql) == []


HIDDEN = {
    "a queryset in a name": "rows = Unit.objects.all()\nrows.update(radio_identity='x')",
    "a related manager": "Unit(pk=uuid7()).shifts.update(ended_at=None)",
    "a row": "Unit(pk=uuid7()).save_base(force_update=False)",
    "a name asked for by another": "getattr(Unit.objects.all(), 'up' + 'date')(radio_identity='x')",
    "SQL put together": "cursor.execute('upd' + 'ate patrols_unit as u set radio_identity = 1')",
    "COPY": "cursor.copy('COPY patrols_unit FROM STDIN').__enter__()",
    "many at once": "cursor.executemany('DELETE FROM patrols_unit WHERE id = %s', [[uuid7()]])",
}


def _by_the_package(code: str) -> Callable[[], None]:
    """``code`` as if it stood in a file of the package."""

    def run() -> None:
        from uuid_utils.compat import uuid7

        from kalantar.patrols.models import Unit

        with connection.cursor() as cursor:
            names: dict[str, Any] = {"Unit": Unit, "uuid7": uuid7, "cursor": cursor}
            exec(compile(code, f"{PACKAGE}patrols/queries.py", "exec"), names)

    return run


@pytest.mark.django_db
@pytest.mark.parametrize("code", HIDDEN.values(), ids=HIDDEN)
def test_the_package_does_not_write_outside_of_an_action(code: str) -> None:
    with pytest.raises(WroteOutsideAnAction, match=r"patrols/queries\.py:\d+ writes patrols_\w+"):
        _by_the_package(code)()


@pytest.mark.django_db(transaction=True)
def test_another_thread_is_watched_too() -> None:
    caught: list[BaseException] = []

    def run() -> None:
        try:
            _by_the_package(HIDDEN["a queryset in a name"])()
        except WroteOutsideAnAction as refused:
            caught.append(refused)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    thread.join()
    assert len(caught) == 1


@pytest.mark.django_db
def test_within_an_intake_or_upkeep_the_package_writes() -> None:
    write = _by_the_package(HIDDEN["a queryset in a name"])

    def forget_nothing() -> int:
        write()
        return 0

    try:
        intake(write)()
        assert upkeep(forget_nothing)() == 0
    finally:
        INTAKES.pop(f"{__name__}.run")
        UPKEEP.pop(f"{__name__}.forget_nothing")


@pytest.mark.django_db
def test_a_test_makes_its_scene_as_it_likes() -> None:
    from kalantar.patrols.models import Unit

    assert Unit.objects.all().update(radio_identity="x") == 0
