"""Finding by name: the gazetteer asked in PostgreSQL, as one types.

First the places of the sort that is said («پلیس»), then as the name is spelt (its words begun, then
misspelt), then as it sounds in any script. A house number the map does not have is told (``numbered``).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from kalantar.kernel.geometry import Point
from kalantar.kernel.text import search_key
from kalantar.places import typed
from kalantar.places.asking import Found, by_trigrams, rows
from kalantar.places.condition import Condition
from kalantar.places.hit import COLUMNS, METRES, Hit
from kalantar.places.meeting import meeting
from kalantar.places.numbered import by_street, has_number, without_number
from kalantar.places.sorts import sort_of
from kalantar.places.typed import Wording
from kalantar.places.wanted import Wanted

_TOO_SHORT = 3  # letters a trigram needs
_SOUNDS = 2  # letters of a sound: one alone is half the map
_FAR_OFF = 0.1  # of a name, in the letters of the other script: no more is chance
_PLAIN = ("street", "square", "place", "station")

# Of what fits, first the kind that is said with it: «میدان یونیون» is the square (a park, on some
# maps) and not what is named after it. Then how well a name fits, from all of it to a part of it
# misspelt; equals by importance and distance.
# ``nearer`` speaks where names sound alike: 1 is the same with its vowels too, and counts more than
# that the sign says "Street" besides.
_NAMED = f"""
SELECT * FROM (SELECT {COLUMNS}, {METRES.format(point="entry.point")} AS metres,
    CASE WHEN {{all_of_it}} THEN 5
         WHEN {{whole_words}} THEN 4
         WHEN {{begins}} THEN 3
         WHEN {{fits}} THEN 2
         ELSE 1 END AS fit,
    CASE WHEN {{fits}} THEN 9 ELSE round(({{likeness}})::numeric, 1) END AS likeness,
    {{nearer}} AS nearer, {{meant}} AS meant, weight, length({{column}}) AS letters, id
FROM places_gazetteerentry entry
WHERE extract_id = %(extract)s AND kind = ANY(%(kinds)s) AND ({{fits}} {{or_similar}}) {{not_far_off}}
) AS entry
ORDER BY meant DESC, fit + 4 * nearer DESC, likeness DESC,
    weight - least(30, 4 * metres / 1000) DESC, letters, id
LIMIT %(limit)s
"""
_OF_KIND = "(kind = %(meant)s OR ' | ' || search || ' | ' ~ (SELECT %(called)s::text))"
_SHORT = f"""
SELECT {COLUMNS}, {METRES.format(point="entry.point")} AS metres, 3, 0
FROM places_gazetteerentry entry
WHERE extract_id = %(extract)s AND kind = ANY(%(kinds)s)
    AND left(search, 60) LIKE %(first)s
