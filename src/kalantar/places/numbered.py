"""A house number the map does not have: the street itself and its nearest known numbers, and it is said.

Another house, or another street's, must never look as if it were the one that was asked for.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext

from kalantar.kernel.geometry import Point
from kalantar.kernel.text import digits_for, search_key
from kalantar.places.asking import rows
from kalantar.places.hit import COLUMNS, METRES, Hit

STREETS = 4  # that the words before the number may mean
NEAREST = 3  # known numbers of the likeliest of them

# Only plain numbers (12, 12b) are near each other; the key of a house is its street's and the number.
_OF_STREET = rf"""
SELECT {COLUMNS}, {METRES.format(point="entry.point")} AS metres FROM (
    SELECT *, translate(lower(what), '۰۱۲۳۴۵۶۷۸۹', '0123456789') AS number
    FROM places_gazetteerentry
    WHERE extract_id = %(extract)s AND kind = 'address' AND left(search, 60) LIKE %(begins)s
) AS entry
WHERE number ~ '^\d{{1,6}}[a-z]?$' AND split_part(search, ' | ', 1) = %(key)s || ' ' || number
ORDER BY number = %(number)s DESC,
    abs(substring(number FROM '^\d+')::int - %(about)s), length(number), number, id
LIMIT %(limit)s
"""


def has_number(hit: Hit, number: str) -> bool:
    """Whether it is the house of that number, or a name in which the number stands."""
    names = " ".join((hit.what, hit.local, hit.fa, hit.en))
    return number in search_key(names).split()


def by_street(extract: UUID, streets: Sequence[Hit], number: str, near: Point) -> list[Hit]:
    """The house of that number in one of ``streets``, the likeliest first; then the streets that have
    none of it; where none has, the nearest numbers of the first as well."""
    known, others = list[Hit](), list[Hit]()
    for street in streets[:STREETS]:
        houses = _houses(extract, street, number, near)
        if exact := [house for house in houses if has_number(house, number)]:
            known += exact
        else:
            others += [street] if others else [street, *houses]
    if known:
        others = [hit for hit in others if hit.kind != "address"]
    return [*known, *without_number(others, number)]


def without_number(hits: Sequence[Hit], number: str) -> list[Hit]:
    """Each with the word that this number is not known."""
    asked = digits_for(get_language() or "en", number)
    said = gettext("%(number)s is not in the map") % {"number": asked}
    return [replace(hit, near=f"{said} — {hit.near}" if hit.near else said) for hit in hits]


def _houses(extract: UUID, street: Hit, number: str, near: Point) -> list[Hit]:
    key, plain = search_key(street.local), re.match(r"\d{1,6}(?!\d)", number)
    if not plain:
        return []
    asked: dict[str, Any] = {
        "extract": extract, "near": str(near), "limit": NEAREST, "key": key,
        "begins": f"{key} "[:59] + "%", "number": number, "about": int(plain[0]),
    }  # fmt: skip
    return list(rows(_OF_STREET, asked).values())
