"""Finding by name and by place: the gazetteer asked in PostgreSQL, as one types."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language

from kalantar.kernel.geometry import Point, parse_point
from kalantar.kernel.text import search_key, to_persian_digits
from kalantar.places.models import in_language

BESIDE_METRES = 250.0
AT_THE_DOOR_METRES = 35.0  # a house this near is what was meant; else the crossing or street
MEETING_METRES = 60.0
SIMILAR = 0.5  # pg_trgm's word_similarity of a name and a misspelt one
_TOO_SHORT = 3  # letters a trigram needs

_AND = re.compile(r"\s+(?:and|und|och|ja|e|y|et|at|x|with|و|با|در)\s+|\s*[&/+@×]\s*", re.IGNORECASE)
_CROSSING_OF = re.compile(
    r"^\s*(?:تقاطع|سر|نبش|چهار\s?راه|سه\s?راه|(?:the\s+)?(?:corner|crossing|intersection|junction)\s+of|corner)\s+",
    re.IGNORECASE,
)  # fmt: skip
_NUMBER_WORDS = frozenset(("پلاک", "شماره", "no", "nr", "number"))
_NUMBER = re.compile(r"\d+[a-z]?$")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was found. ``kind``: of PlaceKind, or ``coordinates``. ``metres``: how far from
    the place asked about."""

    kind: str
    what: str
    local: str
    fa: str
    en: str
    near: str
    point: Point
    metres: float

    @property
    def label(self) -> str:
        """The name in the reader's language, else as it stands on the sign."""
        said = in_language(self.fa, self.en, self.local)
        numbered = self.kind == "address" and (get_language() or "").startswith("fa")
        return to_persian_digits(said) if numbered else said

    @property
    def both(self) -> str:
        """Persian and Latin name together where the map has both: for one who hears one of them."""
        names = dict.fromkeys(name for name in (self.label, self.fa, self.en, self.local) if name)
        return " — ".join(list(names)[:2])


_COLUMNS = "entry.kind, entry.what, entry.name, entry.name_fa, entry.name_en, entry.near, entry.point::text"
_METRES = """
(kalantar_mercator({point}) <-> kalantar_mercator(%(near)s::point))
    * cos(radians((%(near)s::point)[1]))"""

# Within %(most)s metres of %(near)s: bounds what the index has to walk where there is nothing near.
_WITHIN = """
kalantar_mercator({point}) <@ circle(
    kalantar_mercator(%(near)s::point), %(most)s / greatest(cos(radians((%(near)s::point)[1])), 0.08))"""

# How well a name fits, from all of it to a part of it misspelt; equals by importance and distance.
_NAMED = f"""
SELECT {_COLUMNS}, {_METRES.format(point="entry.point")} AS metres,
    CASE WHEN ' | ' || search || ' | ' LIKE %(whole)s THEN 4
         WHEN ' | ' || search LIKE %(begins)s THEN 3
         WHEN {{fits}} THEN 2
         ELSE 1 END AS fit,
    CASE WHEN {{fits}} THEN 9 ELSE round(({{likeness}})::numeric, 1) END AS likeness
FROM places_gazetteerentry entry
WHERE extract_id = %(extract)s AND kind = ANY(%(kinds)s) AND ({{fits}} {{or_similar}})
ORDER BY fit DESC, likeness DESC,
    weight - least(30, 4 * {_METRES.format(point="entry.point")} / 1000) DESC, length(search), id
LIMIT %(limit)s
"""
_SHORT = f"""
SELECT {_COLUMNS}, {_METRES.format(point="entry.point")} AS metres, 3, 0
FROM places_gazetteerentry entry
WHERE extract_id = %(extract)s AND kind = ANY(%(kinds)s)
    AND left(search, 60) LIKE %(first)s
ORDER BY weight - least(30, 4 * {_METRES.format(point="entry.point")} / 1000) DESC, id
LIMIT %(limit)s
"""
_PLAIN = ["street", "square", "place", "station"]


def named(extract: UUID, text: str, near: Point, limit: int) -> list[Hit]:
    """The entries ``text`` may mean, the likeliest first."""
    found: dict[tuple[Any, ...], Hit] = {}
    asked: dict[str, Any] = {"extract": extract, "near": str(near), "limit": limit}
    for pair in _pairs(text):
        found |= _crossing(asked, pair)
    key = search_key(text)
    if key:
        found |= _whole(asked, key, limit - len(found))
    return list(found.values())[:limit]


def _crossing(asked: dict[str, Any], pair: tuple[str, str]) -> dict[tuple[Any, ...], Hit]:
    """Where the two streets cross; else where they come near each other."""
    key = " ".join(pair)
    return (
        _matching(asked, key, ["crossing"], parts=pair)
        or _matching(asked, key, ["crossing"], parts=pair, misspelt=True)
        or _meeting(asked, pair)
    )


