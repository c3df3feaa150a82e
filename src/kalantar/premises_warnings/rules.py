"""What may not happen with warnings on places, who may enter them and who may read them."""

from datetime import datetime

from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.keeping import may_forget
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.kernel.text import has_long_number
from kalantar.people.roles import WATCHERS, Role
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction
from kalantar.premises_warnings.models import LONGEST_NOTE, Basis, Kind, PremisesWarning

__all__ = ["may_forget"]
KEEPERS = (Role.STATION_CHIEF, Role.COMMANDER)


@permission(
    en="Warnings on places are entered, renewed and ended by the chief of the station or the commander.",
    fa="هشدار محل را فقط رئیس همان کلانتری یا فرمانده ثبت، تمدید یا تمام می‌کند.",
    do_en="Tell one of them what was seen there.",
    do_fa="آنچه در محل دیده شده است را به یکی از آنان بگویید.",
)
def may_keep_warnings(by: Actor, warning: PremisesWarning) -> bool:
    """People answer for it by name, so no program enters one."""
    area = warning.jurisdiction
    return by.kind is ActorKind.PERSON and by.holds(KEEPERS, over=area.ancestors)


@permission(
    en="Warnings on places are read by the room, the chief, the commander and the auditor of the area.",
    fa="هشدارهای محل را اتاق فرماندهی، رئیس کلانتری، فرمانده و بازرس همان محدوده می‌بینند.",
    do_en="What stands at the place you are sent to is on your own page.",
    do_fa="هشدارهای محلی که به آن اعزام می‌شوید در صفحهٔ خودتان دیده می‌شود.",
)
def may_read_warnings(by: Actor, area: Jurisdiction) -> bool:
    return may_reach(by, Scope.INCIDENTS_READ) and by.holds(WATCHERS, over=area.ancestors)


@rule(
    en="No station answers for this place.",
    fa="این محل در محدودهٔ هیچ کلانتری نیست.",
    do_en="Choose a place inside the boundary of a station.",
    do_fa="محلی درون مرز یک کلانتری برگزینید.",
)
def place_is_of_a_station(area: Jurisdiction | None) -> bool:
    return area is not None


@rule(
    en="A warning is of a kind, and has a basis, of the lists.",
    fa="نوع و مستند هشدار از فهرست برگزیده می‌شود.",
    do_en="Choose one of each.",
    do_fa="از هر کدام یکی را برگزینید.",
)
def warning_is_of_the_lists(kind: str, basis: str) -> bool:
    return kind in Kind.values and basis in Basis.values


@rule(
    en="A warning tells of a place in a few words, and of nobody: no number of a person stands in it.",
    fa="هشدار در چند کلمه دربارهٔ محل است نه دربارهٔ کسی؛ شماره‌ای از هیچ شخصی در آن نمی‌آید.",
    do_en="Write in at most three hundred letters what to take care of there.",
    do_fa="حداکثر در سیصد نویسه بنویسید آنجا باید مراقب چه بود.",
)
def warning_names_nobody(note: str) -> bool:
    """A name cannot be told from a word; the form and this sentence say what is meant."""
    return len(note) <= LONGEST_NOTE and not has_long_number(note)


@rule(
    en="This incident is not one that you can read.",
    fa="چنین رخدادی نیست یا اجازهٔ دیدن آن را ندارید.",
    do_en="Choose another basis.",
    do_fa="مستند دیگری برگزینید.",
)
def basis_is_readable(incident: Incident | None) -> bool:
    return incident is not None


@rule(
    en="This warning is over.",
    fa="مهلت این هشدار به پایان رسیده است.",
    do_en="If it still holds, enter it anew with its basis.",
    do_fa="اگر هنوز برقرار است آن را با مستند تازه دوباره ثبت کنید.",
)
def warning_is_in_force(warning: PremisesWarning, now: datetime) -> bool:
    return warning.in_force(now)


@rule(
    en="Whoever renews a warning, or ends it, says why.",
    fa="تمدید یا پایان هشدار دلیل می‌خواهد.",
    do_en="Write in a few words what was seen since.",
    do_fa="در چند کلمه بنویسید از آن پس چه دیده شده است.",
)
def warning_change_says_why(why: str) -> bool:
    return bool(why.strip())


@rule(
    en="No warning is over for so long.",
    fa="هشداری نیست که از پایان آن این‌قدر گذشته باشد.",
)
def some_warning_is_over(count: int) -> bool:
    return count > 0


warning_lasts_at_most_a_year = constraint(
    "warning_lasts_at_most_a_year",
    en="A warning lasts until a day to come, at most a year ahead.",
    fa="هشدار تا روزی در آینده و حداکثر یک سال اعتبار دارد.",
    do_en="Choose an earlier day; it can be renewed when that comes.",
    do_fa="روز نزدیک‌تری برگزینید؛ در موعدش می‌توان آن را تمدید کرد.",
)
warning_is_of_one_place = constraint(
    "warning_is_of_one_place",
    en="A warning is of one place: 10 to 150 metres around it.",
    fa="هشدار دربارهٔ یک محل است: ۱۰ تا ۱۵۰ متر پیرامون آن.",
    do_en="Choose a smaller distance; a neighbourhood is no place to warn of.",
    do_fa="فاصلهٔ کمتری برگزینید؛ برای یک محله هشدار ثبت نمی‌شود.",
)
warning_says_its_basis = constraint(
    "warning_says_its_basis",
    en="A warning says on what it rests: which incident, file or letter.",
    fa="هشدار مستند خود را می‌گوید: کدام رخداد، پرونده یا نامه.",
    do_en="Choose the incident, or write the number of the file or letter.",
    do_fa="رخداد را برگزینید یا شمارهٔ پرونده یا نامه را بنویسید.",
)
erased_warning_says_nothing = constraint(
    "erased_warning_says_nothing",
    en="Nothing is left of the words of an erased warning.",
    fa="از متن هشدار پاک‌شده چیزی نمی‌ماند.",
)
