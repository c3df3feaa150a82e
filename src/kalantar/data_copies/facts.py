"""What a copy consists of: facts with their labels, in groups, of the person and of each file.

A value is plain, or a code with what it is called; so one copy is printed in one language and written for
programs in both.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from kalantar.kernel.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Coded:
    """A code of the service, and what people call it."""

    code: str
    said: Sentence


type Value = str | int | date | datetime | Sentence | Coded | list[Coded]


@dataclass(frozen=True, slots=True)
class Fact:
    key: str
    label: Sentence
    value: Value


type Item = list[Fact]


@dataclass(frozen=True, slots=True)
class Group:
    """``source``: from where the service has it."""

    key: str
    title: Sentence
    source: Sentence
    items: list[Item]


@dataclass(frozen=True, slots=True)
class FileCopy:
    id: UUID
    facts: Item
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class Stated:
    """What is said of all copies alike, so that it says nothing of this one: what is not in it and why, or
    how long something is kept and why."""

    key: str
    what: Sentence
    why: Sentence


@dataclass(frozen=True, slots=True)
class Copy:
    made_at: datetime
    groups: list[Group] = field(default_factory=list)
    files: list[FileCopy] = field(default_factory=list)
    kept_for: tuple[Stated, ...] = ()
    left_out: tuple[Stated, ...] = ()


def item(*facts: tuple[str, Sentence, Value | None]) -> Item:
    """Of the facts that there are: what is empty is not said."""
    return [
        Fact(key, label, value)
        for key, label, value in facts
        if value is not None and value not in ("", [])
    ]
