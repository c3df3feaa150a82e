"""Who may raise, answer and end a panic alarm, and what may not happen to one."""

from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.panic_alarms.models import AlarmOutcome, PanicAlarm
from kalantar.patrols.models import CrewMember
from kalantar.people.roles import ROOM, Role
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope


@permission(
    en="The panic button is for patrol officers.",
    fa="دکمهٔ اضطرار برای مأموران گشت است.",
    do_en="Call the room by radio, or 110.",
    do_fa="با بی‌سیم به مرکز یا با ۱۱۰ تماس بگیرید.",
)
def may_raise_panic_alarm(by: Actor, crew: CrewMember | None) -> bool:
    """Any officer who patrols, wherever; and whoever is in a crew, whatever became of their role."""
    if not may_reach(by, Scope.INCIDENTS_WRITE) or by.id is None:
        return False
    return bool(by.areas({Role.PATROL_OFFICER})) or (crew is not None and crew.officer_id == by.id)


@permission(
    en="This alarm is answered in the room of its area.",
    fa="به این اعلام اضطرار مرکز ۱۱۰ همان محدوده پاسخ می‌دهد.",
    do_en="Tell that room by radio or telephone at once.",
    do_fa="بی‌درنگ با بی‌سیم یا تلفن به همان مرکز خبر دهید.",
)
def may_answer_panic_alarm(by: Actor, alarm: PanicAlarm) -> bool:
    """A person, since a name has to stand there."""
    areas = set(alarm.jurisdiction.ancestors)
    if alarm.incident is not None:
        areas |= set(alarm.incident.jurisdiction.ancestors)
    return may_reach(by, Scope.INCIDENTS_WRITE) and by.id is not None and by.holds(ROOM, areas)


@permission(
    en="Only the officer who pressed the button says so.",
    fa="این را فقط مأموری می‌گوید که دکمه را فشرده است.",
    do_en="Ask the officer by radio.",
    do_fa="با بی‌سیم از خود مأمور بپرسید.",
)
def may_say_safe(by: Actor, alarm: PanicAlarm) -> bool:
    return may_reach(by, Scope.INCIDENTS_WRITE) and by.id == alarm.officer_id


@rule(
    en="This panic alarm is over.",
    fa="این اعلام اضطرار پایان یافته است.",
    do_en="If there is danger, press the button again.",
    do_fa="اگر خطری هست دوباره دکمه را نگه دارید.",
)
def panic_alarm_is_running(alarm: PanicAlarm) -> bool:
    return alarm.ended_at is None


@rule(
    en="An alarm ends with what it was.",
    fa="اعلام اضطرار بی‌نتیجه پایان نمی‌یابد.",
    do_en="Choose it from the list.",
    do_fa="نتیجه را از فهرست برگزینید.",
)
def alarm_outcome_is_known(outcome: str) -> bool:
    return outcome in AlarmOutcome.values


officer_has_one_running_alarm = constraint(
    "officer_has_one_running_alarm",
    en="This officer has a panic alarm that is not over.",
    fa="این مأمور اعلام اضطراری دارد که هنوز پایان نیافته است.",
    do_en="Press again: it is added to that one.",
    do_fa="دوباره دکمه را نگه دارید؛ به همان افزوده می‌شود.",
)
panic_alarm_says_who_answered = constraint(
    "panic_alarm_says_who_answered",
    en="An alarm that was answered or ended says by whom, when and how.",
    fa="اعلام اضطرارِ دریافت‌شده یا پایان‌یافته می‌گوید چه کسی، کی و چگونه به آن رسیدگی کرده است.",
    do_en="Look at it again: it may have changed.",
    do_fa="دوباره نگاه کنید؛ شاید تغییر کرده است.",
)
