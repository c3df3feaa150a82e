"""Who may do what with units, and what may not happen to them."""

import math
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from django.conf import settings

from kalantar.catalogue.capabilities import Capability, UnitKind
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.patrols.models import (
    BUSY,
    SEE_PLAIN_CLOTHES,
    CrewMember,
    Unit,
    UnitStatus,
)
from kalantar.people.models import RoleGrant
from kalantar.people.roles import Role
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction

if TYPE_CHECKING:
    from kalantar.patrols.positions import Batch

LEADS = frozenset({Role.DISPATCHER, Role.STATION_CHIEF, Role.COMMANDER})
KEEPERS = frozenset({Role.STATION_CHIEF, Role.COMMANDER, Role.ADMINISTRATOR})
SHIFT_KEEPERS = LEADS | KEEPERS  # begin and end shifts, and say whether a unit is available
CREW_MAKERS = SHIFT_KEEPERS | {Role.PATROL_OFFICER}
OVERSEERS = frozenset({Role.COMMANDER, Role.AUDITOR})
LONGEST_SHIFT = timedelta(days=3)
PAST = timedelta(days=1)  # a plain-clothes unit's place is a matter of the past after so long
FUTURE = timedelta(seconds=60)  # clocks of devices differ so much and no more
PRECISE_M = 500.0  # a street is found with it; beyond is the mast the phone was heard by
# Metres a second no unit of a kind is faster than; who patrols on foot is driven there too.
FASTEST = {UnitKind.FOOT: 25.0, UnitKind.MOTORCYCLE: 70.0, UnitKind.CAR: 70.0}
FASTEST_OF_ALL = 90.0  # a special team by helicopter
LEEWAY_M = 100.0  # beside what the two positions themselves say of their accuracy


class Measured(Protocol):
    """Anything with the time at which a place was measured."""

    @property
    def measured_at(self) -> datetime: ...


class Located(Measured, Protocol):
    """With the place, and how precisely it is known (metres)."""

    @property
    def place(self) -> Point: ...
    @property
    def accuracy_m(self) -> float | None: ...


class Period(Protocol):
    def covers(self, moment: datetime) -> bool: ...


def is_own_crew(by: Actor, unit: Unit) -> bool:
    """Whether ``by`` is in the unit's crew at the moment they speak of: now, or when a phone that had no
    network was pressed. One query."""
    then = CrewMember.objects.filter(officer=by.id, period__contains=by.now())
    return by.id is not None and then.filter(shift__unit=unit).exists()


