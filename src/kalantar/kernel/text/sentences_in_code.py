"""The sentences that stand in code and tables in both languages, found by reading the source.

Reading the source (not the registries) finds also those of the command line and of labels, and says
the line.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kalantar.kernel.text.smells import smells

_PERSIAN = re.compile("[آ-ی]")
_PLACE = re.compile(r"\{(\w*)[^{}]*\}")
_PAIRS = (("en", "fa"), ("do_en", "do_fa"), ("text_en", "text_fa"))


def sentence_problems(package: Path) -> Iterator[tuple[str, str]]:
    """(where, what is wrong) for every call and every table that carries a Persian text."""
    for table in sorted(package.rglob("*.toml")):
        where = table.relative_to(package.parent).as_posix()
        rows = tomllib.loads(table.read_text(encoding="utf-8"))
        yield from ((where, what) for what in _table_problems(rows))
    for source in sorted(package.rglob("*.py")):
        if {"tests", "migrations"} & set(source.parts):
            continue
        tree = ast.parse(source.read_text(encoding="utf-8"))
        where = source.relative_to(package.parent).as_posix()
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                yield from ((f"{where}:{call.lineno}", what) for what in _call_problems(call))
        at_once = _names_of_gettext(tree)
        for call in _calls_at_import(tree):
            if getattr(call.func, "id", "") in at_once:
                yield f"{where}:{call.lineno}", "translated once, at import: use gettext_lazy"


def _call_problems(call: ast.Call) -> Iterator[str]:
    given = {word.arg: _text(word.value) for word in call.keywords if word.arg}
    if getattr(call.func, "id", "") == "Sentence" and len(call.args) == 2:
        given |= {"en": _text(call.args[0]), "fa": _text(call.args[1])}
    yield from _pair_problems(given)


def _table_problems(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _pair_problems(
            {key: text for key, text in value.items() if isinstance(text, str)}
        )
    inside = value.values() if isinstance(value, Mapping) else value
    if isinstance(inside, Iterable) and not isinstance(inside, str):
        for row in inside:
            yield from _table_problems(row)


def _pair_problems(given: Mapping[str, str | None]) -> Iterator[str]:
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
        elif re.search("[A-Za-z]{3}", _PLACE.sub("", fa)):
            yield f"not in Persian: {fa!r}"


def _names_of_gettext(tree: ast.Module) -> set[str]:
    """What the module calls the translation that happens at once."""
    return {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in ("gettext", "ngettext", "pgettext", "npgettext")
    }


def _calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls outside every function: made when the module is read, in no reader's language."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _calls_at_import(child)


def _text(value: ast.expr) -> str | None:
    """The literal text, also of an f-string with its places as {}; None where it is computed."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in value.values]
        return "".join(str(part) for part in parts)
    return None
