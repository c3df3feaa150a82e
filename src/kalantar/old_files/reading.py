"""A file of an old register, read and judged row by row; nothing is written, and nothing is kept of it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kalantar.kernel.rules import Refused
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure, normalise
from kalantar.old_files.mapping import ENCODINGS, Mapping
from kalantar.old_files.rows import Cells, Known, understood
from kalantar.old_files.rules import (
    LARGEST,
    MOST_ROWS,
    old_number_stands_once_in_the_file,
    register_file_has_its_columns,
    register_file_has_rows,
    register_file_is_csv,
    register_file_is_in_its_encoding,
    register_file_is_not_too_large,
    row_has_no_more_cells_than_the_head,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is refused: where, and by which rule."""

    row: int
    column: str
    rule: str


@dataclass(slots=True)
class Read:
    """``rows``: what was understood, each as plain values that can wait as JSON."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.rows) + len(self.faults)


def read(content: bytes, mapping: Mapping) -> Read:
    """Refused where it is no such file as a whole; of rows that cannot be understood the faults are told."""
    lines = _lines(_text(content, mapping), mapping)
    head = next(lines, (1, []))[1]
    places = _places(head, mapping)
    known, found, numbers = Known.now(), Read(), set[str]()
    for number, cells in lines:
        if found.count >= MOST_ROWS:
            raise _too_large()
        told = Cells(cells, places, mapping)
        try:
            if any(cell.strip() for cell in cells[len(head) :]):
                raise told.at("number", row_has_no_more_cells_than_the_head.refuse())
            row = understood(told, known)
            if row["number"] in numbers:
                raise told.at("number", old_number_stands_once_in_the_file.refuse())
        except Refused as refused:
            found.faults.append(Fault(number, told.column, refused.rule.name))
            continue
        numbers.add(row["number"])
        found.rows.append({"row": number, **row})
    if not found.count:
        raise register_file_has_rows.refuse()
    return found


def _text(content: bytes, mapping: Mapping) -> str:
    if len(content) > LARGEST:
        raise _too_large()
    wrong = register_file_is_in_its_encoding.refuse(encoding=mapping.encoding)
    try:
        text = content.decode(ENCODINGS[mapping.encoding])
    except UnicodeDecodeError:
        raise wrong from None
    if "\x00" in text or (mapping.encoding != "utf-8" and _is_utf8(content)):
        raise wrong
    return text


def _is_utf8(content: bytes) -> bool:
    """Letters that are UTF-8 by chance are not: every octet means something in an old code page."""
    if content.isascii():
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(text: str, mapping: Mapping) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with its number as a spreadsheet counts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mapping.delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        raise register_file_is_csv.refuse(row=figure(number + 1)) from None


def _places(head: list[str], mapping: Mapping) -> dict[str, int]:
    """field → place of its column. Without a mapping the columns that are there are enough."""
    names = [normalise(name).strip() for name in head]
    places = {what: names.index(name) for what, name in mapping.columns.items() if name in names}
    needed = mapping.columns if mapping.exact else ("number", "category", "opened")
    wrong = [
        mapping.columns[what] for what in needed
        if what not in places or names.count(mapping.columns[what]) > 1
    ]  # fmt: skip
    if not any(names):
        raise register_file_has_rows.refuse()
    if wrong:
        told = "، ".join(wrong)
        raise register_file_has_its_columns.refuse(
            columns=Sentence(en=told.replace("،", ","), fa=told)
        )
    return places


def _too_large() -> Refused:
    return register_file_is_not_too_large.refuse(
        megabytes=figure(LARGEST // 10**6), rows=figure(MOST_ROWS)
    )
