"""Each invariant holds after a replay, and does not when what it guards is broken on purpose."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from kalantar.replay.invariants import INVARIANTS, UNIT_LEFT, broken

ENTRIES = ", not told once and at that time"
ONE = "(SELECT id FROM dispatch_assignment ORDER BY id LIMIT 1)"
AGAIN = """INSERT INTO kernel_entry (id, event, happened_at, recorded_at, actor_kind, role, request, facts)
    SELECT gen_random_uuid(), event, happened_at, recorded_at, actor_kind, role, request, facts
    FROM kernel_entry WHERE event = '{}' LIMIT 1"""
LATER = "UPDATE kernel_entry SET happened_at = happened_at + interval '1 minute' WHERE event = '{}'"
GONE = "DELETE FROM kernel_entry WHERE event = '{}'"
# For each invariant, what breaks it; the constraints that would refuse that are dropped first.
BREAKS = {
    "a unit on two incidents": [
        "DROP INDEX unit_on_one_active_incident",
        """UPDATE dispatch_assignment SET ended_at = NULL, state = 'on_scene',
           unit_id = (SELECT unit_id FROM dispatch_assignment LIMIT 1)""",
    ],
    "a closed incident with a unit on it": [
        f"UPDATE dispatch_assignment SET ended_at = NULL, state = 'on_scene' WHERE id = {ONE}"
    ],
    "an incident that miscounts its units": [
        "ALTER TABLE incidents_incident DROP CONSTRAINT no_unit_is_on_incident",
        "UPDATE incidents_incident SET units_on_it = 1",
    ],
    "a unit whose status is not its assignment's": [
        "ALTER TABLE patrols_unit DROP CONSTRAINT retired_unit_is_off_duty",
        "UPDATE patrols_unit SET status = 'en_route'",
    ],
    "stages out of order": ["UPDATE dispatch_assignment SET acknowledged_at = on_scene_at + '1 s'"],
    "a call or an incident that ends before it begins": [
        "UPDATE dispatch_assignment SET ended_at = ended_at + interval '1 day'"
    ],
    f"a call that rang{ENTRIES}": [GONE.format("CallOffered")],
    f"a call that was answered{ENTRIES}": [AGAIN.format("CallAnswered")],
    f"a call that ended{ENTRIES}": [LATER.format("CallEnded")],
    f"an incident that was opened{ENTRIES}": [GONE.format("IncidentCreated")],
    f"an incident that was closed{ENTRIES}": [GONE.format("IncidentClosed")],
    f"a unit that was sent{ENTRIES}": [AGAIN.format("UnitSent")],
    f"a unit that arrived{ENTRIES}": [
        f"UPDATE dispatch_assignment SET on_scene_at = NULL WHERE id = {ONE}"
    ],
    f"a unit that was cleared{ENTRIES}": [LATER.format("UnitCleared")],
    f"a unit that was called off{ENTRIES}": [
        f"UPDATE dispatch_assignment SET state = 'called_off' WHERE id = {ONE}"
    ],
    UNIT_LEFT: ["UPDATE patrols_unit SET retired_at = NULL"],
}


class PutBack(Exception):
    """Ends the transaction in which something was broken."""


def _broken_by(statements: list[str], units: list[Any]) -> dict[str, int]:
    counted: dict[str, int] = {}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is pending forbids to drop
            cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger refuses
            for statement in statements:
                cursor.execute(statement)
            counted |= broken(units)
            raise PutBack
    except PutBack:
        return counted


def test_every_invariant_can_fail_and_holds_after_a_replay(town: Any, tmp_path: Path) -> None:
    from kalantar.patrols.models import Unit
    from kalantar.replay.columns import read_columns
    from kalantar.replay.file import replay_file
    from kalantar.replay.tests.test_file import written

    assert replay_file(written(tmp_path, count=3), read_columns(), town, speed=None, cars=4)
    units = list(Unit.objects.values_list("pk", flat=True))
    assert not any(broken(units).values())
    assert BREAKS.keys() == {*INVARIANTS, UNIT_LEFT}
    blind = [name for name, how in BREAKS.items() if not _broken_by(how, units)[name]]
    assert blind == []
    assert not any(broken(units).values())


def test_what_was_refused_stands_under_the_rules_broken_by_its_name(
    town: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kalantar.dispatch.rules import override_says_why
    from kalantar.replay.columns import read_columns
    from kalantar.replay.desk import Desk
    from kalantar.replay.file import replay_file
    from kalantar.replay.tests.test_file import written

    def refuse(*_: Any) -> None:
        raise override_says_why.refuse()

    monkeypatch.setattr(Desk, "_hang_up", refuse)
    file = written(tmp_path, count=1)
    told = replay_file(file, read_columns(), town, speed=None, cars=4).report
    assert told.rules_broken["override_says_why"] == 1
    assert not told.sound
