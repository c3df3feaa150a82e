"""The part of a file that says what is to be done: tasks, judicial orders, what other services were asked."""

from kalantar.fronts.desk import outside_verbs, task_verbs
from kalantar.fronts.desk.file_look import Look, Shown
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.models import RUNNING
from kalantar.orders.queries import orders_of_case
from kalantar.outside_referrals.lifecycle import OUTSIDE_REFERRAL
from kalantar.outside_referrals.queries import outside_referrals_of
from kalantar.tasks.lifecycle import TASK
from kalantar.tasks.models import TaskState
from kalantar.tasks.queries import tasks_of

ORDERS = 20
OF_FILE = {verb.name: verb for verb in (task_verbs.SET, outside_verbs.REFER)}
VERBS = [
    *OF_FILE.values(), *task_verbs.VERBS.values(), *outside_verbs.STEPS.values(),
    outside_verbs.LETTER,
]  # fmt: skip


def shown(look: Look) -> Shown:
    by, case, now = look.by, look.case, look.by.now()
    setting, asking = look.asks(task_verbs.SET), look.asks(outside_verbs.REFER)
    tasks = [
        {
            "task": one,
            "state": TASK.states[one.state],
            "late": one.state == TaskState.TO_DO and one.due_at < now,
            "verbs": look.of_rows([task_verbs.VERBS[step.verb] for step in TASK.verbs(one)], one),
        }
        for one in tasks_of(by, case)
    ]
    outside = [
        {
            "referral": one,
            "state": OUTSIDE_REFERRAL.states[one.state],
            "verbs": look.of_rows(outside_verbs.verbs_of(one), one),
        }
        for one in outside_referrals_of(by, case)
    ]
    orders = [
        (one, ORDER.states[one.state], one.state in RUNNING and one.due_at < now)
        for one in orders_of_case(by, case, limit=ORDERS)
    ]
    of_rows = [verb for row in (*tasks, *outside) for verb in row["verbs"]]  # type: ignore[attr-defined]
    return {
        "asks": [*setting, *asking, *of_rows],
        "tasks": tasks,
        "setting": setting,
        "orders": orders,
        "outside": outside,
        "asking": asking,
    }
