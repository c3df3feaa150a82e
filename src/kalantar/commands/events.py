"""What can happen by a word that was heard or written, and that an act was taken back.

What the word brought about is recorded by its own action, in the same transaction.
"""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.commands.verbs import BY_NAME
from kalantar.incidents.events import READERS
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event

TAKEN_BACK = "taken back"
REASONS[TAKEN_BACK] = Sentence(en="taken back by who had done it", fa="کننده‌اش آن را پس گرفت")

REASONS["written by a patrol"] = Sentence(
    en="written by a patrol by text message", fa="با پیامک گشت"
)


@dataclass(frozen=True)
class UnitHeard(Event):
    """The crew said it over the radio; who is named as doing it typed it in the room."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} said over the radio: {verb}.", fa="{unit} با بی‌سیم اعلام کرد: {verb}."
    )
    readers = READERS
    incident: UUID
    unit: UUID
    verb: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"verb": BY_NAME[facts["verb"]].word}


@dataclass(frozen=True)
class UnitWrote(Event):
    """A text message from the number of an officer in the crew. ``incoming``: the message."""

    sentence: ClassVar[Sentence] = Sentence(
        en="{unit} wrote by text message: {verb}.", fa="{unit} با پیامک اعلام کرد: {verb}."
    )
    readers = READERS
    incident: UUID | None
    unit: UUID
    incoming: UUID
    verb: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"verb": BY_NAME[facts["verb"]].word}


ACTS: dict[str, Sentence] = {}  # what an act that can be taken back is called; filled by undoing


@dataclass(frozen=True)
class ActTakenBack(Event):
    """``entry``: the entry of the act; ``act``: which kind of event that was."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Taken back at once: {act}.", fa="بی‌درنگ پس گرفته شد: {act}."
    )
    readers = READERS
    entry: UUID
    act: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"act": ACTS.get(facts["act"], Sentence(en="an act", fa="یک کار"))}
