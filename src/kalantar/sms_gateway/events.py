"""What the gateway hears that is about no one message; what ends a message is told by the outbox's events."""

from dataclasses import dataclass
from typing import Any, ClassVar

from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import counted
from kalantar.kernel.timeline import Event
from kalantar.messaging.models import READERS

REASONS["written on the phone screen"] = Sentence(
    en="written on the phone screen of the demonstration", fa="نوشته‌شده در صفحهٔ گوشی نمایشی"
)


@dataclass(frozen=True)
class ReceiptsCame(Event):
    """Receipts that ended no message: of one part among several, or of nothing known yet."""

    sentence: ClassVar[Sentence] = Sentence(en="{receipts} came.", fa="{receipts} رسید دریافت شد.")
    readers = READERS
    quiet: ClassVar[bool] = True
    receipts: int

    @classmethod
    def words(cls, facts: dict[str, Any]) -> dict[str, object]:
        return {"receipts": counted(facts["receipts"], "receipt", "receipts")}
