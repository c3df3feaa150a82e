"""Who receives visitors, whose turn it is, and what may not happen at a reception."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.people.roles import DESK, Role
from kalantar.persons.models import Need
from kalantar.places.models import Jurisdiction, Kind
from kalantar.reception.models import (
    Appointment,
    CallOff,
    Desk,
    HallScreen,
    SavedReason,
    Slot,
    Visit,
)

KEEPERS = frozenset({Role.STATION_CHIEF, Role.COMMANDER, Role.ADMINISTRATOR})
LEAD = frozenset({Role.STATION_CHIEF, Role.COMMANDER})
AHEAD = frozenset(Need) - {Need.INTERPRETER}
HEAD_START = timedelta(minutes=30)
MOST_SLOTS, MOST_AT_ONCE = (
    96,
    100,
)  # opened in one act: every quarter of an hour of a day; received in each


def _receives(by: Actor, station: Jurisdiction) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(DESK, station.ancestors)


@permission(
    en="Visitors are received by the station's desk officers, its chief and its commander.",
    fa="مراجعان را افسر میز پذیرش، رئیس یا فرماندهٔ همان کلانتری می‌پذیرد.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_receive_visitors(by: Actor, station: Jurisdiction) -> bool:
    return _receives(by, station)


@permission(
    en="How many visits could have been saved is read by the station's chief and its commander.",
    fa="شمار مراجعه‌های غیرلازم را رئیس کلانتری و فرماندهٔ آن می‌بینند.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_read_visit_figures(by: Actor, station: Jurisdiction) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(LEAD, station.ancestors)


@permission(
    en="This visitor is served at their own station.",
    fa="کار این مراجع در کلانتری خودش انجام می‌شود.",
    do_en="Ask the reception of that station.",
    do_fa="از پذیرش همان کلانتری بخواهید.",
)
def may_serve_visitor(by: Actor, at: Any) -> bool:
    """``at``: the visit, or the desk or appointment of a station."""
    return _receives(by, at.station)


@permission(
    en="Who came to a station is known there, and to auditors for a purpose.",
    fa="مراجعان هر کلانتری را همان کلانتری می‌شناسد؛ بازرس هم با بیان هدف.",
    do_en="Ask the station, or state the purpose.",
    do_fa="از همان کلانتری بپرسید یا هدف را بنویسید.",
)
def may_see_visitors(by: Actor, station: Jurisdiction) -> bool:
    if _receives(by, station):
        return True
    auditing = by.kind is ActorKind.PERSON and by.holds({Role.AUDITOR}, station.ancestors)
    return auditing and bool(by.why.strip())


@permission(
    en="Desks and appointments of a station are kept by its chief, its commander and its administrator.",
    fa="میزها و نوبت‌های کلانتری را رئیس، فرمانده یا مدیر سامانهٔ آن تعیین می‌کند.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_keep_reception(by: Actor, at: Any) -> bool:
    """``at``: a desk or a slot of the station."""
    return by.kind is not ActorKind.PROGRAM and by.holds(KEEPERS, at.station.ancestors)


@permission(
    en="Times are taken back where they were offered: by the station's desk officers, its chief or commander.",
    fa="وقت‌های ملاقات را افسر میز پذیرش، رئیس یا فرماندهٔ همان کلانتری پس می‌گیرد.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_take_times_back(by: Actor, slot: Slot) -> bool:
    """Who receives there sees first that nobody can; the chief may not be there yet."""
    return _receives(by, slot.station)


@rule(
    en="Visitors come to a station.",
    fa="مراجعه به کلانتری است.",
    do_en="Choose a station, not the area around it.",
    do_fa="کلانتری را برگزینید، نه محدودهٔ بالادست آن را.",
)
def visitors_come_to_a_station(area: Jurisdiction) -> bool:
    return area.kind == Kind.STATION


@rule(
    en="Who cannot wait well is called before those who came up to half an hour earlier.",
    fa="کسی که انتظار برایش دشوار است پیش از کسانی فراخوانده می‌شود که تا نیم ساعت زودتر آمده‌اند.",
)
def visitor_goes_ahead(needs: Collection[str]) -> bool:
    """All needs but an interpreter, who is waited for rather than hurried."""
    return not AHEAD.isdisjoint(needs)


def turn_of(came_at: datetime, needs: Collection[str], slot: Slot | None) -> datetime:
    """The moment that says whose turn it is: an appointment's hour, unless they came later than it."""
    turn = came_at if slot is None or came_at > slot.ends_at else min(came_at, slot.starts_at)
    return turn - HEAD_START if visitor_goes_ahead(needs) else turn


@rule(
    en="Nobody is waiting whom this desk serves.",
    fa="کسی که این میز به کارش رسیدگی می‌کند در انتظار نیست.",
    do_en="Look at the other desks' queue, or wait for the next ticket.",
    do_fa="صف میزهای دیگر را ببینید یا منتظر نوبت بعدی بمانید.",
)
def somebody_is_waiting(visit: Visit | None) -> bool:
    return visit is not None


