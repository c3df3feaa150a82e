"""Finding by name: the gazetteer asked in PostgreSQL, as one types.

First as the name is spelt (its words begun, then misspelt), then as it sounds in any script.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection

from kalantar.kernel.geometry import Point
from kalantar.kernel.text import search_key
from kalantar.places import typed
from kalantar.places.condition import Condition
from kalantar.places.hit import COLUMNS, METRES, Hit, hit
from kalantar.places.typed import Wording

MEETING_METRES = 60.0
SIMILAR = 0.5  # pg_trgm's word_similarity of a name and a misspelt one
_TOO_SHORT = 3  # letters a trigram needs
_SOUNDS = 2  # letters of a sound: one alone is half the map
_PLAIN = ("street", "square", "place", "station")

type Found = dict[tuple[Any, ...], Hit]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name by its ``wordings`` in ``column`` (search, sound); ``streets``: one phrase a street."""

    column: str
    wordings: Sequence[Wording]
    kinds: Sequence[str]
    streets: bool = False
    whole: bool = False  # a phrase is words to their ends, not the beginning of one


# How well a name fits, from all of it to a part of it misspelt; equals by importance and distance.
_NAMED = f"""
SELECT {COLUMNS}, {METRES.format(point="entry.point")} AS metres,
    CASE WHEN {{all_of_it}} THEN 5
         WHEN {{whole_words}} THEN 4
         WHEN {{begins}} THEN 3
         WHEN {{fits}} THEN 2
         ELSE 1 END AS fit,
    CASE WHEN {{fits}} THEN 9 ELSE round(({{likeness}})::numeric, 1) END AS likeness
FROM places_gazetteerentry entry
WHERE extract_id = %(extract)s AND kind = ANY(%(kinds)s) AND ({{fits}} {{or_similar}})
ORDER BY fit DESC, likeness DESC,
    weight - least(30, 4 * {METRES.format(point="entry.point")} / 1000) DESC, length({{column}}), id
LIMIT %(limit)s
"""
_SHORT = f"""
SELECT {COLUMNS}, {METRES.format(point="entry.point")} AS metres, 3, 0
FROM places_gazetteerentry entry
WHERE extract_id = %(extract)s AND kind = ANY(%(kinds)s)
    AND left(search, 60) LIKE %(first)s
ORDER BY weight - least(30, 4 * {METRES.format(point="entry.point")} / 1000) DESC, id
LIMIT %(limit)s
"""


def named(extract: UUID, text: str, near: Point, limit: int) -> list[Hit]:
    """The entries ``text`` may mean, the likeliest first."""
    asked: dict[str, Any] = {"extract": extract, "near": str(near), "limit": limit}
    said, pairs = typed.words(text), typed.pairs(text)
    if not said:
        return []
    kinds = (*_PLAIN, "address") if typed.ends_in_number(said) else _PLAIN
    found: Found = {}
    for pair in pairs:
        found |= _crossing(asked, "search", typed.crossing_spelt(pair))
    if len(search_key(text)) < _TOO_SHORT:
        found |= _rows(_SHORT, {**asked, "kinds": list(kinds), "first": f"{search_key(text)}%"})
    else:
        found |= _spelt(asked, said, kinds, limit - len(found))
    if len(found) < limit:
        found |= _heard(asked, said, () if found else pairs, kinds)
    return list(found.values())[:limit]


def _spelt(asked: dict[str, Any], said: list[str], kinds: Sequence[str], wanted: int) -> Found:
    wordings = typed.spelt(said)
    found = _matching(asked, Wanted("search", wordings, kinds))
    if len(found) < wanted:
        found |= _matching(asked, Wanted("search", wordings, kinds), misspelt=True)
    if len(found) < wanted and len(said) > 1:
        found |= _matching(asked, Wanted("search", wordings, ("crossing", "address")))
    return found


def _heard(
    asked: dict[str, Any],
    said: list[str],
    pairs: Sequence[tuple[str, str]],
    kinds: Sequence[str],
) -> Found:
    found: Found = {}
    for pair in pairs:
        found |= _crossing(asked, "sound", typed.crossing_heard(pair))
    wordings = [
        one for one in typed.heard(said) if len("".join(one)) >= _SOUNDS or one[0].isdigit()
    ]
    if wordings:
        begun = _matching(asked, Wanted("sound", wordings, kinds))
        found |= begun or _matching(asked, Wanted("sound", wordings, kinds), misspelt=True)
    return found


def _crossing(asked: dict[str, Any], column: str, wordings: Sequence[Wording]) -> Found:
    """Where the two streets cross; else where they come near each other."""
    if not wordings:
        return {}
    wanted = Wanted(column, wordings, ("crossing",), streets=True)
    return (
        _matching(asked, replace(wanted, whole=True))
        or (_meeting(asked, replace(wanted, whole=True)) if column == "sound" else {})
        or _matching(asked, wanted)
        or _matching(asked, wanted, misspelt=True)
        or _meeting(asked, wanted)
    )


def _matching(asked: dict[str, Any], wanted: Wanted, misspelt: bool = False) -> Found:
    """Entries in which every phrase of a wording begins a word; or that are spelt much like it."""
    sql = Condition(wanted.column)
    phrases = wanted.wordings if wanted.streets else [(" ".join(one),) for one in wanted.wordings]
    if misspelt:
        phrases = [tuple(typed.without_kind(part) for part in one) for one in phrases]
    like = [" + ".join(sql.likeness(part) for part in one) for one in phrases]
    alike = [" AND ".join(sql.similar(part, wanted.streets) for part in one) for one in phrases]
    keys = [" ".join(one) for one in wanted.wordings]
    query = _NAMED.format(
        column=wanted.column,
        all_of_it=sql.any(sql.has(f"%| {key} |%") for key in keys),
        whole_words=sql.any(sql.has(f"%| {key} %") for key in keys),
        begins=sql.any(sql.has(f"%| {key}%") for key in keys),
        fits=sql.any(
            f"({' AND '.join(sql.begun(part, wanted.whole) for part in one)})"
            for one in wanted.wordings
        ),
        likeness=f"greatest({', '.join(like)})",
        or_similar=f"OR {sql.any(alike)}" if misspelt else "",
    )
    return _rows(query, {**asked, **sql.values, "kinds": list(wanted.kinds)}, misspelt)


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


def _meeting(asked: dict[str, Any], wanted: Wanted) -> Found:
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
    return _rows(query, {**asked, **sql.values, "meeting": MEETING_METRES}, misspelt=True)


def _rows(sql: str, values: dict[str, Any], misspelt: bool = False) -> Found:
    with connection.cursor() as cursor:
        if misspelt:  # what <% takes for similar; pg_trgm's own 0.6 misses two wrong letters in ten
            cursor.execute(
                "SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(SIMILAR)]
            )
        cursor.execute(sql, values)
        return {row[:7]: hit(row) for row in cursor.fetchall()}
