"""Finding by place: what is beside a point, nearest by the index and then as a caller would say it."""

from typing import Any
from uuid import UUID

from django.db import connection

from kalantar.kernel.geometry import Point
from kalantar.places.hit import COLUMNS, METRES, Hit, hit

BESIDE_METRES = 250.0
AT_THE_DOOR_METRES = 35.0  # a house this near is what was meant; else the crossing or street

# Within %(most)s metres of %(near)s: bounds what the index has to walk where there is nothing near.
_WITHIN = """
kalantar_mercator({point}) <@ circle(
    kalantar_mercator(%(near)s::point), %(most)s / greatest(cos(radians((%(near)s::point)[1])), 0.08))"""

# The nearest of each by the index, then judged by its real distance and what a caller would say.
_BESIDE = f"""
WITH entry AS (
    (SELECT * FROM places_gazetteerentry
     WHERE extract_id = %(extract)s AND kind = 'address' AND {_WITHIN.format(point="point")}
     ORDER BY kalantar_mercator(point) <-> kalantar_mercator(%(near)s::point) LIMIT 1)
    UNION ALL
    (SELECT * FROM places_gazetteerentry
     WHERE extract_id = %(extract)s AND kind IN ('crossing', 'square', 'station')
         AND {_WITHIN.format(point="point")}
     ORDER BY kalantar_mercator(point) <-> kalantar_mercator(%(near)s::point) LIMIT 3)
), named AS (
    SELECT entry.*, {METRES.format(point="point")} AS metres FROM entry
), street AS (
    SELECT entry.id, {METRES.format(point="line.point")} AS metres
    FROM (SELECT * FROM places_streetpoint WHERE {_WITHIN.format(point="point")}
          ORDER BY kalantar_mercator(point) <-> kalantar_mercator(%(near)s::point) LIMIT 8) line
    JOIN places_gazetteerentry entry ON entry.id = line.entry_id AND extract_id = %(extract)s
    ORDER BY metres LIMIT 1
), best AS (
    SELECT kind, what, name, name_fa, name_en, near, point, metres,
        metres + CASE kind WHEN 'address' THEN -%(door)s ELSE 0 END AS judged
    FROM named
    UNION ALL
    SELECT kind, what, name, name_fa, name_en, near, %(near)s::point, metres, metres + 10
    FROM street JOIN places_gazetteerentry USING (id)
)
SELECT {COLUMNS}, metres FROM best entry ORDER BY judged LIMIT 1
"""


def beside(extract: UUID, point: Point) -> Hit | None:
    """What is beside ``point``: the house, else the crossing, square or street; None if nothing is."""
    values: dict[str, Any] = {
        "extract": extract,
        "near": str(point),
        "door": AT_THE_DOOR_METRES,
        "most": BESIDE_METRES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, values)
        row = cursor.fetchone()
    return hit(row) if row else None