@rule(
    en="This desk was taken away.",
    fa="این میز برچیده شده است.",
    do_en="Choose another desk.",
    do_fa="میز دیگری برگزینید.",
)
def desk_is_there(desk: Desk) -> bool:
    return desk.retired_at is None


@rule(
    en="This desk still has a visitor.",
    fa="این میز هنوز مراجعی دارد.",
    do_en="Finish with that visitor first.",
    do_fa="نخست کار آن مراجع را به پایان برسانید.",
)
def desk_is_free(visits: int) -> bool:
    return visits == 0


@rule(
    en="The desk is of another station.",
    fa="این میز از کلانتری دیگری است.",
    do_en="Choose a desk of the station the visitor came to.",
    do_fa="میزی از همان کلانتری برگزینید.",
)
def desk_is_of_the_station(desk: Desk, visit: Visit) -> bool:
    return desk.station_id == visit.station_id


@rule(
    en="A visitor is referred to another area than this station.",
    fa="ارجاع باید به جایی جز همین کلانتری باشد.",
    do_en="Choose where the matter belongs.",
    do_fa="جایی را برگزینید که کار به آن مربوط است.",
)
def referral_goes_elsewhere(visit: Visit, to: Jurisdiction) -> bool:
    return visit.station_id != to.pk


@rule(
    en="Why a visit could have been saved is chosen from the list.",
    fa="دلیل لازم‌نبودن مراجعه از فهرست برگزیده می‌شود.",
    do_en="Choose a reason.",
    do_fa="یک دلیل برگزینید.",
)
def saved_reason_is_known(reason: str) -> bool:
    return reason in SavedReason.values


@rule(
    en="A desk serves what is on offer.",
    fa="هر میز فقط خدماتی را می‌دهد که عرضه می‌شود.",
    do_en="Choose services from the list.",
    do_fa="خدمات را از فهرست برگزینید.",
)
def desk_serves_what_is_offered(wanted: int, offered: int) -> bool:
    return wanted == offered


@rule(
    en="This time is over.",
    fa="این زمان گذشته است.",
    do_en="Choose a later one.",
    do_fa="زمان دیرتری برگزینید.",
)
def slot_is_to_come(slot: Slot, now: datetime) -> bool:
    return now < slot.starts_at


@rule(
    en="From one time to the other there is room for at least one time and at most 96.",
    fa="میان آغاز و پایان باید دست‌کم یک وقت و حداکثر ۹۶ وقت جا شود.",
    do_en="Correct the two times, or how long each is.",
    do_fa="آغاز و پایان یا طول هر وقت را درست کنید.",
)
def slots_are_not_too_many(times: int) -> bool:
    return 1 <= times <= MOST_SLOTS


@rule(
    en="At a time that is opened at least one visitor is received, and at most 100.",
    fa="در هر وقت دست‌کم یک نفر و حداکثر ۱۰۰ نفر پذیرفته می‌شود.",
    do_en="Say how many.",
    do_fa="شمار آنان را بنویسید.",
)
def slot_receives_somebody(capacity: int) -> bool:
    return 1 <= capacity <= MOST_AT_ONCE


@rule(
    en="No place of somebody who booked is taken away, and at most 100 are received at a time.",
    fa="جای کسی که نوبت گرفته است کم نمی‌شود و در هر وقت حداکثر ۱۰۰ نفر پذیرفته می‌شود.",
    do_en="Leave as many places as are booked, or call the time off: who booked is then told.",
    do_fa="دست‌کم به شمار نوبت‌های گرفته‌شده جا بگذارید، یا این وقت را لغو کنید تا به آنان گفته شود.",
)
def booked_places_stay(capacity: int, booked: int) -> bool:
    """None at all closes a time that nobody booked."""
    return booked <= capacity <= MOST_AT_ONCE


@rule(
    en="Why a time is called off is chosen from the list: who booked reads it.",
    fa="دلیل لغو از فهرست برگزیده می‌شود؛ نوبت‌گیرنده آن را می‌خواند.",
    do_en="Choose a reason.",
    do_fa="یک دلیل برگزینید.",
)
def calling_off_says_why(reason: str) -> bool:
    return reason in CallOff.values


@rule(
    en="This appointment was cancelled.",
    fa="این وقت لغو شده است.",
    do_en="Book another one.",
    do_fa="وقت دیگری بگیرید.",
)
def appointment_stands(appointment: Appointment) -> bool:
    return appointment.cancelled_at is None