@permission(
    en="Only the chief, the commander or the administrator of the area adds units to it.",
    fa="فقط رئیس کلانتری، فرمانده یا مدیر سامانهٔ محدوده به آن یگان می‌افزاید.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_add_unit(by: Actor, area: Jurisdiction) -> bool:
    return may_reach(by, Scope.UNITS_WRITE) and by.holds(KEEPERS, area.ancestors)


@permission(
    en="Only the chief, the commander or the administrator of the unit's area changes it.",
    fa="فقط رئیس کلانتری، فرمانده یا مدیر سامانهٔ محدودهٔ یگان آن را تغییر می‌دهد.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_change_unit(by: Actor, unit: Unit) -> bool:
    return may_reach(by, Scope.UNITS_WRITE) and by.holds(KEEPERS, unit.jurisdiction.ancestors)


@permission(
    en="A crew is made up by officers of the area, those who lead there and its administrator.",
    fa="سرنشینان یگان را مأموران گشت، مسئولان یا مدیر سامانهٔ همان محدوده تعیین می‌کنند.",
    do_en="Ask the dispatcher or the station chief.",
    do_fa="از دیسپچر یا رئیس کلانتری بخواهید.",
)
def may_crew_unit(by: Actor, unit: Unit) -> bool:
    return may_reach(by, Scope.UNITS_WRITE) and by.holds(CREW_MAKERS, unit.jurisdiction.ancestors)


@permission(
    en="A unit's status is set by its own crew, those who lead in its area and its administrator.",
    fa="وضعیت یگان را فقط سرنشینان آن، مسئولان یا مدیر سامانهٔ محدوده تعیین می‌کنند.",
    do_en="Ask the crew or the dispatcher.",
    do_fa="از سرنشینان یگان یا دیسپچر بخواهید.",
)
def may_set_unit_status(by: Actor, unit: Unit) -> bool:
    if not may_reach(by, Scope.UNITS_WRITE):
        return False
    return by.holds(SHIFT_KEEPERS, unit.jurisdiction.ancestors) or is_own_crew(by, unit)


@permission(
    en="Positions are reported by a unit's own crew or by the dispatch of its area.",
    fa="موقعیت یگان را فقط سرنشینان آن یا مرکز اعزام محدوده گزارش می‌کنند.",
    do_en="Begin the shift with this officer in the crew, or use a token of the dispatch centre.",
    do_fa="شیفت را با همین مأمور آغاز کنید یا توکن مرکز اعزام را به کار ببرید.",
)
def may_report_positions(by: Actor, batch: "Batch") -> bool:
    """Every unit of the batch must be the reporter's; one that is unknown is nobody's."""
    if not may_reach(by, Scope.POSITIONS_WRITE):
        return False
    carriers = [batch.carriers.get(unit) for unit in {report.unit for report in batch.reports}]
    return all(
        carrier is not None
        and (carrier.own_crew or by.holds({Role.DISPATCHER}, over=carrier.areas))
        for carrier in carriers
    )


@permission(
    en="Where a unit has been is read by the auditor and the commander of its area.",
    fa="مسیر گذشتهٔ یگان را فقط بازرس و فرماندهٔ محدوده می‌بینند.",
    do_en="Ask one of them; every reading is recorded.",
    do_fa="از یکی از آنان بخواهید؛ هر بار دیدن آن ثبت می‌شود.",
)
def may_open_position_history(by: Actor, unit: Unit) -> bool:
    return may_reach(by, Scope.UNITS_READ) and by.holds(OVERSEERS, unit.jurisdiction.ancestors)


def sees_only_the_past(by: Actor, unit: Unit, since: datetime, until: datetime) -> bool:
    """Of a unit that is in plain clothes or was then, whoever may not see such a one's place."""
    seen = by.holds(SEE_PLAIN_CLOTHES, unit.jurisdiction.ancestors)
    return not seen and unit.was_in_plain_clothes(since, until)


@rule(
    en="Where a plain-clothes unit has been is read by an auditor for a stated purpose only.",
    fa="بازرس مسیر گذشتهٔ یگان نامحسوس را فقط با ذکر هدف می‌بیند.",
    do_en="Say what it is read for: programs do so in the header X-Reason.",
    do_fa="هدف از دیدن آن را بنویسید؛ برنامه‌ها آن را در سرآیند X-Reason می‌فرستند.",
)
def hidden_track_is_read_for_a_purpose(
    by: Actor, unit: Unit, since: datetime, until: datetime
) -> bool:
    return bool(by.why.strip()) or not sees_only_the_past(by, unit, since, until)


@rule(
    en="Where a plain-clothes unit has been is read by an auditor after a day, not before.",
    fa="بازرس مسیر یگان نامحسوس را زودتر از یک شبانه‌روز پس از آن نمی‌بیند.",
    do_en="Ask for a period that ended at least 24 hours ago.",
    do_fa="بازه‌ای را بخواهید که دست‌کم ۲۴ ساعت از پایان آن گذشته باشد.",
)
def hidden_track_is_a_day_old(by: Actor, unit: Unit, since: datetime, until: datetime) -> bool:
    return until <= by.now() - PAST or not sees_only_the_past(by, unit, since, until)


@rule(
    en="A unit needs a call sign.",
    fa="یگان باید معرف بی‌سیم داشته باشد.",
    do_en="Enter what it is called on the radio.",
    do_fa="معرفی را که در بی‌سیم گفته می‌شود بنویسید.",
)
def unit_has_a_call_sign(call_sign: str) -> bool:
    return bool(call_sign.strip())


@rule(
    en="A unit's kind and capabilities are chosen from the list.",
    fa="گونه و توانایی‌های یگان از فهرست برگزیده می‌شود.",
    do_en="Choose them from the list.",
    do_fa="آن‌ها را از فهرست برگزینید.",
)
def unit_offers_what_exists(kind: str, capabilities: Collection[str]) -> bool:
    return kind in UnitKind.values and set(capabilities) <= set(Capability)


@rule(
    en="Nothing about the unit was changed.",
    fa="چیزی از مشخصات یگان تغییر نکرده است.",
    do_en="Change something first, or leave the form.",
    do_fa="نخست چیزی را تغییر دهید یا از فرم بیرون بروید.",
)
def unit_change_changes_something(changed: Collection[str]) -> bool:
    return bool(changed)


@rule(
    en="A unit on duty stays in plain clothes until its shift ends.",
    fa="یگان نامحسوس تا پایان شیفت نامحسوس می‌ماند.",
    do_en="End its shift first: else its place would be told at once.",
    do_fa="نخست شیفت آن را پایان دهید؛ وگرنه جای آن همان دم آشکار می‌شود.",
)
def plain_clothes_end_off_duty(unit: Unit, wanted: bool | None) -> bool:
    """Putting them on is never refused: less is told then."""
    ends = unit.plain_clothes and wanted is False
    return not ends or unit.status == UnitStatus.OFF_DUTY


@rule(
    en="This unit was taken out of service.",
    fa="این یگان از خدمت خارج شده است.",
    do_en="Choose another unit, or add a new one.",
    do_fa="یگان دیگری برگزینید یا یگان تازه‌ای بیفزایید.",
)
def unit_is_in_service(unit: Unit) -> bool:
    return unit.retired_at is None


@rule(
    en="The unit is on duty.",
    fa="یگان در شیفت است.",
    do_en="End its shift first.",
    do_fa="نخست شیفت آن را پایان دهید.",
)
def unit_is_off_duty(unit: Unit) -> bool:
    return unit.status == UnitStatus.OFF_DUTY


@rule(
    en="The unit is off duty.",
    fa="یگان در شیفت نیست.",
    do_en="Begin its shift first.",
    do_fa="نخست شیفت آن را آغاز کنید.",
)
def unit_is_on_duty(unit: Unit) -> bool:
    return unit.status != UnitStatus.OFF_DUTY


@rule(
    en="The unit is on an incident.",
    fa="یگان در مأموریت است.",
    do_en="Clear it from the incident first; if it cannot go on, report a breakdown.",
    do_fa="نخست مأموریت آن را پایان دهید؛ اگر نمی‌تواند ادامه دهد، ازکارافتادن را ثبت کنید.",
)
def unit_is_not_on_an_incident(unit: Unit) -> bool:
    return unit.status not in BUSY


@rule(
    en="A crew needs at least one officer.",
    fa="یگان باید دست‌کم یک سرنشین داشته باشد.",
    do_en="Name the officers; the last one ends the shift instead of leaving.",
    do_fa="مأموران را نام ببرید؛ آخرین نفر به‌جای جداشدن، شیفت را پایان می‌دهد.",
)
def crew_has_an_officer(officers: int) -> bool:
    return officers > 0


@rule(
    en="Only patrol officers of the area can be in the crew.",
    fa="فقط مأموران گشت همان محدوده می‌توانند سرنشین یگان باشند.",
    do_en="Choose an officer who holds that role here, or ask the administrator to give it.",
    do_fa="مأموری با این نقش در همین محدوده برگزینید یا از مدیر سامانه بخواهید نقش را بدهد.",
)
def officers_patrol_the_area(officers: Collection[UUID], unit: Unit, now: datetime) -> bool:
    """Each holds the role at ``now`` over the unit's station or an area around it. One query."""
    held = RoleGrant.objects.valid(now).filter(
        role=Role.PATROL_OFFICER,
        user__in=set(officers),
        user__is_active=True,
        jurisdiction__in=unit.jurisdiction.ancestors,
    )
    return held.values("user").distinct().count() == len(set(officers))


@rule(
    en="This officer is not in the unit's crew.",
    fa="این مأمور از سرنشینان یگان نیست.",
    do_en="Look at the crew again.",
    do_fa="فهرست سرنشینان را دوباره ببینید.",
)
def officer_is_in_the_crew(member: CrewMember | None) -> bool:
    return member is not None


@rule(
    en="Nobody leaves a crew before joining it.",
    fa="زمان جداشدن نمی‌تواند پیش از زمان پیوستن باشد.",
    do_en="Check the time.",
    do_fa="زمان را دوباره ببینید.",
)
def officer_leaves_after_joining(joined: datetime, left: datetime) -> bool:
    return joined < left


@rule(
    en="A shift is due to end after it begins, within three days.",
    fa="پایان پیش‌بینی‌شدهٔ شیفت باید پس از آغاز آن و تا سه روز باشد.",
    do_en="Check the time.",
    do_fa="زمان را دوباره ببینید.",
)
def shift_is_due_after_it_begins(begun_at: datetime, due_at: datetime | None) -> bool:
    return due_at is None or begun_at < due_at <= begun_at + LONGEST_SHIFT


@rule(
    en="This is not a place on the earth, or its accuracy is not one.",
    fa="این نقطه روی زمین نیست یا دقت آن نادرست است.",
    do_en="Send longitude −180 … 180, latitude −90 … 90 and an accuracy of 0 m or more.",
    do_fa="طول ۱۸۰− تا ۱۸۰، عرض ۹۰− تا ۹۰ و دقت صفر متر یا بیشتر بفرستید.",
)
def position_is_possible(place: Point, accuracy_m: float | None) -> bool:
    known = accuracy_m is None or (math.isfinite(accuracy_m) and accuracy_m >= 0)
    return known and place.on_earth


@rule(
    en="The position says it was measured in the future.",
    fa="زمان این موقعیت در آینده است.",
    do_en="Set the device's clock.",
    do_fa="ساعت دستگاه را تنظیم کنید.",
)
def position_is_not_from_the_future(measured_at: datetime, now: datetime) -> bool:
    return measured_at <= now + FUTURE


@rule(
    en="The device did not know where it was: longitude and latitude are both zero.",
    fa="دستگاه محل خود را نمی‌دانسته است: طول و عرض هر دو صفر است.",
    do_en="Let the device see the sky; it reports again by itself.",
    do_fa="دستگاه را زیر آسمان باز بگیرید؛ خود دوباره گزارش می‌دهد.",
)
def position_is_somewhere(place: Point) -> bool:
    """Null Island, in the Gulf of Guinea, is what a device without a fix sends."""
    return place.settled() != (0.0, 0.0)


@rule(
    en="The position is so old that it would be forgotten at once.",
    fa="این موقعیت چنان قدیمی است که بی‌درنگ فراموش می‌شد.",
    do_en="There is nothing to send again.",
    do_fa="نیازی به ارسال دوباره نیست.",
)
def position_is_worth_keeping(measured_at: datetime, now: datetime) -> bool:
    return measured_at > now - settings.KEEP_POSITIONS


@rule(
    en="This position came before; it is kept once.",
    fa="این موقعیت پیش‌تر رسیده است و یک بار نگه‌داری می‌شود.",
    do_en="There is nothing to send again.",
    do_fa="نیازی به ارسال دوباره نیست.",
)
def position_is_new(key: tuple[UUID, datetime], known: Collection[tuple[UUID, datetime]]) -> bool:
    """Of one unit, a moment is one position."""
    return key not in known


@rule(
    en="The position is older than the unit's last one: it stands in the history and moves nobody.",
    fa="این موقعیت از آخرین موقعیت یگان قدیمی‌تر است: در پیشینه می‌ماند و جای یگان را تغییر نمی‌دهد.",
    do_en="There is nothing to do.",
    do_fa="نیازی به کاری نیست.",
)
def position_follows_the_last(position: Measured, last: Measured | None) -> bool:
    return last is None or position.measured_at > last.measured_at


@rule(
    en="No unit of this kind is so fast: the position is doubtful, and stands in the history only.",
    fa="هیچ یگانی از این گونه چنین تند نمی‌رود: موقعیت تردیدپذیر است و فقط در پیشینه می‌ماند.",
    do_en="The next position that fits is believed, or any once the last one is no longer fresh.",
    do_fa="موقعیت بعدی اگر جور باشد پذیرفته می‌شود، یا هر موقعیتی پس از کهنه شدن آخرین موقعیت.",
)
def unit_can_be_so_fast(kind: str, last: Located | None, position: Located) -> bool:
    """Whether it came from ``last`` to here. A last position that is not relied on any more is no
    ground to doubt another: which of the two was wrong nobody knows."""
    if last is None:
        return True
    took = position.measured_at - last.measured_at
    if not timedelta() < took <= fresh_for():
        return True
    leeway = LEEWAY_M + (last.accuracy_m or 0.0) + (position.accuracy_m or 0.0)
    fastest = FASTEST.get(UnitKind(kind), FASTEST_OF_ALL)
    return metres_between(last.place, position.place) <= fastest * took.total_seconds() + leeway


@rule(
    en="The device knew only roughly where it was: the position is kept, and marked.",
    fa="دستگاه محل خود را فقط به‌تقریب می‌دانسته است: موقعیت نگه‌داری و نشان‌دار می‌شود.",
    do_en="Let the device use its satellites, not only the network.",
    do_fa="مکان‌یابی ماهواره‌ای دستگاه را روشن کنید، نه فقط شبکه را.",
)
def position_is_precise(accuracy_m: float | None) -> bool:
    """Within ``PRECISE_M`` metres; unknown counts as precise."""
    return accuracy_m is None or accuracy_m <= PRECISE_M


@rule(
    en="A unit is not followed outside its shifts.",
    fa="موقعیت یگان بیرون از شیفت ثبت نمی‌شود.",
    do_en="Begin a shift first.",
    do_fa="نخست شیفت را آغاز کنید.",
)
def position_is_from_a_shift(shifts: Sequence[Period], measured_at: datetime) -> bool:
    return any(shift.covers(measured_at) for shift in shifts)


@rule(
    en="The last position of the unit is old.",
    fa="آخرین موقعیت یگان قدیمی است.",
    do_en="Ask the crew by radio where they are.",
    do_fa="محل را با بی‌سیم از سرنشینان بپرسید.",
)
def position_is_fresh(position: Measured, now: datetime) -> bool:
    """Measured within ``settings.POSITION_FRESH_S`` seconds before ``now``."""
    return position.measured_at >= fresh_from(now)


@rule(
    en="Positions are kept for the period the service has set, and not forgotten before.",
    fa="موقعیت‌ها به مدتی که سامانه تعیین کرده نگه‌داری می‌شود و پیش از آن فراموش نمی‌شود.",
    do_en="Choose an earlier moment, or change KALANTAR_KEEP_POSITIONS_DAYS.",
    do_fa="زمان پیش‌تری برگزینید یا KALANTAR_KEEP_POSITIONS_DAYS را تغییر دهید.",
)
def positions_are_kept_their_time(before: datetime, now: datetime) -> bool:
    return before <= now - settings.KEEP_POSITIONS


@rule(
    en="No position from before that moment is kept any more.",
    fa="دیگر هیچ موقعیتی از پیش از آن زمان نگه‌داری نمی‌شود.",
    do_en="There is nothing to do.",
    do_fa="نیازی به کاری نیست.",
)
def older_positions_are_kept(count: int) -> bool:
    return count > 0


def fresh_for() -> timedelta:
    """How long a position is relied on."""
    return timedelta(seconds=settings.POSITION_FRESH_S)


def fresh_from(now: datetime) -> datetime:
    """The earliest measurement relied on at ``now``: what SQL compares with where it judges many."""
    return now - fresh_for()


constraint(
    "call_sign_is_one_units",
    en="Another unit of this station has this call sign.",
    fa="یگان دیگری در همین کلانتری این معرف را دارد.",
    do_en="Choose another call sign, or take the other unit out of service.",
    do_fa="معرف دیگری برگزینید یا آن یگان را از خدمت خارج کنید.",
)
unavailable_unit_has_reason = constraint(
    "unavailable_unit_has_reason",
    en="A unit that cannot be sent says why, and only such a unit.",
    fa="دلیل خروج از دسترس فقط برای یگانی ثبت می‌شود که خارج از دسترس است، و برای آن الزامی است.",
    do_en="Choose a reason.",
    do_fa="یک دلیل برگزینید.",
)
constraint(
    "retired_unit_is_off_duty",
    en="A unit on duty cannot be taken out of service.",
    fa="یگانی که در شیفت است از خدمت خارج نمی‌شود.",
    do_en="End its shift first.",
    do_fa="نخست شیفت آن را پایان دهید.",
)
constraint(
    "unit_in_one_shift",
    en="The unit is already in a shift.",
    fa="یگان هم‌اکنون در شیفت است.",
    do_en="End that shift first.",
    do_fa="نخست آن شیفت را پایان دهید.",
)
constraint(
    "shift_runs_forward",
    en="A shift cannot end before it began.",
    fa="پایان شیفت نمی‌تواند پیش از آغاز آن باشد.",
    do_en="Check the time.",
    do_fa="زمان را دوباره ببینید.",
)
constraint(
    "officer_in_one_crew_at_a_time",
    en="The officer is in the crew of another unit at that time.",
    fa="این مأمور در همان زمان سرنشین یگان دیگری است.",
    do_en="Let the officer leave that crew first.",
    do_fa="نخست او را از سرنشینان آن یگان جدا کنید.",
)
