"""A check is due, somebody takes it and asks; it ends in one way only: the unit was heard.

Help on its way is not an end, and neither is that the unit was called off meanwhile.
"""

from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import Role
from kalantar.welfare_checks import events
from kalantar.welfare_checks.models import CheckState as S

UNHEARD = (S.DUE, S.TAKEN, S.UNANSWERED)
LOOK_AFTER = (Role.DISPATCHER, Role.COMMANDER, Role.STATION_CHIEF)

CHECK = Lifecycle(
    "welfare_check",
    field="state",
    start=S.DUE,
    states={
        S.DUE: Sentence(en="due", fa="نیازمند پیگیری"),
        S.TAKEN: Sentence(en="being asked", fa="در حال پرسیدن"),
        S.UNANSWERED: Sentence(en="no answer", fa="بی‌پاسخ"),
        S.HELP: Sentence(en="help is on the way", fa="کمک در راه"),
        S.WELL: Sentence(en="all well", fa="همه‌چیز خوب"),
    },
    steps=[
        Step(
            verb="take_up",
            label=Sentence(en="I am asking", fa="من می‌پرسم"),
            frm=UNHEARD,
            to=S.TAKEN,
            event=events.CheckTaken,
            who=LOOK_AFTER,
        ),
        Step(
            verb="all_well",
            label=Sentence(en="Answered: all well", fa="پاسخ داد: همه‌چیز خوب"),
            frm=(*UNHEARD, S.HELP),
            to=S.WELL,
            event=events.UnitIsWell,
            who=(Role.PATROL_OFFICER, *LOOK_AFTER),
        ),
        Step(
            verb="no_answer",
            label=Sentence(en="No answer", fa="پاسخ نداد"),
            frm=UNHEARD,
            to=S.UNANSWERED,
            event=events.CheckUnanswered,
            who=LOOK_AFTER,
        ),
        Step(
            verb="send_help",
            label=Sentence(en="Send help", fa="اعزام کمک"),
            frm=UNHEARD,
            to=S.HELP,
            event=events.HelpSent,
            who=LOOK_AFTER,
        ),
    ],
)
