"""A file is open, may be referred to another station, and is closed with an outcome; it may open again."""

from kalantar.cases import events
from kalantar.cases.models import CaseState
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import Role

STATION = (Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER)
LEADERS = (Role.STATION_CHIEF, Role.COMMANDER)

CASE = Lifecycle(
    "case",
    field="state",
    start=CaseState.OPEN,
    states={
        CaseState.OPEN: Sentence(en="open", fa="در جریان"),
        CaseState.REFERRED: Sentence(
            en="referred, not answered yet", fa="ارجاع‌شده، در انتظار پاسخ"
        ),
        CaseState.CLOSED: Sentence(en="closed", fa="بسته‌شده"),
    },
    steps=[
        Step(
            verb="refer",
            label=Sentence(en="Refer to another station", fa="ارجاع به کلانتری دیگر"),
            frm=[CaseState.OPEN],
            to=CaseState.REFERRED,
            event=events.CaseReferred,
            who=STATION,
        ),
        Step(
            verb="accept",
            label=Sentence(en="Accept the file", fa="پذیرش پرونده"),
            frm=[CaseState.REFERRED],
            to=CaseState.OPEN,
            event=events.ReferralAccepted,
            who=STATION,
        ),
        Step(
            verb="reject",
            label=Sentence(en="Send the file back", fa="بازگرداندن پرونده"),
            frm=[CaseState.REFERRED],
            to=CaseState.OPEN,
            event=events.ReferralRejected,
            who=STATION,
        ),
        Step(
            verb="withdraw",
            label=Sentence(en="Take the referral back", fa="پس‌گرفتن ارجاع"),
            frm=[CaseState.REFERRED],
            to=CaseState.OPEN,
            event=events.ReferralWithdrawn,
            who=STATION,
        ),
        Step(
            verb="close",
            label=Sentence(en="Close the file", fa="بستن پرونده"),
            frm=[CaseState.OPEN],
            to=CaseState.CLOSED,
            event=events.CaseClosed,
            who=STATION,
        ),
        Step(
            verb="reopen",
            label=Sentence(en="Open again", fa="به جریان انداختن دوباره"),
            frm=[CaseState.CLOSED],
            to=CaseState.OPEN,
            event=events.CaseReopened,
            who=LEADERS,
        ),
    ],
)
