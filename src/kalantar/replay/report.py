"""What the record says after a replay, beside what the file says: counts, stage times, service levels."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any
from uuid import UUID

from django.db import connection

from kalantar.kernel.sentence import Sentence
from kalantar.replay.invariants import broken
from kalantar.replay.origin import Origin, Pair
from kalantar.replay.reading import Reading

PAIRS = (
    ("received", "entry"),
    ("entry", "dispatch"),
    ("dispatch", "on_scene"),
    ("on_scene", "available"),
    ("received", "on_scene"),
)
ANSWERED_S, PROCESSED_S = (10, 15, 20), 60
# One row a call of the replay: the moments the record holds of it, from the tables, not from memory.
_STAGES = """
SELECT call.id AS call, call.offered_at AS received, call.answered_at AS answered, incident.opened_at AS entry,
       min(assignment.sent_at) AS dispatch, min(assignment.on_scene_at) AS on_scene,
       max(assignment.ended_at) AS available, incident.state = 'closed' AS closed
FROM calls_call call
JOIN incidents_incidentcall link ON link.call_id = call.id AND link.parted_at IS NULL
JOIN incidents_incident incident ON incident.id = link.incident_id
LEFT JOIN dispatch_assignment assignment ON assignment.incident_id = incident.id
WHERE call.id = ANY(%s)
GROUP BY call.id, incident.id
"""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds: how many, the median and the ninth decile; None where there were fewer than two."""

    count: int
    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """A replay's outcome. Shares are of one; ``stages`` maps a pair of stages to ours and the file's.

    ``played``: where our times of each pair come from; those of the file only repeat it.
    ``answered_within`` and ``processed_within_60_s`` are the player's own, made as ``answered_by`` and
    ``processed_by`` say. The file's shares are of its calls with both times, from receipt to entry (no
    file says when a call was answered) and from entry to dispatch; empty and None where there are none.
    ``rules_broken``: how often each invariant does not hold, and how often each rule refused what
    the replay did.
    """

    file_rows: int
    file_calls: int
    refused_rows: Mapping[str, int]
    calls_taken: int
    incidents_closed: int
    not_closed: int
    rules_broken: Mapping[str, int]
    answered_within: Mapping[str, float]
    answered_by: Sentence
    entered_within_in_file: Mapping[str, float]
    processed_within_60_s: float
    processed_by: Sentence
    processed_within_60_s_in_file: float | None
    stages: Mapping[str, Mapping[str, Times]]
    played: Mapping[str, Origin]
    speed: float
    wall_seconds: float

    @property
    def sound(self) -> bool:
        """Every call closed, nothing refused, no rule broken."""
        return not (self.not_closed or any(self.rules_broken.values()))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def report(
    calls: Sequence[UUID],
    units: Sequence[UUID],
    reading: Reading,
    refused: Mapping[str, int],
    as_written: Mapping[Pair, Collection[UUID]],
    own: Mapping[Pair, Sentence],
    speed: float,
    wall: float,
) -> Report:
    """Read the record of ``calls`` and of the replay's ``units`` (two queries, one per invariant).

    ``as_written``: the calls in which a pair was played as the file has it; ``own``: what the player
    does in the others.
    """
    rows = _rows(calls)
    waits = [_seconds(row, "received", "answered") for row in rows]
    known = [wait for wait in waits if wait is not None]
    processed = [_seconds(row, "entry", "dispatch") for row in rows]
    entered, sent = reading.seconds("received", "entry"), reading.seconds("entry", "dispatch")
    closed = sum(bool(row["closed"]) for row in rows)
    return Report(
        file_rows=reading.rows,
        file_calls=reading.calls_in_file,
        refused_rows=dict(reading.refused),
        calls_taken=len(calls),
        incidents_closed=closed,
        not_closed=len(calls) - closed,
        rules_broken=broken(units) | dict(refused),
        answered_within=_shares(known),
        answered_by=own["received", "answered"],
        entered_within_in_file=_shares(entered) if entered else {},
        processed_within_60_s=_share([wait for wait in processed if wait is not None], PROCESSED_S),
        processed_by=own["entry", "dispatch"],
        processed_within_60_s_in_file=_share(sent, PROCESSED_S) if sent else None,
        stages={
            f"{start} → {end}": {
                "here": _times([_seconds(row, start, end) for row in rows]),
                "file": _times(list(reading.seconds(start, end))),
            }
            for start, end in PAIRS
        },
        played={
            f"{start} → {end}": _origin(
                [row["call"] for row in rows if _seconds(row, start, end) is not None],
                set(as_written.get((start, end), ())),
                own[start, end],
            )
            for start, end in PAIRS
        },
        speed=speed,
        wall_seconds=wall,
    )


def _rows(calls: Sequence[UUID]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(_STAGES, [list(calls)])
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _seconds(row: Mapping[str, Any], start: str, end: str) -> float | None:
    if row[start] is None or row[end] is None:
        return None
    return float((row[end] - row[start]).total_seconds())


def _origin(calls: Sequence[UUID], as_written: Collection[UUID], own: Sentence) -> Origin:
    return Origin(sum(call in as_written for call in calls), len(calls), own)


def _times(seconds: Sequence[float | None]) -> Times:
    known = sorted(value for value in seconds if value is not None)
    if len(known) < 2:
        return Times(len(known), known[0] if known else None, None)
    tenths = quantiles(known, n=10, method="inclusive")
    return Times(len(known), round(tenths[4], 1), round(tenths[8], 1))


def _shares(waits: Sequence[float]) -> dict[str, float]:
    return {f"{limit} s": _share(waits, limit) for limit in ANSWERED_S}


def _share(waits: Sequence[float], limit: float) -> float:
    return round(sum(wait <= limit for wait in waits) / len(waits), 4) if waits else 0.0
