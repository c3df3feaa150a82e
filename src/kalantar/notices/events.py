"""What can happen to notices. Facts are ids and counts; the words and the number rest with the message."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.notices.models import StatusAnswer, WhyNot
from kalantar.notices.occasions import SAID
from kalantar.people.roles import Role

BY_MESSAGE = Sentence(en="by message", fa="با پیامک")
WHY_NOT: dict[str, Sentence] = {
    WhyNot.CONFIDENTIAL: Sentence(en="not told: the file is confidential", fa="گفته نشد؛ پرونده محرمانه است"),
    WhyNot.NO_PHONE: Sentence(en="not told: no phone number", fa="گفته نشد؛ شمارهٔ تلفن ندارد"),
    WhyNot.OPTED_OUT: Sentence(en="not told: wants no messages", fa="گفته نشد؛ پیام نمی‌خواهد"),
    WhyNot.WRONG_NUMBER: Sentence(en="not told: the number is somebody else’s", fa="گفته نشد؛ شماره از آنِ دیگری است"),
    WhyNot.GUARDIAN: Sentence(en="the guardian was told in their place", fa="به‌جای او سرپرستش آگاه شد"),
    WhyNot.SAME_PERSON: Sentence(en="told already, in another role", fa="پیش‌تر در سمت دیگری آگاه شد"),
    WhyNot.NO_WORDS: Sentence(en="nobody was told: no approved words", fa="به هیچ‌کس گفته نشد؛ متن تأییدشده نبود"),
}  # fmt: skip
REASONS["step of the file"] = Sentence(en="a step of the file", fa="در پی پیشرفت پرونده")
REASONS["asked by message"] = Sentence(en="asked by message", fa="در پاسخ به پیامک")


@dataclass(frozen=True)
class PartiesTold(Event):
    """``entry``: of what. ``untold``: those whose notice says why they were not told by message."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Parties were told by message: {told}; not told: {untold} ({what}).",
        fa="آگاه‌شده با پیام: {told} نفر؛ آگاه‌نشده: {untold} نفر ({what}).",
    )
    readers = READERS
    case: UUID
    entry: UUID
    what: str
    told: int
    untold: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"what": SAID[facts["what"]]}


ANSWERS: dict[str, Sentence] = {
    StatusAnswer.Answer.TOLD: Sentence(en="the party was told", fa="به طرف پرونده گفته شد"),
    StatusAnswer.Answer.NEUTRAL: Sentence(
        en="nothing was said of any file", fa="از هیچ پرونده‌ای چیزی گفته نشد"
    ),
    StatusAnswer.Answer.SILENT: Sentence(en="no answer was sent", fa="پاسخی فرستاده نشد"),
}


@dataclass(frozen=True)
class StatusAnswered(Event):
    """``came_of``: told to a party, the neutral sentence, or none. On the file only where it was told, or
    the ledger says why not."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The status of a file was asked by message: {came_of}.",
        fa="وضعیت پرونده‌ای با پیام پرسیده شد: {came_of}.",
    )
    readers = READERS
    incoming: UUID
    came_of: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"came_of": ANSWERS[facts["came_of"]]}


@dataclass(frozen=True)
class NoticeWordsInstalled(Event):
    """``added``: how many templates the service did not have yet; each waits to be approved."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The standard words of notices were installed: {added} drafts.",
        fa="متن‌های پایهٔ آگاهی طرفین با {added} پیش‌نویس آماده شد.",
    )
    readers: ClassVar[tuple[Role, ...]] = (Role.ADMINISTRATOR, Role.COMMANDER, Role.AUDITOR)
    added: int