@rule(
    en="The appointment is another person's, at another station or for another service.",
    fa="این وقت برای شخص، کلانتری یا خدمت دیگری است.",
    do_en="Look at the person's appointments again.",
    do_fa="وقت‌های این شخص را دوباره ببینید.",
)
def appointment_is_for_this_visit(appointment: Appointment, visit: Visit) -> bool:
    slot = appointment.slot
    same_place = (slot.station_id, slot.service_id) == (visit.station_id, visit.service_id)
    return same_place and appointment.person_id == visit.person_id


constraint(
    "service_code_is_used_once",
    en="Another service has this code.",
    fa="خدمت دیگری همین کد را دارد.",
    do_en="Choose another code.",
    do_fa="کد دیگری برگزینید.",
)
constraint(
    "service_has_a_letter",
    en="A service has one letter from A to Z, which stands before the numbers of its tickets.",
    fa="هر خدمت یک حرف از A تا Z دارد که پیش از شمارهٔ نوبت می‌آید.",
    do_en="Choose a letter; several services may share one.",
    do_fa="یک حرف برگزینید؛ چند خدمت می‌توانند یک حرف داشته باشند.",
)
constraint(
    "desk_number_is_one_desks",
    en="Another desk of this station has this number.",
    fa="میز دیگری در همین کلانتری این شماره را دارد.",
    do_en="Choose another number.",
    do_fa="شمارهٔ دیگری برگزینید.",
)
constraint(
    "desk_has_a_number",
    en="Desks are numbered from 1.",
    fa="شمارهٔ میزها از ۱ است.",
    do_en="Choose a number.",
    do_fa="شماره‌ای برگزینید.",
)
constraint(
    "slot_is_opened_once",
    en="This time is open for this service already.",
    fa="این زمان برای همین خدمت گشوده شده است.",
    do_en="Choose another time.",
    do_fa="زمان دیگری برگزینید.",
)
constraint(
    "slot_ends_after_it_begins",
    en="A time ends after it begins.",
    fa="پایان زمان پس از آغاز آن است.",
    do_en="Check the two times.",
    do_fa="هر دو زمان را دوباره ببینید.",
)
constraint(
    "slot_is_not_overbooked",
    en="All places at this time are taken.",
    fa="همهٔ نوبت‌های این زمان گرفته شده است.",
    do_en="Choose another time.",
    do_fa="زمان دیگری برگزینید.",
)
constraint(
    "person_has_one_place_in_a_slot",
    en="This person has an appointment at this time already.",
    fa="این شخص در همین زمان وقت دارد.",
    do_en="Choose another time, or keep the one there is.",
    do_fa="زمان دیگری برگزینید یا همان را نگه دارید.",
)
constraint(
    "ticket_is_given_once",
    en="This ticket was given to another visitor today.",
    fa="این نوبت امروز به مراجع دیگری داده شده است.",
    do_en="Give another ticket.",
    do_fa="نوبت دیگری بدهید.",
)
constraint(
    "desk_serves_one_visitor",
    en="The desk has a visitor: one at a time.",
    fa="این میز مراجع دارد؛ هر بار یک نفر.",
    do_en="Finish with that visitor first.",
    do_fa="نخست کار آن مراجع را به پایان برسانید.",
)
constraint(
    "appointment_is_kept_once",
    en="A visit was registered for this appointment already.",
    fa="برای این وقت پیش‌تر مراجعه‌ای ثبت شده است.",
    do_en="Look for it in the queue.",
    do_fa="آن را در صف بیابید.",
)
constraint(
    "visit_state_has_its_times",
    en="Whoever is called has a desk, whoever is served a beginning, whoever is gone an end.",
    fa="فراخوانده میز دارد، رسیدگی آغاز دارد و رفته پایان دارد.",
    do_en="Look at the visit again: it may have changed.",
    do_fa="دوباره نگاه کنید؛ شاید تغییر کرده است.",
)
constraint(
    "visit_times_run_forward",
    en="Nobody is called before they came, or served before they were called.",
    fa="هیچ‌کس پیش از آمدن فراخوانده نمی‌شود و پیش از فراخوان کارش آغاز نمی‌شود.",
    do_en="Check the time.",
    do_fa="زمان را دوباره ببینید.",
)
constraint(
    "referral_says_where_to",
    en="A referral says where to, and nothing else does.",
    fa="ارجاع مقصد دارد و فقط ارجاع مقصد دارد.",
    do_en="Choose where the matter belongs.",
    do_fa="جایی را برگزینید که کار به آن مربوط است.",
)
constraint(
    "hall_token_is_one_screens",
    en="This address is another screen's.",
    fa="این نشانی از آنِ نمایشگر دیگری است.",
    do_en="Issue another one.",
    do_fa="نشانی دیگری صادر کنید.",
)


@rule(
    en="The address of this screen was revoked already.",
    fa="نشانی این نمایشگر پیش‌تر باطل شده است.",
    do_en="Issue another one.",
    do_fa="نشانی دیگری صادر کنید.",
)
def hall_screen_is_in_use(screen: HallScreen) -> bool:
    return screen.revoked_at is None
