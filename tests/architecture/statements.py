"""What a statement of a migration's SQL would do to a large table that is in use meanwhile."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlparse

_ADDED = re.compile(r"\bADD\s+(?:COLUMN|(?!CONSTRAINT\b|GENERATED\b))", re.I)
_CONSTRAINT = re.compile(r"\bADD\s+(CONSTRAINT|PRIMARY\s+KEY|UNIQUE|CHECK|FOREIGN|EXCLUDE)\b", re.I)
INDEX = re.compile(
    r"^CREATE\s+(?:UNIQUE\s+)?INDEX\s+(CONCURRENTLY\s+)?(?:IF NOT EXISTS\s+)?(\S+) ON (\S+)", re.I
)
DROP = re.compile(r"^DROP INDEX CONCURRENTLY IF EXISTS (\S+)$", re.I)
TABLE = re.compile(r"^CREATE\s+(?:UNLOGGED\s+)?TABLE\s+(?:IF NOT EXISTS\s+)?(\S+)", re.I)
_NOT_NULL = re.compile(r"ALTER\s+(?:COLUMN\s+)?(\S+)\s+SET\s+NOT\s+NULL", re.I)
_EACH_ROW = re.compile(
    r"\bGENERATED\b|\bUNIQUE\b|\bPRIMARY KEY\b|DEFAULT \S*(random|uuid|clock_timestamp|nextval)",
    re.I,
)
_REPEATABLE = re.compile(
    r"\bIF (NOT )?EXISTS\b|\bVALIDATE CONSTRAINT\b|^ANALYZE\b|^CREATE OR REPLACE\b", re.I
)


def repeatable(text: str) -> bool:
    """Whether it may be sent again after it was done."""
    return bool(_REPEATABLE.search(text))


def statements(sql: Any) -> list[str]:
    """One by one, on one line each, without comments and the semicolon."""
    whole = (
        sql
        if isinstance(sql, str)
        else ";".join(part if isinstance(part, str) else part[0] for part in sql)
    )
    plain = (sqlparse.format(one, strip_comments=True) for one in sqlparse.split(whole))
    return [text for one in plain if (text := " ".join(one.split()).rstrip("; "))]


def texts_of(module: Any) -> Iterator[str]:
    """The texts in a module's source, with its own constants filled in, in the order they stand."""
    source = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    whole, parts = [], set()
    for node in ast.walk(source):
        if isinstance(node, ast.JoinedStr):
            parts |= {id(part) for part in node.values}
            whole.append((node.lineno, "".join(_filled(part, module) for part in node.values)))
    for node in ast.walk(source):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            whole.append((node.lineno, node.value))
    for _, text in sorted(whole):
        yield from statements(text)


def _filled(part: ast.expr, module: Any) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    return str(getattr(module, ast.unparse(part.value), "filled"))


def statement_faults(
    text: str, new_tables: set[str], proven: str, *, rows: bool = False
) -> Iterator[str]:
    """``proven``: what was sent with it, where a check may stand that spares a second reading.
    ``rows``: it may write rows, as it does so in batches."""
    made = INDEX.match(text)
    if made and not made[1] and made[3].strip("(") not in new_tables:
        yield f"made while nobody may write: {text}"
    if not rows and re.match(r"(UPDATE|DELETE)\b", text, re.I):
        yield f"all rows in one transaction: {text}"
    altered = re.match(r"ALTER TABLE (?:IF EXISTS |ONLY )*(\S+)", text, re.I)
    if altered is None or altered[1] in new_tables:
        return
    if _CONSTRAINT.search(text) and not re.search(r"NOT VALID|USING INDEX", text, re.I):
        yield f"reads all rows under a lock, without NOT VALID: {text}"
    if re.search(r"ALTER (COLUMN )?\S+ (SET DATA )?TYPE\b", text, re.I):
        yield f"writes all rows anew: {text}"
    for column in _NOT_NULL.findall(text):
        checked = rf"CHECK \(\s*{re.escape(column)} IS NOT NULL\s*\) NOT VALID.*VALIDATE CONSTRAINT"
        if not re.search(checked, proven, re.I):
            yield f"reads all rows under a lock, without a validated check: {text}"
    if _ADDED.search(text) and not _CONSTRAINT.search(text):
        if _EACH_ROW.search(text):
            yield f"a value of its own for each row: {text}"
        if re.search("NOT NULL", text, re.I) and not re.search("DEFAULT", text, re.I):
            yield f"refused where there are rows: {text}"
