"""What the service would have recorded of rows that were copied: made by PostgreSQL from the rows."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg

from bench.parts.copying import wire

# The rows of which nothing is recorded yet.
_FRESH = """
CREATE UNLOGGED TABLE bench_fresh AS
SELECT id FROM (
    SELECT id FROM persons_person UNION ALL SELECT id FROM reception_visit
    UNION ALL SELECT id FROM cases_case
) row WHERE NOT EXISTS (SELECT FROM kernel_entry_subject WHERE subject = row.id);
ANALYZE bench_fresh
"""
# An entry's id begins as its row's: with the time, and then what tells it from the others.
_TELL = """
WITH happened AS MATERIALIZED (
    SELECT (left(id::text, 18) || right(gen_random_uuid()::text, 18))::uuid AS entry, row.*
    FROM ({source}) row
), entries AS (
    INSERT INTO kernel_entry (id, event, happened_at, recorded_at, actor_kind, actor, role, area,
                              request, facts)
    SELECT entry, '{event}', at, at, 'person',
        (%(actors)s::uuid[])[1 + abs(hashtext(id::text) %% cardinality(%(actors)s::uuid[]))], 'desk_officer', area, '', {facts}
    FROM happened
)
INSERT INTO kernel_entry_subject (kind, subject, entry_id)
SELECT about.kind, about.subject, entry
FROM happened, LATERAL (VALUES {about}) AS about(kind, subject) WHERE about.subject IS NOT NULL
"""
# event: where its rows are, its facts, and whom it is about
_EVENTS = {
    "PersonRegistered": (
        "SELECT id, registered_at AS at, area_id AS area FROM persons_person JOIN bench_fresh USING (id)",
        "jsonb_build_object('person', id)",
        "('person', id)",
    ),
    "VisitorCame": (
        "SELECT id, came_at AS at, station_id AS area, service_id, person_id"
        " FROM reception_visit JOIN bench_fresh USING (id)",
        "jsonb_build_object('visit', id, 'service', service_id)",
        "('visit', id), ('person', person_id)",
    ),
    "CaseOpened": (
        "SELECT id, opened_at AS at, jurisdiction_id AS area, category_id"
        " FROM cases_case JOIN bench_fresh USING (id)",
        "jsonb_build_object('case', id, 'category', category_id, 'station', area)",
        "('case', id)",
    ),
    "PartyNamed": (
        "SELECT party.id, since AS at, jurisdiction_id AS area, case_id, person_id, role"
        " FROM cases_party party JOIN cases_case file ON file.id = case_id"
        " JOIN bench_fresh fresh ON fresh.id = case_id",
        "jsonb_build_object('case', case_id, 'party', id, 'person', person_id, 'role', role)",
        "('case', case_id), ('person', person_id)",
    ),
    "CaseClosed": (
        "SELECT id, closed_at AS at, jurisdiction_id AS area, outcome_id"
        " FROM cases_case JOIN bench_fresh USING (id) WHERE closed_at IS NOT NULL",
        "jsonb_build_object('case', id, 'outcome', outcome_id)",
        "('case', id)",
    ),
}  # fmt: skip


def tell_all(actors: Sequence[UUID]) -> None:
    """Whatever was made since the last time, as done by one of ``actors`` each."""
    with wire() as to:
        to.execute(_FRESH)
        for event, (source, facts, about) in _EVENTS.items():
            _tell(to, event, source, facts, about, actors)
        to.execute("DROP TABLE bench_fresh")


def _tell(
    to: "psycopg.Connection[Any]",
    event: str,
    source: str,
    facts: str,
    about: str,
    actors: Sequence[UUID],
) -> None:
    said = _TELL.format(event=event, source=source, facts=facts, about=about)
    to.execute(said.encode(), {"actors": list(actors)})
