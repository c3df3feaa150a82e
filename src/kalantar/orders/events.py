"""What can happen to a judicial order, and to the branches that give them."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.orders.models import OrderKind, OrderSource
from kalantar.people.events import PAGES
from kalantar.people.roles import Role

PAGES["order"] = Sentence(en="judicial order", fa="دستور قضایی")
PAGES["orders"] = Sentence(en="list of judicial orders", fa="فهرست دستورهای قضایی")
PAGES["order_answer"] = Sentence(en="answer to a court's order", fa="پاسخ دستور قضایی")
KEEPERS = (Role.ADMINISTRATOR, Role.COMMANDER, Role.AUDITOR)

KINDS: dict[str, Sentence] = {
    OrderKind.SUMMONS: Sentence(en="summons", fa="احضار"),
    OrderKind.ARREST: Sentence(en="arrest", fa="جلب"),
    OrderKind.INQUIRY: Sentence(en="inquiry", fa="تحقیق"),
    OrderKind.SEARCH: Sentence(en="search", fa="بازرسی"),
    OrderKind.SEIZURE: Sentence(en="seizure", fa="توقیف"),
    OrderKind.LOCATING: Sentence(en="locating a person", fa="یافتن شخص"),
    OrderKind.SERVICE: Sentence(en="service of papers", fa="ابلاغ"),
    OrderKind.PROTECTION: Sentence(en="protection", fa="حفاظت"),
    OrderKind.HANDOVER: Sentence(en="handing over", fa="تحویل"),
    OrderKind.OTHER: Sentence(en="another order", fa="دستور دیگر"),
}
SOURCES: dict[str, Sentence] = {
    OrderSource.CLERK: Sentence(en="by a clerk", fa="به دست متصدی پذیرش"),
    OrderSource.PROGRAM: Sentence(en="from the court's program", fa="از سامانهٔ دادگاه"),
    OrderSource.FILE: Sentence(en="from a file", fa="از فایل"),
}


@dataclass(frozen=True)
class OrderReceived(Event):
    """``case`` is None where the order belongs to no file here."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Order received from {branch} {source}: {kind}.",
        fa="دستور {branch} {source} ثبت شد: {kind}.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"branch": "branch"}
    order: UUID
    branch: UUID
    kind: str
    source: str
    case: UUID | None

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"kind": KINDS[facts["kind"]], "source": SOURCES[facts["source"]]}


@dataclass(frozen=True)
class OrderAssigned(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{officer} carries out the order.", fa="اجرای دستور به {officer} سپرده شد."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"officer": "user"}
    order: UUID
    officer: UUID


@dataclass(frozen=True)
class OrderCarriedOut(Event):
    """``case`` as in ``OrderReceived``; an entry of before may be without it."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The order was carried out and reported.", fa="دستور اجرا و نتیجهٔ آن گزارش شد."
    )
    readers = READERS
    order: UUID
    case: UUID | None = None


@dataclass(frozen=True)
class OrderReturned(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The order was returned to the branch, not carried out.",
        fa="دستور بدون اجرا به شعبه بازگردانده شد.",
    )
    readers = READERS
    order: UUID
    case: UUID | None = None


@dataclass(frozen=True)
class OrderWithdrawn(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The branch withdrew the order.", fa="شعبه از دستور خود صرف‌نظر کرد."
    )
    readers = READERS
    order: UUID
    case: UUID | None = None


@dataclass(frozen=True)
class OrderOutlivedFile(Event):
    """The entry's reason says why the file was closed all the same; none where the file went to a court."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The file was closed; the order still has to be answered.",
        fa="پرونده بسته شد، ولی پاسخ این دستور همچنان بر عهدهٔ کلانتری است.",
    )
    readers = READERS
    order: UUID
    case: UUID


@dataclass(frozen=True)
class OrderGivenItsFile(Event):
    """It came without a file, and belongs to this one."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Order of {branch} put on the file: {kind}.",
        fa="دستور {branch} به پرونده پیوست: {kind}.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"branch": "branch"}
    order: UUID
    branch: UUID
    kind: str
    case: UUID

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"kind": KINDS[facts["kind"]]}


@dataclass(frozen=True)
class PersonNamedInOrder(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Somebody whom the order concerns was named.",
        fa="نام شخصی که دستور دربارهٔ اوست نوشته شد.",
    )
    readers = READERS
    order: UUID
    person: UUID


@dataclass(frozen=True)
class BranchAdded(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{branch} can give orders.", fa="{branch} به شعبه‌ها افزوده شد."
    )
    readers = KEEPERS
    kinds: ClassVar[dict[str, str]] = {"branch": "branch"}
    branch: UUID


@dataclass(frozen=True)
class BranchKeyChanged(Event):
    """``fingerprint``: the first eight bytes of the SHA-256 of the new key, empty where it has none."""

    sentence: ClassVar[Sentence] = Sentence(
        en="The key of {branch} was changed ({fingerprint}).",
        fa="کلید امضای {branch} تغییر کرد ({fingerprint}).",
    )
    readers = KEEPERS
    kinds: ClassVar[dict[str, str]] = {"branch": "branch"}
    branch: UUID
    fingerprint: str


@dataclass(frozen=True)
class BranchRetired(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="{branch} gives no orders any more.", fa="{branch} دیگر دستوری نمی‌دهد."
    )
    readers = KEEPERS
    kinds: ClassVar[dict[str, str]] = {"branch": "branch"}
    branch: UUID
