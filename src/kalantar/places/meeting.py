"""Two streets that come near each other without a crossing the map knows."""

from typing import Any

from kalantar.places import typed
from kalantar.places.asking import Found, rows
from kalantar.places.condition import Condition
from kalantar.places.hit import METRES
from kalantar.places.wanted import Wanted

MEETING_METRES = 60.0

# Two streets that meet without sharing a node: a square, a bridge or a few metres lie between them.
_STREET = """
SELECT * FROM places_gazetteerentry WHERE extract_id = %(extract)s AND kind = 'street'
    AND {similar} ORDER BY {likeness} DESC, weight DESC LIMIT 4
"""
_MEETING = f"""
WITH a AS ({{a}}), b AS ({{b}}), meeting AS (
    SELECT a.name AS a, b.name AS b, a.name_fa AS a_fa, b.name_fa AS b_fa,
        a.name_en AS a_en, b.name_en AS b_en, a.near, of_a.point,
        kalantar_mercator(of_a.point) <-> kalantar_mercator(of_b.point) AS apart,
        a.weight + b.weight AS weight
    FROM a JOIN places_streetpoint of_a ON of_a.entry_id = a.id
    JOIN places_streetpoint of_b ON kalantar_mercator(of_b.point)
        <@ circle(kalantar_mercator(of_a.point), %(meeting)s / cos(radians(of_a.point[1])))
    JOIN b ON b.id = of_b.entry_id AND b.name <> a.name
)
SELECT 'crossing', 'crossing', a || ' / ' || b,
    'تقاطع ' || coalesce(nullif(a_fa, ''), a) || ' و ' || coalesce(nullif(b_fa, ''), b),
    coalesce(nullif(a_en, ''), a) || ' and ' || coalesce(nullif(b_en, ''), b),
    near, point::text, {METRES.format(point="point")}
FROM meeting ORDER BY weight DESC, apart LIMIT 1
"""


def meeting(asked: dict[str, Any], wanted: Wanted) -> Found:
    """One point between two streets that are like the ``wanted`` ones, or nothing."""
    sql = Condition(wanted.column)
    streets = []
    for side in zip(*wanted.wordings, strict=True):
        names = dict.fromkeys(side if wanted.whole else map(typed.without_kind, side))
        similar = sql.any(
            sql.begun(name, whole=True) if wanted.whole else sql.similar(name, or_begun=True)
            for name in names
        )
        likeness = f"greatest({', '.join(sql.likeness(name) for name in names)})"
        streets.append(_STREET.format(similar=similar, likeness=likeness))
    query = _MEETING.format(a=streets[0], b=streets[1])
    return rows(query, {**asked, **sql.values, "meeting": MEETING_METRES})
