"""What a reader may see of units, as conditions of SQL and their parameters.

The board, the map and the nearest units are written in SQL: they must hold for 10,000 units. A unit's
place is there only where ``PLACE_SEEN`` says so, the same judgement as ``place_visible_to``. The
conditions speak of ``unit`` and of the jurisdiction it is of, ``home``; those of places of ``last``.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.models import BUSY, SEE_PLACES, SEE_PLAIN_CLOTHES, SEE_UNITS
from kalantar.patrols.rules import fresh_from
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope

SEEN = """(%(all)s OR home.ancestors && %(see)s::uuid[] OR unit.id = ANY(%(own)s::uuid[]))"""
PLACE_SEEN = """(%(all)s OR unit.id = ANY(%(own)s::uuid[])
    OR home.ancestors && %(plain)s::uuid[]
    OR (NOT unit.plain_clothes AND home.ancestors && %(places)s::uuid[]))"""
FRESH = "last.measured_at >= %(fresh_from)s"  # as ``rules.position_is_fresh`` judges one

NAMED = f"(NOT unit.plain_clothes OR {PLACE_SEEN})"
STATUS = f"""CASE WHEN unit.status = ANY(%(busy)s) AND NOT {NAMED}
    THEN 'assigned' ELSE unit.status END"""

# The units in whose crew the officer is.
OWN = """
SELECT shift.unit_id FROM patrols_crewmember member
JOIN patrols_shift shift ON shift.id = member.shift_id AND shift.ended_at IS NULL
WHERE member.officer_id = %(officer)s AND upper_inf(member.period)
"""


def sight(reader: Actor) -> dict[str, Any]:
    """What the reader may see, as parameters of ``SEEN`` and ``PLACE_SEEN``."""
    everything, reads = reader.kind is ActorKind.SYSTEM, may_reach(reader, Scope.UNITS_READ)
    asks_own = reads and not everything
    return {
        "all": everything,
        "busy": list(BUSY),
        "own": [id for (id,) in rows(OWN, {"officer": reader.id})] if asks_own else [],
        "see": list(reader.areas(SEE_UNITS)) if reads else [],
        "places": list(reader.areas(SEE_PLACES)) if reads else [],
        "plain": list(reader.areas(SEE_PLAIN_CLOTHES)) if reads else [],
    }


def rows(sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())


def at(now: datetime) -> dict[str, Any]:
    return {"now": now, "fresh_from": fresh_from(now)}


def said(en: str | None, fa: str | None) -> Sentence | None:
    return None if en is None or fa is None else Sentence(en=en or fa, fa=fa or en)
