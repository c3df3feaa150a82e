"""What may not happen to a task. Who sets one, and does something about it, is who handles its file."""

from datetime import datetime

from kalantar.cases.models import Case, CaseState
from kalantar.kernel.rules import constraint, rule
from kalantar.people.models import User
from kalantar.tasks.models import Task

LONGEST = 500  # letters of what is to be done


@rule(
    en="A task says in a few words what is to be done.",
    fa="هر کار در چند کلمه می‌گوید چه باید انجام شود.",
    do_en="Write it in one or two sentences, at most 500 letters; the rest belongs into the narrative.",
    do_fa="آن را در یکی دو جمله و حداکثر ۵۰۰ نویسه بنویسید؛ بقیه جایش در شرح پرونده است.",
)
def task_says_what_to_do(what: str) -> bool:
    return 0 < len(what.strip()) <= LONGEST


@rule(
    en="The deadline of a task is still to come.",
    fa="مهلت کار باید در آینده باشد.",
    do_en="Choose a later time.",
    do_fa="زمان دیرتری برگزینید.",
)
def task_is_due_later(due_at: datetime, now: datetime) -> bool:
    return due_at > now


@rule(
    en="A task is given to somebody who works on the file: of its station's desk, its chief, or the officer in charge.",
    fa="کار به کسی سپرده می‌شود که روی پرونده کار می‌کند: افسر پذیرش یا رئیس همان کلانتری، یا افسر پرونده.",
    do_en="Choose one of them, or put that officer in charge of the file first.",
    do_fa="یکی از آنان را برگزینید یا نخست آن مأمور را افسر پرونده کنید.",
)
def task_officer_works_on_the_file(officer: User | None) -> bool:
    """Of the officer as found among those; None where not."""
    return officer is not None


@rule(
    en="This officer has the task already.",
    fa="این کار هم‌اکنون با همین مأمور است.",
    do_en="Choose somebody else.",
    do_fa="مأمور دیگری برگزینید.",
)
def task_goes_to_somebody_else(task: Task, officer: User) -> bool:
    return task.officer_id != officer.pk


@rule(
    en="A task that is done says what came of it.",
    fa="برای کار انجام‌شده باید نوشت چه نتیجه‌ای داشت.",
    do_en="Write it in a sentence.",
    do_fa="آن را در یک جمله بنویسید.",
)
def task_says_what_came_of_it(note: str) -> bool:
    return bool(note.strip())


@rule(
    en="What is to do on a file is given up together only when the file is closed.",
    fa="کارهای یک پرونده تنها با بسته‌شدن آن یک‌جا کنار گذاشته می‌شود.",
    do_en="Give up each by itself, with its reason.",
    do_fa="هر کدام را جداگانه و با ذکر دلیل کنار بگذارید.",
)
def file_of_tasks_is_closed(case: Case) -> bool:
    return case.state == CaseState.CLOSED


@rule(
    en="No task of this file is left for that.",
    fa="کاری از این پرونده برای این اقدام نمانده است.",
    do_en="There is nothing to do.",
    do_fa="نیازی به اقدام نیست.",
)
def some_task_is_left(tasks: int) -> bool:
    return tasks > 0


constraint(
    "task_that_is_over_says_when",
    en="A task that is over says when, and only that one does.",
    fa="تنها کار پایان‌یافته زمان پایان دارد.",
    do_en="Give the time of its end.",
    do_fa="زمان پایان را ثبت کنید.",
)
constraint(
    "task_times_run_forward",
    en="A task is due, and over, after it was set.",
    fa="مهلت و پایان هر کار پس از سپردن آن است.",
    do_en="Correct the time.",
    do_fa="زمان را درست کنید.",
)
