"""What can happen to property held for a file. Facts are ids and codes: what it is, who got it and what for
rests sealed with the item and its chain."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from kalantar.cases.events import READERS
from kalantar.custody.models import HandedTo, ItemKind, What
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.events import PAGES

PAGES["item"] = Sentence(en="item of property held", fa="مال نگهداری‌شده")
PAGES["property"] = Sentence(en="list of property held", fa="فهرست اموال نگهداری‌شده")

KINDS: dict[str, Sentence] = {
    ItemKind.WEAPON: Sentence(en="weapon", fa="سلاح"),
    ItemKind.DEVICE: Sentence(en="phone or electronic device", fa="تلفن همراه یا وسیلهٔ الکترونیکی"),
    ItemKind.VEHICLE: Sentence(en="vehicle", fa="وسیلهٔ نقلیه"),
    ItemKind.MONEY: Sentence(en="money or valuables", fa="وجه نقد یا اشیای قیمتی"),
    ItemKind.DOCUMENT: Sentence(en="document", fa="سند یا مدرک"),
    ItemKind.DRUGS: Sentence(en="drugs", fa="مواد مخدر"),
    ItemKind.CLOTHING: Sentence(en="clothing", fa="پوشاک"),
    ItemKind.OTHER: Sentence(en="other", fa="سایر"),
}
HOLDERS: dict[str, Sentence] = {
    HandedTo.EXPERT: Sentence(en="expert", fa="کارشناس"),
    HandedTo.COURT: Sentence(en="court", fa="دادگاه یا دادسرا"),
    HandedTo.OFFICER: Sentence(en="officer", fa="مأمور"),
    HandedTo.OTHER: Sentence(en="somebody else", fa="شخص دیگر"),
}
WHAT: dict[str, Sentence] = {
    What.TAKEN_IN: Sentence(en="taken in", fa="تحویل گرفته شد"),
    What.MOVED: Sentence(en="moved to another place", fa="جابه‌جا شد"),
    What.HANDED_OUT: Sentence(en="handed out", fa="امانت داده شد"),
    What.BROUGHT_BACK: Sentence(en="brought back", fa="بازگردانده شد"),
    What.RETURNED: Sentence(en="returned to the owner", fa="به صاحب آن مسترد شد"),
    What.CONDEMNED: Sentence(en="destruction proposed", fa="معدوم‌سازی پیشنهاد شد"),
    What.KEPT: Sentence(en="not to be destroyed", fa="از معدوم‌سازی صرف‌نظر شد"),
    What.DESTROYED: Sentence(en="destroyed", fa="معدوم شد"),
    What.HANDED_OVER: Sentence(en="sent to another station", fa="به کلانتری دیگر فرستاده شد"),
    What.RECEIVED: Sentence(en="received from another station", fa="از کلانتری دیگر دریافت شد"),
}


@dataclass(frozen=True)
class ItemTakenIn(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Property was taken in as {item}: {kind}.",
        fa="مالی با برچسب {item} تحویل گرفته شد: {kind}.",
    )
    readers = READERS
    case: UUID
    item: UUID
    kind: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"kind": KINDS[facts["kind"]]}


@dataclass(frozen=True)
class ItemMoved(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Item {item} was moved to another place in the store.",
        fa="جای مال {item} در انبار عوض شد.",
    )
    readers = READERS
    case: UUID
    item: UUID


@dataclass(frozen=True)
class ItemHandedOut(Event):
    """``holder``: to which kind of recipient; who it is, and what for, is in the chain."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Item {item} was handed out ({holder}).", fa="مال {item} امانت داده شد ({holder})."
    )
    readers = READERS
    case: UUID
    item: UUID
    holder: str

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"holder": HOLDERS[facts["holder"]]}


@dataclass(frozen=True)
class ItemBroughtBack(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Item {item} was brought back.", fa="مال {item} بازگردانده شد."
    )
    readers = READERS
    case: UUID
    item: UUID


@dataclass(frozen=True)
class ItemReturned(Event):
    """``person``: which party of the file received it; None where it was somebody else."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Item {item} was returned to its owner.", fa="مال {item} به صاحب آن مسترد شد."
    )
    readers = READERS
    case: UUID
    item: UUID
    person: UUID | None


@dataclass(frozen=True)
class DestructionProposed(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="It was proposed that item {item} be destroyed.", fa="معدوم‌سازی مال {item} پیشنهاد شد."
    )
    readers = READERS
    case: UUID
    item: UUID


@dataclass(frozen=True)
class DestructionDropped(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Item {item} is not to be destroyed.", fa="از معدوم‌سازی مال {item} صرف‌نظر شد."
    )
    readers = READERS
    case: UUID
    item: UUID


@dataclass(frozen=True)
class ItemDestroyed(Event):
    """``proposer``: the other one of the two people."""

    sentence: ClassVar[Sentence] = Sentence(
        en="Item {item} was destroyed; {proposer} had proposed it.",
        fa="مال {item} معدوم شد؛ پیشنهاد آن با {proposer} بود.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"proposer": "user"}
    case: UUID
    item: UUID
    proposer: UUID


@dataclass(frozen=True)
class ItemHandedOver(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Item {item} was sent after its file to {station}.",
        fa="مال {item} در پی پرونده‌اش به {station} فرستاده شد.",
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"station": "jurisdiction"}
    case: UUID
    item: UUID
    station: UUID


@dataclass(frozen=True)
class ItemReceived(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="Item {item} was received at {station}.", fa="مال {item} در {station} دریافت شد."
    )
    readers = READERS
    kinds: ClassVar[dict[str, str]] = {"station": "jurisdiction"}
    case: UUID
    item: UUID
    station: UUID
