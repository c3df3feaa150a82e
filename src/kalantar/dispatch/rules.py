"""What may not happen when units are sent, and who may send and attend."""

from collections.abc import Callable, Sequence
from uuid import UUID

from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.patrols.models import Unit, UnitStatus
from kalantar.patrols.rules import is_own_crew
from kalantar.people.roles import Role
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction

SENDERS = (Role.DISPATCHER, Role.COMMANDER)


@permission(
    en="Only a dispatcher or a commander of its area sends units to this incident.",
    fa="به این رخداد فقط دیسپچر یا فرمانده همان محدوده یگان اعزام می‌کند.",
    do_en="Ask the dispatcher of its area.",
    do_fa="از دیسپچر همان محدوده بخواهید.",
)
def may_dispatch(by: Actor, incident: Incident) -> bool:
    return may_reach(by, Scope.INCIDENTS_WRITE) and by.holds(
        SENDERS, over=incident.jurisdiction.ancestors
    )


@permission(
    en="This assignment belongs to another unit.",
    fa="این مأموریت از آنِ یگان دیگری است.",
    do_en="Its crew or the dispatcher says how far it is.",
    do_fa="سرنشینان همان یگان یا دیسپچر وضعیت آن را اعلام می‌کنند.",
)
def may_attend(by: Actor, assignment: Assignment) -> bool:
    """Who sends in its area, or is in the unit's crew now."""
    return attends(by, assignment, lambda: is_own_crew(by, assignment.unit))


def attends(by: Actor, assignment: Assignment, in_crew: Callable[[], bool]) -> bool:
    """``in_crew`` is asked only of who does not send in the area."""
    if not may_reach(by, Scope.INCIDENTS_WRITE):
        return False
    return by.holds(SENDERS, over=assignment.incident.jurisdiction.ancestors) or in_crew()


@permission(
    en="Only a dispatcher or a commander of its area takes a unit off this incident.",
    fa="اعزام یگان به این رخداد را فقط دیسپچر یا فرمانده همان محدوده لغو می‌کند.",
    do_en="Ask the dispatcher of its area.",
    do_fa="از دیسپچر همان محدوده بخواهید.",
)
def may_withdraw(by: Actor, assignment: Assignment) -> bool:
    return may_reach(by, Scope.INCIDENTS_WRITE) and by.holds(
        SENDERS, over=assignment.incident.jurisdiction.ancestors
    )


@rule(
    en="No unit was chosen.",
    fa="یگانی انتخاب نشده است.",
    do_en="Choose at least one unit.",
    do_fa="دست‌کم یک یگان انتخاب کنید.",
)
def a_unit_is_chosen(units: Sequence[UUID]) -> bool:
    return bool(units)


@rule(
    en="This unit is not available.",
    fa="این یگان آزاد نیست.",
    do_en="Choose an available unit, or divert one.",
    do_fa="یگان آزادی برگزینید یا مسیر یگانی را که به رخداد کم‌اهمیت‌تری اعزام شده است تغییر دهید.",
)
def unit_is_available(unit: Unit) -> bool:
    return unit.status == UnitStatus.AVAILABLE and unit.retired_at is None


@rule(
    en="This unit belongs to another city.",
    fa="این یگان از شهر دیگری است.",
    do_en="Ask that city's centre for help.",
    do_fa="از مرکز آن شهر کمک بخواهید.",
)
def unit_serves_the_city(area: Jurisdiction, incident: Incident) -> bool:
    return incident.city_id in area.ancestors


@rule(
    en="This assignment is over.",
    fa="این مأموریت پایان یافته است.",
    do_en="Call the room by radio if you need help.",
    do_fa="اگر کمک لازم دارید با بی‌سیم به مرکز بگویید.",
)
def assignment_is_running(assignment: Assignment) -> bool:
    return assignment.ended_at is None


@rule(
    en="A unit is diverted only to a more urgent incident, or to one as urgent with a reason.",
    fa="یگان فقط به رخدادی فوری‌تر تغییر مسیر می‌دهد، یا با ذکر دلیل به رخدادی با همان اولویت.",
    do_en="Send another unit, or call this one off first.",
    do_fa="یگان دیگری اعزام کنید یا نخست اعزام این یکی را لغو کنید.",
)
def divert_goes_to_the_more_urgent(leaves: Incident, to: Incident, why: str) -> bool:
    if leaves.pk == to.pk:
        return False
    return to.priority < leaves.priority or (to.priority == leaves.priority and bool(why.strip()))


override_says_why = constraint(
    "override_says_why",
    en="Whoever sends others than recommended says why.",
    fa="اعزام یگانی جز پیشنهاد سامانه دلیل می‌خواهد.",
    do_en="Write the reason, or send what is recommended.",
    do_fa="دلیل را بنویسید یا یگان پیشنهادی را اعزام کنید.",
)
unit_on_one_active_incident = constraint(
    "unit_on_one_active_incident",
    en="This unit is already on an incident.",
    fa="این یگان هم‌اکنون در مأموریت دیگری است.",
    do_en="Choose another unit, or divert this one.",
    do_fa="یگان دیگری برگزینید یا مسیر همین یگان را تغییر دهید.",
)
ended_assignment_has_its_time = constraint(
    "ended_assignment_has_its_time",
    en="An assignment that is over says when it ended.",
    fa="مأموریت پایان‌یافته باید زمان پایان داشته باشد.",
    do_en="Look at it again: it may have changed.",
    do_fa="دوباره نگاه کنید؛ شاید تغییر کرده است.",
)
backup_is_asked_by_who_is_on_it = constraint(
    "backup_is_asked_by_who_is_on_it",
    en="Backup is asked for by a unit that is on the incident.",
    fa="نیروی پشتیبان را یگانی می‌خواهد که در مأموریت است.",
    do_en="Look at it again: it may have changed.",
    do_fa="دوباره نگاه کنید؛ شاید تغییر کرده است.",
)
assignment_times_run_forward = constraint(
    "assignment_times_run_forward",
    en="A unit cannot set out, arrive or be free before it was sent.",
    fa="یگان نمی‌تواند پیش از اعزام به راه بیفتد، برسد یا آزاد شود.",
    do_en="Correct the time.",
    do_fa="زمان را درست کنید.",
)
