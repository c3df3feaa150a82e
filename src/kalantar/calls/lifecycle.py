"""A call rings, is answered and ends; or the caller gives up, and it stays as abandoned."""

from kalantar.calls import events
from kalantar.calls.models import CallState
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import ROOM

CALL = Lifecycle(
    "call",
    field="state",
    start=CallState.OFFERED,
    states={
        CallState.OFFERED: Sentence(en="ringing", fa="در انتظار پاسخ"),
        CallState.ANSWERED: Sentence(en="in conversation", fa="در حال گفت‌وگو"),
        CallState.ENDED: Sentence(en="ended", fa="پایان‌یافته"),
        CallState.ABANDONED: Sentence(en="abandoned", fa="قطع‌شده پیش از پاسخ"),
    },
    steps=[
        Step(
            verb="answer",
            label=Sentence(en="Answer", fa="پاسخ"),
            frm=[CallState.OFFERED],
            to=CallState.ANSWERED,
            event=events.CallAnswered,
            who=ROOM,
        ),
        Step(
            verb="end",
            label=Sentence(en="End the call", fa="پایان تماس"),
            frm=[CallState.ANSWERED],
            to=CallState.ENDED,
            event=events.CallEnded,
            who=ROOM,
        ),
        Step(
            verb="abandon",
            label=Sentence(en="Caller hung up", fa="قطع پیش از پاسخ"),
            frm=[CallState.OFFERED],
            to=CallState.ABANDONED,
            event=events.CallAbandoned,
            who=ROOM,
        ),
    ],
)
