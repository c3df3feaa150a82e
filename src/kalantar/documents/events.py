"""What can happen to the documents of a file. Facts are ids and codes: what a document says, and what it
is called, rests sealed with it. What a party hands in is an event of the citizens' page."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.documents.models import Came, DocumentKind
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES

PAGES["document"] = Sentence(en="document of a file", fa="مدرک پرونده")
PAGES["document_content"] = Sentence(en="content of a document", fa="محتوای مدرک")

KINDS: dict[str, Sentence] = {
    DocumentKind.PDF: Sentence(en="PDF", fa="پی‌دی‌اف"),
    DocumentKind.JPEG: Sentence(en="picture (JPEG)", fa="عکس (جی‌پگ)"),
    DocumentKind.PNG: Sentence(en="picture (PNG)", fa="عکس (پی‌ان‌جی)"),
}
CAME: dict[str, Sentence] = {
    Came.DESK: Sentence(en="taken in at the desk", fa="دریافت در کلانتری"),
    Came.PORTAL: Sentence(en="handed in on the citizens' page", fa="فرستاده‌شده از صفحهٔ شهروند"),
}


@dataclass(frozen=True)
class DocumentTakenIn(Event):
    """``person``: from which party; None where from none."""

    sentence: ClassVar[Sentence] = Sentence(
        en="A document was taken in at the station: {kind}.",
        fa="مدرکی در کلانتری دریافت شد: {kind}.",
    )
    readers = READERS
    document: UUID
    case: UUID
    kind: str
    person: UUID | None

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"kind": KINDS[facts["kind"]]}


@dataclass(frozen=True)
class DocumentEnteredInError(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A document was marked as entered in error.", fa="مدرکی «ثبت‌شده به اشتباه» علامت خورد."
    )
    readers = READERS
    document: UUID
    case: UUID
