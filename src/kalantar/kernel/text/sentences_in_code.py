"""The sentences that stand in code in both languages, found by reading the source.

Reading the source (not the registries) finds also those of the command line and of labels, and says
the line.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from kalantar.kernel.text.smells import smells

_PERSIAN = re.compile("[آ-ی]")
_PLACE = re.compile(r"\{(\w*)[^{}]*\}")
_PAIRS = (("en", "fa"), ("do_en", "do_fa"), ("name_en", "name_fa"))


def sentence_problems(package: Path) -> Iterator[tuple[str, str]]:
    """(file:line, what is wrong) for every call that carries a Persian text."""
    for source in sorted(package.rglob("*.py")):
        if {"tests", "migrations"} & set(source.parts):
            continue
        for call in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                where = f"{source.relative_to(package.parent).as_posix()}:{call.lineno}"
                yield from ((where, what) for what in _call_problems(call))


def _call_problems(call: ast.Call) -> Iterator[str]:
    given = {word.arg: _text(word.value) for word in call.keywords if word.arg}
    if getattr(call.func, "id", "") == "Sentence" and len(call.args) == 2:
        given |= {"en": _text(call.args[0]), "fa": _text(call.args[1])}
    for english, persian in _PAIRS:
        en, fa = given.get(english), given.get(persian)
        if en and fa == "":
            yield f"no Persian for {en!r}"
        if not fa:
            continue
        if en is not None and set(_PLACE.findall(en)) != set(_PLACE.findall(fa)):
            yield f"the places of {en!r} and «{fa}» differ"
        if _PERSIAN.search(fa):
            yield from smells(fa)
        elif _PERSIAN.search(fa) is None and re.search("[A-Za-z]{3}", re.sub(_PLACE, "", fa)):
            yield f"not in Persian: {fa!r}"


def _text(value: ast.expr) -> str | None:
    """The literal text, also of an f-string with its places as {}; None where it is computed."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in value.values]
        return "".join(str(part) for part in parts)
    return None
