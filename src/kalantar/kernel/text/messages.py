"""The Persian texts: compiled when the service starts, gathered from the code, and checked."""

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

from kalantar.kernel.text import catalogues
from kalantar.kernel.text.sentences_in_code import sentence_problems
from kalantar.kernel.text.smells import smells
from kalantar.kernel.text.unmarked import unmarked

_PLACE = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")

type Key = tuple[str | tuple[str, ...], str | None]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something a reader of Persian would stumble over, and where to put it right."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def compile_all() -> list[Path]:
    """Compile every catalogue newer than what was compiled from it; the files written.

    Each file appears whole or not at all, so that two processes may start together.
    """
    return [_compile(po) for po in catalogues.catalogues() if _is_stale(po)]


def extract_all() -> list[Path]:
    """Bring every catalogue up to date with the code; the files changed.

    New texts are added untranslated, unless another catalogue (or this one, before the text moved)
    has a translation; texts no longer asked for are dropped.
    """
    known: dict[Key, Message] = {}
    for po in catalogues.catalogues():
        known |= _known(catalogues.read(po))
    changed = []
    for capability in catalogues.capabilities():
        po, wanted = catalogues.catalogue_of(capability), catalogues.gathered(capability)
        _translate(wanted, known | _known(catalogues.read(po)))
        if list(_messages(wanted)) and catalogues.write(po, wanted):
            changed.append(po)
        elif not list(_messages(wanted)) and po.exists():
            po.unlink()
            changed.append(po)
    return changed


def problems() -> list[Problem]:
    """Everything wrong with the Persian texts: of the catalogues and of the sentences in code."""
    found = [Problem(where, what) for where, what in sentence_problems(catalogues.PACKAGE)]
    for template in sorted(catalogues.PACKAGE.glob("**/templates/**/*.html")):
        for text in unmarked(template.read_text(encoding="utf-8")):
            found.append(Problem(_where(template), f"{text!r} is not marked for translation"))
    translated: dict[Key, tuple[Path, Message]] = {}
    for capability in catalogues.capabilities():
        po = catalogues.catalogue_of(capability)
        wanted = catalogues.gathered(capability)
        found += list(_catalogue_problems(po, wanted, catalogues.read(po))) or _disorder(po, wanted)
        for message in _messages(catalogues.read(po)):
            first_po, first = translated.setdefault(_key(message), (po, message))
            if first.string != message.string:
                what = f"{message.id!r} is translated otherwise in {_where(first_po)}"
                found.append(Problem(_where(po), what))
    return sorted(found)


def _catalogue_problems(po: Path, wanted: Catalog, written: Catalog) -> Iterator[Problem]:
    asked = {_key(message) for message in _messages(wanted)}
    there = {_key(message) for message in _messages(written)}
    for missing in sorted(asked - there, key=str):
        yield Problem(_where(po), f"{missing[0]!r} is not in the catalogue: run messages --extract")
    for unused in sorted(there - asked, key=str):
        yield Problem(_where(po), f"{unused[0]!r} is asked for nowhere: run messages --extract")
    for obsolete in written.obsolete.values():
        yield Problem(_where(po), f"{obsolete.id!r} is obsolete: run messages --extract")
    for message in _messages(written):
        for what in _message_problems(message, written):
            yield Problem(_where(po), f"{message.id!r}: {what}")


def _disorder(po: Path, wanted: Catalog) -> list[Problem]:
    """Right, yet not as it would be written: whoever gathers texts next would move others about."""
    if not po.exists():
        return []
    _translate(wanted, _known(catalogues.read(po)))
    if catalogues.as_written(po, wanted) == po.read_bytes():
        return []
    return [Problem(_where(po), "is not in the order it is written in: run messages --extract")]


def _message_problems(message: Message, catalogue: Catalog) -> Iterator[str]:
    said = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not said or not all(said):
        yield "not translated"
        return
    if message.fuzzy:
        yield "fuzzy: somebody must read it"
    for error in message.check(catalogue):
        yield str(error)
    if isinstance(message.id, str):  # a plural form may leave its number out
        for lost in set(_PLACE.findall(message.id)) - set(_PLACE.findall(said[0])):
            yield f"{lost} is lost in translation"
    for text in said:
        yield from smells(text)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    """Its messages without the header."""
    return (message for message in catalogue if message.id)


def _known(catalogue: Catalog) -> dict[Key, Message]:
    return {_key(message): message for message in _messages(catalogue)}


def _translate(wanted: Catalog, known: Mapping[Key, Message]) -> None:
    for message in _messages(wanted):
        if translated := known.get(_key(message)):
            message.string = translated.string
            message.flags |= translated.flags & {"fuzzy"}


def _key(message: Message) -> Key:
    id = message.id if isinstance(message.id, str) else tuple(message.id)
    return id, message.context


def _where(po: Path) -> str:
    return po.relative_to(catalogues.PACKAGE.parent).as_posix()


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _compile(po: Path) -> Path:
    mo, catalogue = po.with_suffix(".mo"), catalogues.read(po)
    with tempfile.NamedTemporaryFile(dir=po.parent, suffix=".new", delete=False) as file:
        try:
            write_mo(file, catalogue)
            os.chmod(file.name, 0o644)
            file.flush()
            os.replace(file.name, mo)
        except BaseException:  # nothing is left of what was not written to its end
            Path(file.name).unlink(missing_ok=True)
            raise
    return mo
