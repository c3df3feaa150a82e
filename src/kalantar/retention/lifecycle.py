"""What came due is kept longer, or its disposal is proposed by one and confirmed by another."""

from kalantar.cases.lifecycle import LEADERS, STATION
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.retention import events
from kalantar.retention.models import OPEN
from kalantar.retention.models import ReviewState as S

REVIEW = Lifecycle(
    "review",
    field="state",
    start=S.LISTED,
    states={
        S.LISTED: Sentence(en="due for review", fa="در انتظار بازبینی"),
        S.PROPOSED: Sentence(en="disposal proposed", fa="امحا پیشنهاد شده"),
        S.KEPT: Sentence(en="kept longer", fa="تمدیدشده"),
        S.DISPOSED: Sentence(en="disposed of", fa="امحاشده"),
        S.LAPSED: Sentence(en="no longer to be reviewed", fa="منتفی"),
    },
    steps=[
        Step(
            verb="propose",
            label=Sentence(en="Propose disposal", fa="پیشنهاد امحا"),
            frm=[S.LISTED],
            to=S.PROPOSED,
            event=events.DisposalProposed,
            who=STATION,
        ),
        Step(
            verb="dispose",
            label=Sentence(en="Confirm and dispose", fa="تأیید و امحا"),
            frm=[S.PROPOSED],
            to=S.DISPOSED,
            event=events.Disposed,
            who=LEADERS,
        ),
        Step(
            verb="turn_down",
            label=Sentence(en="Turn the proposal down", fa="رد پیشنهاد"),
            frm=[S.PROPOSED],
            to=S.LISTED,
            event=events.DisposalTurnedDown,
            who=LEADERS,
        ),
        Step(
            verb="keep",
            label=Sentence(en="Keep longer", fa="تمدید نگهداری"),
            frm=OPEN,
            to=S.KEPT,
            event=events.KeptLonger,
            who=LEADERS,
        ),
        Step(
            verb="lapse",
            label=Sentence(en="Take off the list", fa="حذف از فهرست"),
            frm=OPEN,
            to=S.LAPSED,
            event=events.ReviewLapsed,
            who=LEADERS,
        ),
    ],
)
