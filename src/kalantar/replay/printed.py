"""What the demo's station has printed for the officer's file, and a document that was brought to it."""

from datetime import timedelta
from pathlib import Path

from kalantar.cases.models import Case, PartyRole
from kalantar.custody.models import Item, ItemState
from kalantar.documents.actions import take_in_document
from kalantar.kernel.actor import Actor
from kalantar.kernel.printing import typeset
from kalantar.papers.actions import issue_custody, issue_label, issue_receipt, issue_statement
from kalantar.statements.models import Statement

INVOICE = Path(__file__).with_name("invoice.typ")
BOUGHT = {
    "shop": "فروشگاه رایانهٔ سپهر",
    "rows": [
        ["شمارهٔ فاکتور", "۱۴۰۳/۲۲۱۸"], ["خریدار", "مریم کاظمی"],
        ["کالا", "لپ‌تاپ ۱۴ اینچ، خاکستری"], ["شمارهٔ سریال", "SN 5CD1402K7"],
        ["ضمانت", "۲۴ ماه"],
    ],
    "stamp": "مهر فروشگاه",
}  # fmt: skip


def print_and_hold(case: Case, check_at: str, by: Actor) -> None:
    """The complainant has her receipt and her statement; what went to the expert has its label and its
    chain; and she brought the invoice of the laptop."""
    her = case.parties.get(role=PartyRole.COMPLAINANT)
    issue_receipt(case=case.pk, party=her.pk, check_at=check_at, by=_days_ago(8, by))
    for heard in Statement.objects.filter(case=case):
        issue_statement(
            statement=heard.pk, language="fa", check_at=check_at, by=_days_ago(8, by)
        )  # fmt: skip
    for item in Item.objects.filter(case=case, state=ItemState.OUT):
        issue_label(item=item.pk, language="fa", check_at=check_at, by=_days_ago(7, by))
        issue_custody(item=item.pk, language="fa", check_at=check_at, by=_days_ago(5, by))
    take_in_document(
        case=case.pk, party=her.pk, title="فاکتور خرید لپ‌تاپ", name="invoice.pdf",
        content=typeset(INVOICE, BOUGHT, language="fa", at=by.now() - timedelta(days=6)),
        by=_days_ago(6, by),
    )  # fmt: skip


def _days_ago(days: int, by: Actor) -> Actor:
    return by.at(by.now() - timedelta(days=days))
