"""The rules of a file asked of what is on it: a statement, a task."""

from typing import Any

from kalantar.cases.rules import case_is_open, may_handle_case
from kalantar.kernel.actor import Actor


class _FileIsOpen:
    """The file's rule, asked of what is on it."""

    said = case_is_open.said

    def __call__(self, about: Any) -> bool:
        return case_is_open(about.case)


class _HandlesFile:
    """Who handles the file, asked of what is on it."""

    said = may_handle_case.said

    def __call__(self, by: Actor, about: Any) -> bool:
        return may_handle_case(by, about.case)


FILE_IS_OPEN, HANDLES_FILE = _FileIsOpen(), _HandlesFile()
