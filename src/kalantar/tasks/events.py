"""What can happen to a task. Facts are ids and times: what is to be done rests with the task."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import say_datetime
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES

PAGES["tasks"] = Sentence(en="list of tasks", fa="فهرست کارها")
REASONS["file closed"] = Sentence(en="the file was closed", fa="پرونده بسته شد")
REASONS["file moved"] = Sentence(
    en="the file is another station’s now", fa="پرونده به کلانتری دیگری رسید"
)


def _due(facts: dict[str, Any]) -> dict[str, object]:
    at = datetime.fromisoformat(str(facts["due_at"]))
    said = {spoken: say_datetime(at, spoken, short=True) for spoken in ("en", "fa")}
    return {"due_at": Sentence(**said)}


@dataclass(frozen=True)
class TaskSet(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A task was given to {officer}, to be done by {due_at}.",
        fa="کاری به {officer} سپرده شد؛ مهلت آن {due_at} است.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"officer": "user"}
    case: UUID
    task: UUID
    officer: UUID
    due_at: datetime

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return _due(facts)


@dataclass(frozen=True)
class TaskDeadlineMoved(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The deadline of a task was moved to {due_at}.",
        fa="مهلت یکی از کارها به {due_at} تغییر کرد.",
    )
    readers = READERS
    case: UUID
    task: UUID
    due_at: datetime

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return _due(facts)


@dataclass(frozen=True)
class TaskHandedOver(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A task was handed over to {officer}.", fa="یکی از کارها به {officer} واگذار شد."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"officer": "user"}
    case: UUID
    task: UUID
    officer: UUID


@dataclass(frozen=True)
class TaskDone(Event):
    sentence: ClassVar[Sentence] = Sentence(en="A task was done.", fa="یکی از کارها انجام شد.")
    readers = READERS
    case: UUID
    task: UUID


@dataclass(frozen=True)
class TaskGivenUp(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A task was given up.", fa="یکی از کارها کنار گذاشته شد."
    )
    readers = READERS
    case: UUID
    task: UUID


@dataclass(frozen=True)
class TaskCameAlong(Event):
    """With its file, to the station that took the file over."""

    sentence: ClassVar[Sentence] = Sentence(
        en="A task came along with the file; nobody does it yet.",
        fa="یکی از کارها همراه پرونده منتقل شد و هنوز مسئولی ندارد.",
    )
    readers = READERS
    case: UUID
    task: UUID
