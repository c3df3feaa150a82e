"""A list of areas as a CSV file: nation, provinces, counties, cities and stations without polygons.

The first row names the columns, in any order; others are left alone:

- ``kind``: nation, province, county, city or station;
- ``code``: the service's number of the area, once among its kind;
- ``parent``: the code of the area it lies in, of a larger kind; empty for a root;
- ``name_fa``, ``name_en``: one of them at least.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import normalise, to_latin_digits
from kalantar.places.models import Jurisdiction, Kind
from kalantar.places.readable import require_readable
from kalantar.places.rules import areas_are_a_list, listed_areas_are_right

COLUMNS = ("kind", "code", "parent", "name_fa", "name_en")
LARGEST_LIST = 50_000_000  # bytes
MOST_TOLD = 20  # wrong rows; who mends those runs it again
ORDER = list(Kind.values)

NO_KIND = Sentence(en="“{kind}” is not a kind of area", fa="«{kind}» نوع محدوده نیست")
NO_CODE = Sentence(en="it has no code", fa="کد ندارد")
NO_NAME = Sentence(en="it has no name", fa="نام ندارد")
TWICE = Sentence(en="code {code} is there twice", fa="کد {code} دو بار آمده است")
NAMED_TWICE = Sentence(en="“{name}” is there twice in one parent", fa="«{name}» دو بار زیر یک بالادست آمده است")  # fmt: skip
NO_PARENT = Sentence(en="no larger area has the code {code}", fa="محدودهٔ بزرگ‌تری با کد {code} نیست")
ROW = Sentence(en="row {number}: {why}", fa="سطر {number}: {why}")
MORE = Sentence(en="and {count} more", fa="و {count} سطر دیگر")


@dataclass(frozen=True, slots=True)
class Listed:
    """One area of the list. ``parent``: the kind and code of the area it lies in, or None."""

    kind: str
    code: str
    parent: tuple[str, str] | None
    name_fa: str
    name_en: str


def read_list(file: Path) -> list[Listed]:
    """The areas of the file, larger ones first; Refused, with every wrong row and why."""
    rows = _rows(file)
    codes = {(row["kind"], row["code"]) for row in rows}
    codes |= set(Jurisdiction.objects.living().exclude(code="").values_list("kind", "code"))
    listed, wrong = list[Listed](), list[Sentence]()
    seen = set[tuple[object, ...]]()
    for number, row in enumerate(rows, start=2):
        area = Listed(row["kind"], row["code"], _parent(row, codes), row["name_fa"], row["name_en"])
        listed.append(area)
        wrong += [ROW.format(number=number, why=why) for why in _reasons(row, area, seen)]
        seen |= {(area.kind, area.code), (area.kind, area.parent, area.name_fa, area.name_en)}
    if wrong:
        raise listed_areas_are_right.refuse(file=file.name, count=len(wrong), rows=_told(wrong))
    return sorted(listed, key=lambda area: ORDER.index(area.kind))


def _rows(file: Path) -> list[dict[str, str]]:
    require_readable(file)
    try:
        if file.stat().st_size > LARGEST_LIST:
            raise ValueError(file.name)
        with file.open(encoding="utf-8-sig", newline="") as opened:
            read = csv.DictReader(opened, strict=True)
            missing = {"kind", "code", "parent"} - set(read.fieldnames or ())
            rows = [{one: _plain(row.get(one), one) for one in COLUMNS} for row in read]
    except (ValueError, csv.Error) as broken:
        raise areas_are_a_list.refuse() from broken
    if missing or not rows:
        raise areas_are_a_list.refuse()
    return rows


def _plain(written: str | None, column: str) -> str:
    text = normalise(written or "")
    return text if column.startswith("name") else to_latin_digits(text.casefold())


def _parent(row: dict[str, str], codes: set[tuple[str, str]]) -> tuple[str, str] | None:
    """The nearest larger area of that code."""
    if row["kind"] not in ORDER:
        return None
    larger = ORDER[: ORDER.index(row["kind"])]
    named = ((kind, row["parent"]) for kind in reversed(larger) if row["parent"])
    return next((pair for pair in named if pair in codes), None)


def _reasons(
    row: dict[str, str], area: Listed, seen: set[tuple[object, ...]]
) -> Iterator[Sentence]:
    if area.kind not in ORDER:
        yield NO_KIND.format(kind=area.kind)
    if not area.code:
        yield NO_CODE
    elif (area.kind, area.code) in seen:
        yield TWICE.format(code=area.code)
    if not (area.name_fa or area.name_en):
        yield NO_NAME
    elif (area.kind, area.parent, area.name_fa, area.name_en) in seen:
        yield NAMED_TWICE.format(name=area.name_fa or area.name_en)
    if row["parent"] and area.kind in ORDER and area.parent is None:
        yield NO_PARENT.format(code=row["parent"])


def _told(wrong: list[Sentence]) -> Sentence:
    told = wrong[:MOST_TOLD]
    if len(wrong) > MOST_TOLD:
        told.append(MORE.format(count=len(wrong) - MOST_TOLD))
    return Sentence("; ".join(one.en for one in told), "؛ ".join(one.fa for one in told))
