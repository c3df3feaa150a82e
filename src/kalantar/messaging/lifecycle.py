"""A message waits, is handed over, and ends."""

from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.messaging import events
from kalantar.messaging.models import MessageState as S
from kalantar.people.roles import DESK

BY_ITSELF = ("system",)
MESSAGE = Lifecycle(
    "message",
    field="state",
    start=S.QUEUED,
    states={
        S.QUEUED: Sentence(en="waiting to be sent", fa="در صف ارسال"),
        S.SUBMITTING: Sentence(en="being sent", fa="در حال ارسال"),
        S.SUBMITTED: Sentence(en="at the operator's", fa="نزد اپراتور"),
        S.DELIVERED: Sentence(en="delivered", fa="رسیده"),
        S.UNDELIVERED: Sentence(en="not delivered", fa="نرسیده"),
        S.EXPIRED: Sentence(en="expired", fa="مهلت‌گذشته"),
        S.REJECTED: Sentence(en="refused by the operator", fa="ردشده از سوی اپراتور"),
        S.UNKNOWN: Sentence(en="unknown", fa="نامعلوم"),
        S.CANCELLED: Sentence(en="cancelled", fa="لغوشده"),
        S.SUPPRESSED: Sentence(en="withheld", fa="فرستاده‌نشده"),
    },
    steps=[
        Step(
            verb="take",
            label=Sentence(en="Take to be sent", fa="برداشتن برای ارسال"),
            frm=[S.QUEUED],
            to=S.SUBMITTING,
            event=events.MessagesTaken,
            who=BY_ITSELF,
        ),
        Step(
            verb="submit",
            label=Sentence(en="Accepted by the operator", fa="پذیرش اپراتور"),
            frm=[S.SUBMITTING],
            to=S.SUBMITTED,
            event=events.MessagesSubmitted,
            who=BY_ITSELF,
        ),
        Step(
            verb="put_back_to_send",
            label=Sentence(en="Try again later", fa="تلاش دوباره"),
            frm=[S.SUBMITTING],
            to=S.QUEUED,
            event=events.MessagesPutBack,
            who=BY_ITSELF,
        ),
        Step(
            verb="lose_sight",
            label=Sentence(en="Nobody knows whether it was sent", fa="ارسال نامعلوم"),
            frm=[S.SUBMITTING],
            to=S.UNKNOWN,
            event=events.MessagesLost,
            who=BY_ITSELF,
        ),
        Step(
            verb="deliver",
            label=Sentence(en="Delivered", fa="رسید"),
            frm=[S.SUBMITTED, S.UNKNOWN],
            to=S.DELIVERED,
            event=events.MessagesDelivered,
            who=BY_ITSELF,
        ),
        Step(
            verb="fail",
            label=Sentence(en="Could not be delivered", fa="نرسید"),
            frm=[S.SUBMITTED, S.UNKNOWN],
            to=S.UNDELIVERED,
            event=events.MessagesUndelivered,
            who=BY_ITSELF,
        ),
        Step(
            verb="expire",
            label=Sentence(en="Its time is over", fa="پایان مهلت"),
            frm=[S.QUEUED, S.SUBMITTED, S.UNKNOWN],
            to=S.EXPIRED,
            event=events.MessagesExpired,
            who=BY_ITSELF,
        ),
        Step(
            verb="reject",
            label=Sentence(en="Refused by the operator", fa="رد اپراتور"),
            frm=[S.SUBMITTING, S.SUBMITTED, S.UNKNOWN],
            to=S.REJECTED,
            event=events.MessagesRejected,
            who=BY_ITSELF,
        ),
        Step(
            verb="cancel",
            label=Sentence(en="Cancel", fa="لغو"),
            frm=[S.QUEUED],
            to=S.CANCELLED,
            event=events.MessageCancelled,
            who=DESK,
        ),
        Step(
            verb="suppress",
            label=Sentence(en="Withhold", fa="نفرستادن"),
            frm=[S.QUEUED],
            to=S.SUPPRESSED,
            event=events.MessageSuppressed,
            who=DESK,
        ),
        Step(
            verb="send_again",
            label=Sentence(en="Send again", fa="ارسال دوباره"),
            frm=[S.UNKNOWN],
            to=S.QUEUED,
            event=events.MessageSentAgain,
            who=DESK,
        ),
    ],
)
