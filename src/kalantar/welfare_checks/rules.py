"""What may not happen with a unit that gives no word, and who may look after it."""

from datetime import datetime

from kalantar.dispatch.models import Assignment
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.patrols.rules import is_own_crew
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.welfare_checks.lifecycle import LOOK_AFTER
from kalantar.welfare_checks.models import CheckState, WelfareCheck


@permission(
    en="Only a dispatcher, the commander or the chief of its area looks after a unit that gives no word.",
    fa="پیگیری یگانی که خبری نمی‌دهد فقط با دیسپچر، فرمانده یا رئیس کلانتری همان محدوده است.",
    do_en="Tell the dispatcher of its area by radio.",
    do_fa="با بی‌سیم به دیسپچر همان محدوده خبر دهید.",
)
def may_look_after(by: Actor, assignment: Assignment) -> bool:
    return may_reach(by, Scope.INCIDENTS_WRITE) and by.holds(
        LOOK_AFTER, over=assignment.incident.jurisdiction.ancestors
    )


@permission(
    en="That a unit is well is said by its own crew, or by the room that heard it.",
    fa="خوب بودن حال یگان را فقط سرنشینان خودش یا اتاق فرماندهی که صدایش را شنیده است ثبت می‌کند.",
    do_en="Tell the dispatcher of its area by radio.",
    do_fa="با بی‌سیم به دیسپچر همان محدوده خبر دهید.",
)
def may_give_word(by: Actor, assignment: Assignment) -> bool:
    if not may_reach(by, Scope.INCIDENTS_WRITE):
        return False
    return by.holds(LOOK_AFTER, over=assignment.incident.jurisdiction.ancestors) or is_own_crew(
        by, assignment.unit
    )


@permission(
    en="When a check is due and who is told next follows from the time alone; the service itself does it.",
    fa="سررسید پرسیدن حال یگان و ترتیب هشدار فقط از زمان به دست می‌آید و خود سامانه آن را انجام می‌دهد.",
)
def may_watch_the_time(by: Actor, _what: None) -> bool:
    return by.kind is ActorKind.SYSTEM


@rule(
    en="This unit has given word, and nobody needs to ask how it is.",
    fa="این یگان خبر داده است و نیازی به پرسیدن حالش نیست.",
    do_en="Look at the list again: it may have changed.",
    do_fa="فهرست را دوباره ببینید؛ شاید تغییر کرده است.",
)
def unit_is_to_be_asked(check: WelfareCheck | None) -> bool:
    return check is not None


@rule(
    en="{who} is asking this unit.",
    fa="{who} در حال پرسیدن حال این یگان است.",
    do_en="Take another; when the next are told and the unit is still silent, you can take this one over.",
    do_fa="یگان دیگری را پیگیری کنید؛ اگر تا هشدار بعدی خبری نشد می‌توانید این یکی را هم بر عهده بگیرید.",
)
def nobody_else_asks(check: WelfareCheck, by: Actor) -> bool:
    """Who took it is left to it until the next step of the escalation."""
    taken = check.state == CheckState.TAKEN and check.owner_id != by.id
    return not taken or (check.taken_at is not None and check.step_at > check.taken_at)


@rule(
    en="It is not yet time to tell the next.",
    fa="هنوز زمان هشدار به نفر بعدی نرسیده است.",
)
def next_step_is_reached(check: WelfareCheck, now: datetime) -> bool:
    return check.state != CheckState.HELP and now >= check.next_step_at


@rule(
    en="This unit is on no incident now.",
    fa="این یگان اکنون در مأموریت هیچ رخدادی نیست.",
    do_en="There is nothing to enter: the time runs only while it is on an incident.",
    do_fa="نیازی به ثبت نیست؛ زمان فقط هنگام مأموریت شمرده می‌شود.",
)
def unit_is_still_on_it(assignment: Assignment) -> bool:
    return assignment.ended_at is None


@rule(
    en="No unit is free to help, and none was sent there since.",
    fa="یگان آزادی برای کمک نیست و از آن پس نیز یگانی به آنجا اعزام نشده است.",
    do_en="Divert a unit to this incident, or ask the neighbouring station; then say again that help was sent.",
    do_fa="یگانی را به این رخداد تغییر مسیر دهید یا از کلانتری همسایه بخواهید، سپس دوباره اعزام کمک را ثبت کنید.",
)
def somebody_goes_there(units: int) -> bool:
    return units > 0


unit_has_one_open_check = constraint(
    "unit_has_one_open_check",
    en="Somebody is asked to look after this unit already.",
    fa="پیگیری این یگان هم‌اکنون در فهرست است.",
    do_en="Look at the list again.",
    do_fa="فهرست را دوباره ببینید.",
)
check_ends_when_the_unit_is_heard = constraint(
    "check_ends_when_the_unit_is_heard",
    en="A check ends in one way only: the unit was heard, and it is said how.",
    fa="پیگیری حال یگان فقط با شنیدن خبر خودش پایان می‌یابد و گفته می‌شود چگونه.",
    do_en="Look at the list again: it may have changed.",
    do_fa="فهرست را دوباره ببینید؛ شاید تغییر کرده است.",
)
who_looks_after_a_check_is_named = constraint(
    "who_looks_after_a_check_is_named",
    en="Whoever looks after a silent unit is named, with the time.",
    fa="کسی که یگان بی‌خبر را پیگیری می‌کند با نام و زمان ثبت می‌شود.",
    do_en="Look at the list again: it may have changed.",
    do_fa="فهرست را دوباره ببینید؛ شاید تغییر کرده است.",
)
