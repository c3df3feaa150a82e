"""A task is to do, then done or given up; meanwhile its deadline and its officer may change."""

from kalantar.cases.lifecycle import STATION
from kalantar.kernel.lifecycle import Lifecycle, Step
from kalantar.kernel.sentence import Sentence
from kalantar.tasks import events
from kalantar.tasks.models import TaskState as S

TASK = Lifecycle(
    "task",
    field="state",
    start=S.TO_DO,
    states={
        S.TO_DO: Sentence(en="to do", fa="انجام‌نشده"),
        S.DONE: Sentence(en="done", fa="انجام‌شده"),
        S.GIVEN_UP: Sentence(en="given up", fa="کنارگذاشته"),
    },
    steps=[
        Step(
            verb="finish",
            label=Sentence(en="Done", fa="انجام شد"),
            frm=[S.TO_DO],
            to=S.DONE,
            event=events.TaskDone,
            who=STATION,
        ),
        Step(
            verb="move_deadline",
            label=Sentence(en="Move the deadline", fa="تغییر مهلت"),
            frm=[S.TO_DO],
            to=S.TO_DO,
            event=events.TaskDeadlineMoved,
            who=STATION,
        ),
        Step(
            verb="hand_over",
            label=Sentence(en="Hand over", fa="واگذاری"),
            frm=[S.TO_DO],
            to=S.TO_DO,
            event=events.TaskHandedOver,
            who=STATION,
        ),
        Step(
            verb="give_up",
            label=Sentence(en="Give up", fa="کنار گذاشتن"),
            frm=[S.TO_DO],
            to=S.GIVEN_UP,
            event=events.TaskGivenUp,
            who=STATION,
        ),
    ],
)
