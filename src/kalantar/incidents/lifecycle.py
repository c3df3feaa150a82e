"""An incident waits for a unit, is under way, and is closed with a disposition; it may open again.

It stays active after the last unit has cleared, until it is closed: nobody needs to be sent any
more. It waits again when the last unit left it undone (called off, diverted, broken down).
"""

from kalantar.incidents import events
from kalantar.incidents.models import IncidentState
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import ROOM, Role

SENDERS = (Role.DISPATCHER, Role.COMMANDER)

INCIDENT = Lifecycle(
    "incident",
    field="state",
    start=IncidentState.WAITING,
    states={
        IncidentState.WAITING: Sentence(en="waiting for a unit", fa="در انتظار اعزام"),
        IncidentState.ACTIVE: Sentence(en="under way", fa="در دست اقدام"),
        IncidentState.CLOSED: Sentence(en="closed", fa="بسته‌شده"),
    },
    steps=[
        Step(
            verb="take_up",
            label=Sentence(en="Send a unit", fa="اعزام یگان"),
            frm=[IncidentState.WAITING],
            to=IncidentState.ACTIVE,
            event=events.IncidentTakenUp,
            who=SENDERS,
        ),
        Step(
            verb="put_back",
            label=Sentence(en="Wait again", fa="بازگشت به صف انتظار"),
            frm=[IncidentState.ACTIVE],
            to=IncidentState.WAITING,
            event=events.IncidentPutBack,
            who=SENDERS,
        ),
        Step(
            verb="close",
            label=Sentence(en="Close", fa="بستن رخداد"),
            frm=[IncidentState.WAITING, IncidentState.ACTIVE],
            to=IncidentState.CLOSED,
            event=events.IncidentClosed,
            who=ROOM,
        ),
        Step(
            verb="reopen",
            label=Sentence(en="Open again", fa="بازگشایی"),
            frm=[IncidentState.CLOSED],
            to=IncidentState.WAITING,
            event=events.IncidentReopened,
            who=SENDERS,
        ),
    ],
)