def _whole(asked: dict[str, Any], key: str, wanted: int) -> dict[tuple[Any, ...], Hit]:
    words = _number_last([word for word in key.split() if word not in _NUMBER_WORDS]) or [key]
    numbered = len(words) > 1 and _NUMBER.match(words[-1])
    kinds = [*_PLAIN, "address"] if numbered else _PLAIN
    if len(key) < _TOO_SHORT:
        return _rows(_SHORT, {**asked, "kinds": kinds, "first": f"{key}%"})
    found = _matching(asked, " ".join(words), kinds)
    if len(found) < wanted:
        found |= _matching(asked, " ".join(words), kinds, misspelt=True)
    if len(found) < wanted and len(words) > 1:
        found |= _matching(asked, " ".join(words), ["crossing", "address"])
    return found


def _matching(
    asked: dict[str, Any],
    key: str,
    kinds: list[str],
    parts: tuple[str, ...] = (),
    misspelt: bool = False,
) -> dict[tuple[Any, ...], Hit]:
    """Entries in which every word of ``key`` begins a word; or ``parts``, each of them, misspelt too."""
    values = {**asked, "key": key, "kinds": kinds, "whole": f"%| {key} |%", "begins": f"%| {key}%"}
    said = parts or tuple(key.split())
    for number, part in enumerate(said):
        values |= {f"start{number}": f"{part}%", f"inside{number}": f"% {part}%"}
        values[f"part{number}"] = part
    begun = [f"(search LIKE %(start{n})s OR search LIKE %(inside{n})s)" for n in range(len(said))]
    wholly = ["word_similarity(%(key)s, search)"], ["%(key)s <%% search"]
    each = (
        [f"word_similarity(%(part{n})s, search)" for n in range(len(said))],
        [f"(%(part{n})s <%% search OR {test})" for n, test in enumerate(begun)],
    )
    likeness, similar = each if parts else wholly
    sql = _NAMED.format(
        fits=f"({' AND '.join(begun)})",
        likeness=" + ".join(likeness),
        or_similar=f"OR ({' AND '.join(similar)})" if misspelt else "",
    )
    return _rows(sql, values, misspelt)


def _rows(sql: str, values: dict[str, Any], misspelt: bool = False) -> dict[tuple[Any, ...], Hit]:
    with connection.cursor() as cursor:
        if misspelt:  # what <% takes for similar; pg_trgm's own 0.6 misses two wrong letters in ten
            cursor.execute(
                "SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(SIMILAR)]
            )
        cursor.execute(sql, values)
        return {row[:7]: _hit(row) for row in cursor.fetchall()}


def _hit(row: tuple[Any, ...]) -> Hit:
    kind, what, local, fa, en, near, point, metres = row[:8]
    return Hit(kind, what, local, fa, en, near, parse_point(point), float(metres))


def _pairs(text: str) -> list[tuple[str, str]]:
    """The two streets of "X and Y", for every "and" there is."""
    plain = _CROSSING_OF.sub("", text)
    pairs = []
    for middle in _AND.finditer(plain):
        a, b = search_key(plain[: middle.start()]), search_key(plain[middle.end() :])
        if a and b:
            pairs.append((a, b))
    return pairs[:3]


def _number_last(words: list[str]) -> list[str]:
    """ "12 market street" as the gazetteer has it: "market street 12"."""
    if len(words) > 1 and _NUMBER.match(words[0]) and not _NUMBER.match(words[-1]):
        return [*words[1:], words[0]]
    return words


# Two streets that meet without sharing a node: a square, a bridge or a few metres lie between them.
_MEETING = f"""
WITH a AS (
    SELECT * FROM places_gazetteerentry WHERE extract_id = %(extract)s AND kind = 'street'
        AND (search LIKE %(start0)s OR search LIKE %(inside0)s OR %(part0)s <%% search)
    ORDER BY word_similarity(%(part0)s, search) DESC, weight DESC LIMIT 4
), b AS (
    SELECT * FROM places_gazetteerentry WHERE extract_id = %(extract)s AND kind = 'street'
        AND (search LIKE %(start1)s OR search LIKE %(inside1)s OR %(part1)s <%% search)
    ORDER BY word_similarity(%(part1)s, search) DESC, weight DESC LIMIT 4
), meeting AS (
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
    near, point::text, {_METRES.format(point="point")}
FROM meeting ORDER BY weight DESC, apart LIMIT 1
"""


def _meeting(asked: dict[str, Any], pair: tuple[str, str]) -> dict[tuple[Any, ...], Hit]:
    values = {**asked, "meeting": MEETING_METRES}
    for number, part in enumerate(pair):
        values |= {f"start{number}": f"{part}%", f"inside{number}": f"% {part}%"}
        values[f"part{number}"] = part
    return _rows(_MEETING, values, misspelt=True)


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
    SELECT entry.*, {_METRES.format(point="point")} AS metres FROM entry
), street AS (
    SELECT entry.id, {_METRES.format(point="line.point")} AS metres
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
SELECT {_COLUMNS}, metres FROM best entry ORDER BY judged LIMIT 1
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
    return _hit(row) if row else None
