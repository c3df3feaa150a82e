"""What can happen to papers. Facts are ids: what a paper says rests with the paper."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import say_date
from kalantar.kernel.timeline import Event
from kalantar.papers.kinds import KINDS
from kalantar.people.events import PAGES
from kalantar.people.roles import Role

PAGES["paper"] = Sentence(en="issued paper", fa="برگهٔ صادرشده")
PAGES["notices"] = Sentence(en="notice ledger", fa="دفتر آگاهی")


@dataclass(frozen=True)
class PaperIssued(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A paper was issued: {kind}.", fa="برگه‌ای صادر شد: {kind}."
    )
    readers = READERS
    case: UUID | None
    paper: UUID
    kind: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"kind": KINDS[facts["kind"]]}


@dataclass(frozen=True)
class PapersForgotten(Event):
    """``count`` papers issued before then (ISO 8601) are only known by their hash from now on."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The text of {count} papers from before {before} was forgotten; their hashes stay.",
        fa="متن {count} برگهٔ پیش از {before} فراموش شد و تنها درهم‌سازی آن‌ها مانده است.",
    )
    readers: ClassVar[tuple[Role, ...]] = (Role.ADMINISTRATOR, Role.COMMANDER, Role.AUDITOR)
    quiet: ClassVar[bool] = True
    count: int
    before: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        before = datetime.fromisoformat(facts["before"])
        return {
            "before": Sentence(en=say_date(before, "en", short=True), fa=say_date(before, "fa"))
        }
