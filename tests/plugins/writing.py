"""Only actions write, whatever the code looks like: every statement of the run is watched.

A statement that changes rows, sent by code of the package while no action, intake or upkeep is
running, is refused with an error that names the line. Tests may make their scene as they like.
"""

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import psycopg
from django.db.backends.signals import connection_created

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = f"{ROOT / 'src' / 'kalantar'}/"
TESTS = (f"{ROOT / 'tests'}/", f"{ROOT / 'bench'}/", f"{ROOT / 'conftest.py'}")
_ACTION = f"{PACKAGE}kernel/action.py"
_TOOLS = {__file__, f"{PACKAGE}kernel/ready.py"}  # who calls them writes, not they
_TABLE = r'(?:ONLY\s+)?"?(?:public"?\."?)?([\w{}%.]+)"?'
WRITING = re.compile(
    rf"""\b(?:
        INSERT\s+INTO\s+{_TABLE}
      | DELETE\s+FROM\s+{_TABLE}
      | MERGE\s+INTO\s+{_TABLE} | MERGE\s+{_TABLE}(?:\s+AS)?(?:\s+\w+)?\s+USING\b
      | TRUNCATE\s+(?:TABLE\s+)?{_TABLE}
      | COPY\s+{_TABLE}\s*(?:\([^)]*\))?\s*FROM\b
      | UPDATE\s+{_TABLE}(?:\s+\*)?(?:\s+AS)?(?:\s+"?\w+"?)?\s+SET\b
    )""",
    re.VERBOSE,
)
_IN_ANY_CASE = re.compile(WRITING.pattern, re.VERBOSE | re.IGNORECASE)

# What others keep in tables of their own, at times of their own.
OF_OTHERS = re.compile(
    r"(?:django_session|django_migrations|django_content_type|auth_permission"  # Django
    r"|people_attempts"  # Django's cache, in which allauth counts attempts to sign in
    r"|account_\w+|mfa_\w+|usersessions_\w+"  # allauth
    r"|procrastinate_\w+)\Z"
)
# What Django writes of a user who signs in: the moment, and the password hashed as is usual by now.
AT_SIGN_IN = re.compile(r'UPDATE "people_user" SET "(?:last_login|password)" = %s WHERE')


class WroteOutsideAnAction(BaseException):
    """Code of the package changed rows while no action was running. No ``except Exception`` hides it."""


@lru_cache(maxsize=2000)  # the same texts come again and again
def tables_written(sql: str) -> list[str]:
    """The tables a statement changes, in whatever case and wherever in it they are named."""
    return [
        next(filter(None, found.groups()), "") for found in _IN_ANY_CASE.finditer(_without(sql))
    ]


def _without(sql: str) -> str:
    """The statement without its comments and the words it quotes."""
    return re.sub(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", " ", sql, flags=re.DOTALL)


def writer() -> str:
    """``file:line`` of the package's code that sends this now, outside of any action; else empty."""
    sender = ""
    for frame in _stack():
        path = frame.f_code.co_filename
        if not sender:
            if path.startswith(TESTS) or _is_of_a_test(path):
                return ""
            if path.startswith(PACKAGE):
                sender = f"{path.removeprefix(PACKAGE)}:{frame.f_lineno}"
        if _runs_an_action(frame.f_code):
            return ""
    return sender


def _stack() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(2)
    while frame:
        if frame.f_code.co_filename not in _TOOLS:
            yield frame
        frame = frame.f_back


def _is_of_a_test(path: str) -> bool:
    return path.startswith(PACKAGE) and ("/tests/" in path or "/migrations/" in path)


def _runs_an_action(code: CodeType) -> bool:
    """The wrapper that ``@action``, ``@intake``, ``@part`` and ``@upkeep`` put around a function."""
    return code.co_filename == _ACTION and code.co_name == "run"


def refuse(sql: object) -> None:
    """Raise WroteOutsideAnAction for a statement that the package may not send now."""
    text = sql if isinstance(sql, str) else str(sql)
    written = [table for table in tables_written(text) if not OF_OTHERS.match(table)]
    if written and not AT_SIGN_IN.match(text) and (sender := writer()):
        raise WroteOutsideAnAction(f"{sender} writes {', '.join(written)}: {text[:200]}")


def _watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    refuse(sql)
    return execute(sql, params, many, context)


def _watch_connection(connection: Any, **_: Any) -> None:
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watch)


def watch() -> None:
    """From now on, on every connection of this process and in COPY, which Django hands through."""
    connection_created.connect(_watch_connection, dispatch_uid="only actions write")
    copy = psycopg.Cursor.copy
    if copy.__module__ != __name__:

        def watched(cursor: Any, statement: Any, *args: Any, **kwargs: Any) -> Any:
            refuse(statement)
            return copy(cursor, statement, *args, **kwargs)

        setattr(psycopg.Cursor, "copy", watched)  # noqa: B010


def pytest_configure() -> None:
    watch()
