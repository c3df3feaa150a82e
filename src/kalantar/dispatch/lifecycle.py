"""A unit is sent, acknowledges, sets out, arrives and clears; or it never gets that far.

A patrol in a hurry presses one button instead of three: arriving counts as having set out and
acknowledged at the same moment.
"""

from kalantar.dispatch import events
from kalantar.dispatch.models import AssignmentState as S
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import Role

ON_IT = (S.SENT, S.ACKNOWLEDGED, S.EN_ROUTE, S.ON_SCENE)
CREW = (Role.PATROL_OFFICER, Role.DISPATCHER, Role.COMMANDER)
SENDERS = (Role.DISPATCHER, Role.COMMANDER)

ASSIGNMENT = Lifecycle(
    "assignment",
    field="state",
    start=S.SENT,
    states={
        S.SENT: Sentence(en="sent", fa="اعزام‌شده"),
        S.ACKNOWLEDGED: Sentence(en="acknowledged", fa="دریافت‌شده"),
        S.EN_ROUTE: Sentence(en="en route", fa="در راه"),
        S.ON_SCENE: Sentence(en="on scene", fa="در صحنه"),
        S.CLEARED: Sentence(en="cleared", fa="پایان‌یافته"),
        S.CALLED_OFF: Sentence(en="called off", fa="لغوشده"),
        S.DIVERTED: Sentence(en="diverted", fa="تغییر مسیر داده"),
        S.BROKEN_DOWN: Sentence(en="broken down", fa="بازمانده از مأموریت"),
    },
    steps=[
        Step(
            verb="acknowledge",
            label=Sentence(en="Acknowledge", fa="دریافت شد"),
            frm=[S.SENT],
            to=S.ACKNOWLEDGED,
            event=events.AssignmentAcknowledged,
            who=CREW,
        ),
        Step(
            verb="set_out",
            label=Sentence(en="En route", fa="در راه"),
            frm=[S.SENT, S.ACKNOWLEDGED],
            to=S.EN_ROUTE,
            event=events.UnitSetOut,
            who=CREW,
        ),
        Step(
            verb="arrive",
            label=Sentence(en="On scene", fa="در صحنه"),
            frm=[S.SENT, S.ACKNOWLEDGED, S.EN_ROUTE],
            to=S.ON_SCENE,
            event=events.UnitArrived,
            who=CREW,
        ),
        Step(
            verb="clear",
            label=Sentence(en="Clear", fa="پایان کار"),
            frm=[S.ON_SCENE],
            to=S.CLEARED,
            event=events.UnitCleared,
            who=CREW,
        ),
        Step(
            verb="call_off",
            label=Sentence(en="Call off", fa="لغو اعزام"),
            frm=ON_IT,
            to=S.CALLED_OFF,
            event=events.UnitCalledOff,
            who=SENDERS,
        ),
        Step(
            verb="divert",
            label=Sentence(en="Divert", fa="تغییر مسیر"),
            frm=ON_IT,
            to=S.DIVERTED,
            event=events.UnitDiverted,
            who=SENDERS,
        ),
        Step(
            verb="break_down",
            label=Sentence(en="Broken down", fa="بازماندن از مأموریت"),
            frm=ON_IT,
            to=S.BROKEN_DOWN,
            event=events.UnitBrokeDown,
            who=CREW,
        ),
    ],
)
