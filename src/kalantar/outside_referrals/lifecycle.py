"""An outside referral waits, is accepted, rejected, returned with an answer, or taken back."""

from kalantar.cases.lifecycle import STATION
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.outside_referrals import events
from kalantar.outside_referrals.models import OutsideState as S

OUTSIDE_REFERRAL = Lifecycle(
    "outside_referral",
    field="state",
    start=S.WAITS,
    states={
        S.WAITS: Sentence(en="waits for an answer", fa="در انتظار پاسخ"),
        S.ACCEPTED: Sentence(en="accepted", fa="پذیرفته‌شده"),
        S.REJECTED: Sentence(en="rejected", fa="پذیرفته‌نشده"),
        S.RETURNED: Sentence(en="returned with an answer", fa="پاسخ‌داده‌شده"),
        S.WITHDRAWN: Sentence(en="taken back", fa="پس‌گرفته"),
    },
    steps=[
        Step(
            verb="note_acceptance",
            label=Sentence(en="They accept", fa="پذیرفتند"),
            frm=[S.WAITS],
            to=S.ACCEPTED,
            event=events.OutsideAccepted,
            who=STATION,
        ),
        Step(
            verb="note_rejection",
            label=Sentence(en="They reject", fa="نپذیرفتند"),
            frm=[S.WAITS],
            to=S.REJECTED,
            event=events.OutsideRejected,
            who=STATION,
        ),
        Step(
            verb="note_return",
            label=Sentence(en="Their answer came", fa="پاسخشان رسید"),
            frm=[S.WAITS, S.ACCEPTED],
            to=S.RETURNED,
            event=events.OutsideReturned,
            who=STATION,
        ),
        Step(
            verb="take_back",
            label=Sentence(en="Take it back", fa="پس‌گرفتن"),
            frm=[S.WAITS],
            to=S.WITHDRAWN,
            event=events.OutsideWithdrawn,
            who=STATION,
        ),
    ],
)
