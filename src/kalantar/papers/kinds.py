"""What the kinds of paper are called."""

from pathlib import Path

from kalantar.kernel.sentence import Sentence
from kalantar.papers.models import PaperKind

KINDS: dict[str, Sentence] = {
    PaperKind.RECEIPT: Sentence(en="Receipt of a file", fa="رسید تشکیل پرونده"),
    PaperKind.COVER: Sentence(en="Cover of a file", fa="روکش پرونده"),
    PaperKind.LETTER: Sentence(en="Letter", fa="نامه"),
    PaperKind.NOTICES: Sentence(
        en="Proof of what the parties were told", fa="گواهی آگاهی طرفین پرونده"
    ),
    PaperKind.STATEMENT: Sentence(en="Statement", fa="برگهٔ اظهارات"),
    PaperKind.CUSTODY: Sentence(en="Custody receipt and chain", fa="رسید و زنجیرهٔ نگهداری مال"),
    PaperKind.LABEL: Sentence(en="Exhibit label", fa="برچسب مال"),
    PaperKind.RETURNED: Sentence(en="Receipt of return", fa="رسید استرداد مال"),
    PaperKind.DATA_COPY: Sentence(en="Copy of what is kept about somebody", fa="نسخهٔ داده‌های شخص"),
    PaperKind.ORDER_REPORT: Sentence(en="Report on a court's order", fa="گزارش اجرای دستور قضایی"),
}
TEMPLATES = {kind: Path(__file__).parent / "typ" / f"{kind}.typ" for kind in PaperKind}
