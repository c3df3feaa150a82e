"""A visitor waits, is called to a desk, is served and goes; or leaves before, or does not answer."""

from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import Role
from kalantar.reception import events
from kalantar.reception.models import VisitState

AT_DESK = (Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER)

VISIT = Lifecycle(
    "visit",
    field="state",
    start=VisitState.WAITING,
    states={
        VisitState.WAITING: Sentence(en="waiting", fa="در انتظار"),
        VisitState.CALLED: Sentence(en="called", fa="فراخوانده‌شده"),
        VisitState.SERVING: Sentence(en="being served", fa="در حال رسیدگی"),
        VisitState.SERVED: Sentence(en="served", fa="انجام‌شده"),
        VisitState.REFERRED: Sentence(en="referred", fa="ارجاع‌شده"),
        VisitState.LEFT: Sentence(en="left", fa="رفته"),
        VisitState.MISSED: Sentence(en="not there when called", fa="غایب هنگام فراخوان"),
    },
    steps=[
        Step(
            verb="call_visitor",
            label=Sentence(en="Call", fa="فراخواندن"),
            frm=[VisitState.WAITING],
            to=VisitState.CALLED,
            event=events.VisitorCalled,
            who=AT_DESK,
        ),
        Step(
            verb="recall",
            label=Sentence(en="Call again", fa="فراخواندن دوباره"),
            frm=[VisitState.CALLED],
            to=VisitState.CALLED,
            event=events.VisitorRecalled,
            who=AT_DESK,
        ),
        Step(
            verb="begin_serving",
            label=Sentence(en="Here: begin", fa="آمد؛ آغاز"),
            frm=[VisitState.CALLED],
            to=VisitState.SERVING,
            event=events.ServingBegan,
            who=AT_DESK,
        ),
        Step(
            verb="serve",
            label=Sentence(en="Done", fa="انجام شد"),
            frm=[VisitState.SERVING],
            to=VisitState.SERVED,
            event=events.VisitorServed,
            who=AT_DESK,
        ),
        Step(
            verb="refer_visitor",
            label=Sentence(en="Refer", fa="ارجاع"),
            frm=[VisitState.CALLED, VisitState.SERVING],
            to=VisitState.REFERRED,
            event=events.VisitorReferred,
            who=AT_DESK,
        ),
        Step(
            verb="leave_queue",
            label=Sentence(en="Left", fa="رفت"),
            frm=[VisitState.WAITING, VisitState.CALLED, VisitState.SERVING],
            to=VisitState.LEFT,
            event=events.VisitorLeft,
            who=AT_DESK,
        ),
        Step(
            verb="miss",
            label=Sentence(en="Not there", fa="حاضر نیست"),
            frm=[VisitState.CALLED],
            to=VisitState.MISSED,
            event=events.VisitorMissed,
            who=AT_DESK,
        ),
        Step(
            verb="queue_again",
            label=Sentence(en="Is back", fa="برگشت"),
            frm=[VisitState.MISSED],
            to=VisitState.WAITING,
            event=events.VisitorQueuedAgain,
            who=AT_DESK,
        ),
    ],
)
