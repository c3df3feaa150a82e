"""Of what the parties are told: the timeline's events, each with its code and who hears of it."""

from dataclasses import dataclass

from kalantar.cases import events as cases
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.orders import events as orders
from kalantar.outside_referrals.events import CaseReferredOutside


@dataclass(frozen=True, slots=True)
class Occasion:
    """``code``: the event of the templates. ``said``: what it is called in the ledger.

    ``receipt``: one side alone hears of it; of what happened the complainant just named, and who stands beside them.
    """

    code: str
    said: Sentence
    receipt: bool = False


ORDER_CAME = Occasion("order_received", Sentence(en="order received", fa="رسیدن دستور قضایی"))
_OF: dict[type[Event], Occasion] = {
    cases.PartyNamed: Occasion(
        "case_opened", Sentence(en="file opened", fa="تشکیل پرونده"), receipt=True
    ),
    cases.OfficerPutInCharge: Occasion(
        "officer_in_charge", Sentence(en="officer put in charge", fa="تعیین افسر پرونده")
    ),
    orders.OrderReceived: ORDER_CAME,
    orders.OrderGivenItsFile: ORDER_CAME,
    orders.OrderCarriedOut: Occasion(
        "order_carried_out", Sentence(en="order carried out", fa="اجرای دستور قضایی")
    ),
    orders.OrderReturned: Occasion(
        "order_returned",
        Sentence(en="order returned, not carried out", fa="بازگشت دستور قضایی بدون اجرا"),
    ),
    orders.OrderWithdrawn: Occasion(
        "order_withdrawn", Sentence(en="order withdrawn", fa="لغو دستور قضایی از سوی شعبه")
    ),
    cases.CaseReferred: Occasion("case_referred", Sentence(en="file referred", fa="ارجاع پرونده")),
    CaseReferredOutside: Occasion(
        "case_referred_outside",
        Sentence(en="service outside of the police asked", fa="ارجاع به دستگاهی بیرون از پلیس"),
    ),
    cases.ReferralAccepted: Occasion(
        "case_accepted", Sentence(en="referral accepted", fa="پذیرش ارجاع")
    ),
    cases.ReferralRejected: Occasion(
        "case_stays", Sentence(en="file stays where it was", fa="ماندن پرونده در جای خود")
    ),
    cases.ReferralWithdrawn: Occasion(
        "case_stays", Sentence(en="file stays where it was", fa="ماندن پرونده در جای خود")
    ),
    cases.CaseClosed: Occasion("case_closed", Sentence(en="file closed", fa="بسته‌شدن پرونده")),
    cases.CaseReopened: Occasion(
        "case_reopened", Sentence(en="file opened again", fa="به جریان افتادن دوبارهٔ پرونده")
    ),
}
ABOUT_ORDERS = {
    occasion.code for event, occasion in _OF.items() if event.__module__ == orders.__name__
}
OCCASIONS = {event.__name__: occasion for event, occasion in _OF.items()}
# Asked by the party, so told to that one alone; the other is what anybody else hears.
STATUS = Occasion(
    "case_status", Sentence(en="status asked by message", fa="پرسش وضعیت با پیام"), receipt=True
)
UNKNOWN = Occasion(
    "status_unknown", Sentence(en="no status to tell", fa="وضعیتی برای گفتن نیست"), receipt=True
)
_ALL = (*OCCASIONS.values(), STATUS, UNKNOWN)
SAID = {occasion.code: occasion.said for occasion in _ALL}
RECEIPTS = {occasion.code for occasion in _ALL if occasion.receipt}
