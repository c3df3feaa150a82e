"""Of what the parties are told: the timeline's events, each with its code and who hears of it."""

from dataclasses import dataclass

from kalantar.cases import events as cases
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.orders.events import OrderReceived


@dataclass(frozen=True, slots=True)
class Occasion:
    """``code``: the event of the templates. ``said``: what it is called in the ledger.

    ``receipt``: only the complainant who was just named hears of it, and who stands beside them.
    """

    code: str
    said: Sentence
    receipt: bool = False


_OF: dict[type[Event], Occasion] = {
    cases.PartyNamed: Occasion(
        "case_opened", Sentence(en="file opened", fa="تشکیل پرونده"), receipt=True
    ),
    OrderReceived: Occasion(
        "order_received", Sentence(en="order received", fa="رسیدن دستور قضایی")
    ),
    cases.CaseReferred: Occasion("case_referred", Sentence(en="file referred", fa="ارجاع پرونده")),
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
OCCASIONS = {event.__name__: occasion for event, occasion in _OF.items()}
SAID = {occasion.code: occasion.said for occasion in OCCASIONS.values()}