ORDER BY weight - least(30, 4 * {METRES.format(point="entry.point")} / 1000) DESC, id
LIMIT %(limit)s
"""
_OF_SORT = f"""
SELECT {COLUMNS}, {METRES.format(point="entry.point")} AS metres
FROM places_gazetteerentry entry
WHERE extract_id = %(extract)s AND kind = ANY(%(kinds)s) AND what = %(sort)s
ORDER BY weight - least(30, 4 * {METRES.format(point="entry.point")} / 1000) DESC, id
LIMIT %(limit)s
"""


def named(extract: UUID, text: str, near: Point, limit: int) -> list[Hit]:
    """The entries ``text`` may mean, the likeliest first."""
    with by_trigrams():
        return _named(extract, text, near, limit)


def _named(extract: UUID, text: str, near: Point, limit: int) -> list[Hit]:
    number = typed.house_number(text)
    if not number:
        return _likely(extract, text, near, limit)
    spelt = _likely(extract, text, near, limit, or_misspelt=False)
    if any(has_number(hit, number) for hit in spelt):
        return spelt
    before_it = " ".join(typed.words(text)[:-1])
    streets = [hit for hit in _likely(extract, before_it, near, limit) if hit.kind == "street"]
    if streets:
        found = by_street(extract, streets, number, near)
    else:
        likely = _likely(extract, text, near, limit)
        found = [hit for hit in likely if hit.kind != "address" or has_number(hit, number)]
    longer = [hit for hit in without_number(spelt, number) if hit.kind == "address"]
    return list(dict.fromkeys([*found, *longer]))[:limit]


def _likely(
    extract: UUID, text: str, near: Point, limit: int, or_misspelt: bool = True
) -> list[Hit]:
    said, pairs = typed.words(text), typed.pairs(text)
    if not said:
        return []
    asked: dict[str, Any] = {"extract": extract, "near": str(near), "limit": limit}
    if kind := typed.kind_said(said):
        asked |= {"meant": kind, "called": typed.of_kind(kind)}
    kinds = (*_PLAIN, "address") if typed.ends_in_number(said) else _PLAIN
    found: Found = {}
    if sort := sort_of(text):
        most = max(1, limit // 2)  # it may be a name's beginning as well
        found |= rows(_OF_SORT, {**asked, "kinds": list(_PLAIN), "sort": sort, "limit": most})
    for pair in pairs:
        found |= _crossing(asked, "search", typed.crossing_spelt(pair))
    if len(search_key(text)) < _TOO_SHORT:
        found |= rows(_SHORT, {**asked, "kinds": list(kinds), "first": f"{search_key(text)}%"})
    else:
        found |= _spelt(asked, said, kinds, limit - len(found), or_misspelt and not found)
    if len(found) < limit:
        heard = _heard(asked, said, () if found else pairs, kinds, or_misspelt and not found)
        found = (_meant_before(found, heard, kind) if kind and not pairs else found) | heard
    return list(found.values())[:limit]


def _meant_before(found: Found, heard: Found, kind: str) -> Found:
    """What is spelt so, and before it what only sounds so where that alone is of the kind said."""
    if not found or _is_meant(next(iter(found.values())), kind):
        return found
    return {row: one for row, one in heard.items() if _is_meant(one, kind)} | found


def _is_meant(found: Hit, kind: str) -> bool:
    return found.kind == kind or typed.is_called(kind, (found.local, found.fa, found.en))


def _spelt(
    asked: dict[str, Any], said: list[str], kinds: Sequence[str], wanted: int, misspelt: bool
) -> Found:
    wordings = typed.spelt(said)
    found = _matching(asked, Wanted("search", wordings, kinds))
    if not found and (apart := typed.taken_apart(said)):
        found = _matching(asked, Wanted("search", [apart], kinds))
    if misspelt and len(found) < wanted:
        found |= _matching(asked, Wanted("search", wordings, kinds), misspelt=True)
    if len(found) < wanted and len(said) > 1:
        found |= _matching(asked, Wanted("search", wordings, ("crossing", "address")))
    return found


def _heard(
    asked: dict[str, Any],
    said: list[str],
    pairs: Sequence[tuple[str, str]],
    kinds: Sequence[str],
    misspelt: bool,
) -> Found:
    found: Found = {}
    for pair in pairs:
        found |= _crossing(asked, "sound", typed.crossing_heard(pair), pair)
    wordings = [
        one
        for one in typed.heard(typed.taken_apart(said) or said)
        if len("".join(one)) >= _SOUNDS or one[0].isdigit()
    ]
    if wordings:
        wanted = Wanted("sound", wordings, kinds, said=[" ".join(said)])
        begun = _matching(asked, wanted)
        if begun or found or not misspelt:
            return found | begun
        found = _matching(asked, wanted, misspelt=True)
    return found


def _crossing(
    asked: dict[str, Any], column: str, wordings: Sequence[Wording], said: Sequence[str] = ()
) -> Found:
    """Where the two streets cross; else where they come near each other."""
    if not wordings:
        return {}
    wanted = Wanted(column, wordings, ("crossing",), streets=True, said=said)
    return (
        _matching(asked, replace(wanted, whole=True))
        or meeting(asked, replace(wanted, whole=True))
        or _matching(asked, wanted)
        or _matching(asked, wanted, misspelt=True)
        or meeting(asked, wanted)
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
    said = [typed.without_kind(search_key(one)) for one in wanted.said]
    nearer = " + ".join(sql.likeness_with_vowels(one, wanted.streets) for one in said)
    fits = sql.any(
        f"({' AND '.join(sql.begun(part, wanted.whole) for part in one)})"
        for one in wanted.wordings
    )
    query = _NAMED.format(
        column=wanted.column,
        all_of_it=sql.any(sql.has(f"%| {key} |%") for key in keys),
        whole_words=sql.any(sql.has(f"%| {key} %") for key in keys),
        begins=sql.any(sql.has(f"%| {key}%") for key in keys),
        fits=fits,
        meant=f"{fits} AND {_OF_KIND}" if "meant" in asked else "false",
        likeness=f"greatest({', '.join(like)})",
        nearer=f"round(({nearer or 0})::numeric, 1)",
        not_far_off=_not_far_off(sql, wanted, said),
        or_similar=f"OR {sql.any(alike)}" if misspelt else "",
    )
    return rows(query, {**asked, **sql.values, "kinds": list(wanted.kinds)})


def _not_far_off(sql: Condition, wanted: Wanted, said: Sequence[str]) -> str:
    """What only sounds so has letters in common with one of its names as well: zzzqqq is no Saga. A
    number may be said in words, which have none."""
    numbered = any(letter.isdigit() for one in wanted.wordings for letter in "".join(one))
    if not said or numbered:
        return ""
    alike = " + ".join(sql.likeness_with_vowels(one, whole=True) for one in said)
    return f"AND {alike} > {_FAR_OFF}"
