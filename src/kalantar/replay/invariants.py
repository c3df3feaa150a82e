"""What must hold after a replay, asked of the tables and the timeline: each tells what the other says."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

APART_S = 5  # an entry and its row are written by one act; a real clock ticks between them

# Each count must be 0.
_STATES = {
    "a unit on two incidents": """
        SELECT count(*) FROM (SELECT unit_id FROM dispatch_assignment WHERE ended_at IS NULL
                              GROUP BY unit_id HAVING count(*) > 1) twice""",
    "a closed incident with a unit on it": """
        SELECT count(*) FROM incidents_incident incident JOIN dispatch_assignment assignment
            ON assignment.incident_id = incident.id
        WHERE incident.state = 'closed' AND assignment.ended_at IS NULL""",
    "an incident that miscounts its units": """
        SELECT count(*) FROM incidents_incident incident WHERE units_on_it <> (
            SELECT count(*) FROM dispatch_assignment assignment
            WHERE assignment.incident_id = incident.id AND ended_at IS NULL)""",
    "a unit whose status is not its assignment's": """
        SELECT count(*) FROM patrols_unit unit LEFT JOIN dispatch_assignment assignment
            ON assignment.unit_id = unit.id AND assignment.ended_at IS NULL
        WHERE (unit.status IN ('assigned', 'en_route', 'on_scene')) <> (assignment.id IS NOT NULL)""",
    "stages out of order": """
        SELECT count(*) FROM dispatch_assignment assignment
        JOIN incidents_incident incident ON incident.id = assignment.incident_id
        WHERE sent_at < opened_at OR acknowledged_at < sent_at OR en_route_at < acknowledged_at
           OR on_scene_at < en_route_at OR ended_at < on_scene_at
           OR (en_route_at IS NOT NULL AND acknowledged_at IS NULL)
           OR (on_scene_at IS NOT NULL AND en_route_at IS NULL)
           OR (assignment.state = 'cleared' AND on_scene_at IS NULL)""",
    "a call or an incident that ends before it begins": """
        SELECT (SELECT count(*) FROM calls_call
                WHERE answered_at < offered_at OR ended_at < coalesce(answered_at, offered_at))
             + (SELECT count(*) FROM incidents_incident incident
                WHERE closed_at < opened_at OR closed_at < (
                    SELECT max(ended_at) FROM dispatch_assignment assignment
                    WHERE assignment.incident_id = incident.id))""",
}
_UNITS_LEFT = """
    SELECT count(*) FROM patrols_unit
    WHERE id = ANY(%s) AND (status <> 'off_duty' OR retired_at IS NULL)"""


def _entries(event: str, fact: str) -> str:
    return f"SELECT (facts->>'{fact}')::uuid, happened_at FROM kernel_entry WHERE event = '{event}'"


# What happened → (the rows that say so: id and when, the entries that say so: id and when).
_TOLD_TWICE = {
    "a call that rang": (
        "SELECT id, offered_at FROM calls_call",
        f"{_entries('CallOffered', 'call')} UNION ALL {_entries('CallReturned', 'back')}",
    ),
    "a call that was answered": (
        "SELECT id, answered_at FROM calls_call WHERE answered_at IS NOT NULL",
        f"{_entries('CallAnswered', 'call')} UNION ALL {_entries('CallReturned', 'back')}",
    ),
    "a call that ended": (
        "SELECT id, ended_at FROM calls_call WHERE ended_at IS NOT NULL",
        f"{_entries('CallEnded', 'call')} UNION ALL {_entries('CallAbandoned', 'call')}",
    ),
    "an incident that was opened": (
        "SELECT id, opened_at FROM incidents_incident",
        _entries("IncidentCreated", "incident"),
    ),
    "an incident that was closed": (
        "SELECT id, closed_at FROM incidents_incident WHERE state = 'closed'",
        """SELECT (facts->>'incident')::uuid, max(happened_at) FROM kernel_entry
           WHERE event IN ('IncidentClosed', 'IncidentReopened') GROUP BY 1
           HAVING sum(CASE event WHEN 'IncidentClosed' THEN 1 ELSE -1 END) > 0""",
    ),
    "a unit that was sent": (
        "SELECT id, sent_at FROM dispatch_assignment",
        _entries("UnitSent", "assignment"),
    ),
    "a unit that arrived": (
        "SELECT id, on_scene_at FROM dispatch_assignment WHERE on_scene_at IS NOT NULL",
        _entries("UnitArrived", "assignment"),
    ),
    "a unit that was cleared": (
        "SELECT id, ended_at FROM dispatch_assignment WHERE state = 'cleared'",
        _entries("UnitCleared", "assignment"),
    ),
    "a unit that was called off": (
        "SELECT id, ended_at FROM dispatch_assignment WHERE state = 'called_off'",
        _entries("UnitCalledOff", "assignment"),
    ),
}
_DIFFER = """
    SELECT count(*)
    FROM (SELECT id, count(*) AS times, max(at) AS at FROM ({rows}) row (id, at) GROUP BY id) kept
    FULL JOIN (SELECT id, count(*) AS times, max(at) AS at FROM ({entries}) entry (id, at)
               GROUP BY id) told USING (id)
    WHERE kept.times IS DISTINCT FROM told.times
       OR abs(extract(epoch FROM kept.at - told.at)) > {apart}"""
_ENTRIES = {
    f"{what}, not told once and at that time": _DIFFER.format(
        rows=rows, entries=entries, apart=APART_S
    )
    for what, (rows, entries) in _TOLD_TWICE.items()
}
INVARIANTS = _STATES | _ENTRIES
UNIT_LEFT = "a unit of the replay that is not free at the end"


def broken(units: Sequence[UUID] = ()) -> dict[str, int]:
    """How often each invariant is broken in the database now, and by ``units``, which a replay has
    had for itself and should have left: all must be 0. One query each."""
    with connection.cursor() as cursor:
        counted = {}
        for name, question in INVARIANTS.items():
            cursor.execute(question)
            [counted[name]] = cursor.fetchone()
        cursor.execute(_UNITS_LEFT, [list(units)])
        [counted[UNIT_LEFT]] = cursor.fetchone()
        return counted
