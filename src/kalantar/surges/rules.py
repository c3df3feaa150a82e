"""Who may say that incidents are one event, and what may not be folded."""

from collections.abc import Collection

from kalantar.catalogue.models import Disposition
from kalantar.incidents.models import Incident
from kalantar.incidents.rules import may_handle_incident, may_reopen_incident
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule


@permission(
    en="Whether these incidents are one event is not yours to say.",
    fa="تشخیص یکی‌بودن این رخدادها در اختیار شما نیست.",
    do_en="Ask the 110 room of their area.",
    do_fa="از مرکز ۱۱۰ همان محدوده بخواهید.",
)
def may_fold(by: Actor, incidents: Collection[Incident]) -> bool:
    """Who works on each of them."""
    return all(may_handle_incident(by, one) for one in incidents)


@permission(
    en="Only a dispatcher or a commander takes a folded incident out again.",
    fa="رخداد ادغام‌شده را فقط دیسپچر یا فرمانده جدا می‌کند.",
    do_en="Ask the dispatcher of its area; single calls you can take apart yourself.",
    do_fa="از دیسپچر همان محدوده بخواهید؛ تک‌تک تماس‌ها را خودتان می‌توانید جدا کنید.",
)
def may_unfold(by: Actor, incident: Incident) -> bool:
    """It is opened again by it."""
    return may_reopen_incident(by, incident)


@permission(
    en="What is usual is counted by the service itself.",
    fa="شمار معمول تماس‌ها را خود سامانه حساب می‌کند.",
)
def may_count_expected(by: Actor, _what: None) -> bool:
    return by.kind is ActorKind.SYSTEM


@rule(
    en="An incident is folded into another one.",
    fa="رخداد باید در رخداد دیگری ادغام شود.",
    do_en="Choose at least one other incident.",
    do_fa="دست‌کم یک رخداد دیگر را برگزینید.",
)
def another_is_folded(others: int) -> bool:
    return others > 0


@rule(
    en="A unit is on {number}; it stays an incident of its own until the unit has left.",
    fa="یگانی در مأموریت {number} است؛ تا یگان آنجاست این رخداد جدا می‌ماند.",
    do_en="Fold the others into that one, or call the unit off first.",
    do_fa="بقیه را در همان رخداد ادغام کنید یا نخست اعزام یگان را لغو کنید.",
)
def folded_incident_has_no_unit(incident: Incident) -> bool:
    return incident.units_on_it == 0


@rule(
    en="These incidents belong to different cities.",
    fa="این رخدادها از یک شهر نیستند.",
    do_en="Fold each city's by itself.",
    do_fa="رخدادهای هر شهر را جداگانه ادغام کنید.",
)
def fold_is_of_one_city(incidents: Collection[Incident]) -> bool:
    return len({one.city_id for one in incidents}) == 1


@rule(
    en="The catalogue has no disposition “duplicate” any more.",
    fa="نتیجهٔ «تکراری» دیگر در فهرست نتیجه‌ها نیست.",
    do_en="Ask an administrator to offer it again.",
    do_fa="از مدیر سامانه بخواهید آن را دوباره فعال کند.",
)
def duplicates_can_be_closed(ending: Disposition | None) -> bool:
    return ending is not None


@rule(
    en="This incident is not folded into another now.",
    fa="این رخداد اکنون در رخداد دیگری ادغام نشده است.",
    do_en="Look at it again: it may have changed.",
    do_fa="دوباره نگاه کنید؛ شاید تغییر کرده است.",
)
def incident_is_folded(fold: object | None) -> bool:
    return fold is not None


incident_is_folded_once = constraint(
    "incident_is_folded_once",
    en="This incident has just been folded into another.",
    fa="این رخداد هم‌اکنون در رخداد دیگری ادغام شده است.",
    do_en="Look at it again.",
    do_fa="دوباره نگاه کنید.",
)
incident_is_not_folded_into_itself = constraint(
    "incident_is_not_folded_into_itself",
    en="An incident is not folded into itself.",
    fa="رخداد در خودش ادغام نمی‌شود.",
    do_en="Choose another one.",
    do_fa="رخداد دیگری را برگزینید.",
)
constraint(
    "expected_is_of_an_hour_of_the_week",
    en="What is usual is of one of the 168 hours of the week.",
    fa="شمار معمول برای یکی از ۱۶۸ ساعت هفته است.",
)
