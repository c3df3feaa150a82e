"""Who proposes and decides, what is never disposed of, and what a disposal needs."""

from collections.abc import Collection
from datetime import datetime

from kalantar.cases.lifecycle import LEADERS
from kalantar.cases.models import Case, CaseState
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.people.roles import DESK
from kalantar.persons.traces import Traces, is_in
from kalantar.places.models import Jurisdiction
from kalantar.retention.models import Hold, Review, ReviewOf, RoomRecord
from kalantar.retention.schedule import years_after

LONGEST = 50  # years by which something is kept longer at a time


@permission(
    en="Disposal is proposed by the desk officers, the chief and the commander of the station.",
    fa="پیشنهاد امحا با افسر میز پذیرش، رئیس یا فرماندهٔ همان کلانتری است.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_propose_disposal(by: Actor, review: Review) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(DESK, review.area.ancestors)


@permission(
    en="This is decided by the chief of the station or a commander.",
    fa="تصمیم در این باره با رئیس کلانتری یا فرمانده است.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_decide_on_review(by: Actor, review: Review) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(LEADERS, review.area.ancestors)


@permission(
    en="What is due is listed by the service itself.",
    fa="فهرست موعدها را خود سامانه تهیه می‌کند.",
)
def may_list_what_is_due(by: Actor, _what: None) -> bool:
    return by.kind is ActorKind.SYSTEM


@rule(
    en="Nothing more is due.",
    fa="مورد دیگری به موعد نرسیده است.",
)
def something_is_due(count: int) -> bool:
    return count > 0


@rule(
    en="That is no kind of record the 110 room keeps.",
    fa="مرکز ۱۱۰ چنین داده‌ای نگه نمی‌دارد.",
    do_en="Choose one of the list.",
    do_fa="یکی از موارد فهرست را برگزینید.",
)
def room_record_is_known(what: str) -> bool:
    return what in RoomRecord.values


@rule(
    en="A file concerned is on hold: nothing of it is disposed of or erased.",
    fa="امحای پروندهٔ مربوط متوقف شده است؛ هیچ بخشی از آن پاک نمی‌شود.",
    do_en="Ask who put it on hold; it ends when a leader releases it.",
    do_fa="از کسی که آن را متوقف کرده بپرسید؛ توقف را رئیس یا فرمانده برمی‌دارد.",
)
def no_file_is_held(holds: int) -> bool:
    return holds == 0


@rule(
    en="A file concerned is not closed, so everything in it is still needed.",
    fa="پروندهٔ مربوط بسته نیست و همهٔ آنچه در آن است هنوز لازم است.",
    do_en="Wait until it is closed and its time is over.",
    do_fa="تا بسته‌شدن پرونده و پایان مدت آن صبر کنید.",
)
def files_are_closed(cases: Collection[Case]) -> bool:
    return all(case.state == CaseState.CLOSED for case in cases)


@rule(
    en="A judicial order about it is still to be carried out.",
    fa="دستور قضایی مربوط به آن هنوز اجرا نشده است.",
    do_en="Carry the order out or return it first.",
    do_fa="نخست دستور را اجرا کنید یا بازگردانید.",
)
def no_order_is_running(count: int) -> bool:
    return count == 0


@rule(
    en="A station still holds property of the file or of this person, and answers for it.",
    fa="کلانتری هنوز مالی از این پرونده یا این شخص را نگه می‌دارد و پاسخگوی آن است.",
    do_en="Return the property, or destroy it on a legal basis, first.",
    do_fa="نخست مال را مسترد کنید یا بر مبنای قانونی معدوم کنید.",
)
def no_property_is_held(count: int) -> bool:
    return count == 0


@rule(
    en="They have a file again, or came again.",
    fa="این شخص دوباره پرونده دارد یا دوباره مراجعه کرده است.",
    do_en="Keep it longer, or wait until that is over.",
    do_fa="نگهداری آن را تمدید کنید یا تا پایان آن صبر کنید.",
)
def visitor_no_longer_comes(is_known: bool) -> bool:
    return not is_known


@rule(
    en="Its time is not over yet.",
    fa="مدت نگهداری آن هنوز به پایان نرسیده است.",
    do_en="Wait for the day it is due.",
    do_fa="تا روز موعد صبر کنید.",
)
def its_time_is_over(due: datetime | None, now: datetime) -> bool:
    return due is not None and due <= now


@rule(
    en="The new day is later than today, and not more than fifty years away.",
    fa="موعد تازه باید پس از امروز و حداکثر تا پنجاه سال دیگر باشد.",
    do_en="Choose such a day.",
    do_fa="روزی در این بازه برگزینید.",
)
def new_day_is_later(until: datetime, now: datetime) -> bool:
    return now < until <= years_after(now, LONGEST)


@rule(
    en="A hold says who wants it on which basis, and what for.",
    fa="توقف امحا باید درخواست‌کننده و مبنا، و دلیل داشته باشد.",
    do_en="Write both.",
    do_fa="هر دو را بنویسید.",
)
def hold_has_basis_and_reason(basis: str, reason: str) -> bool:
    return bool(basis.strip() and reason.strip())


@rule(
    en="This hold is not of this file, or was released already.",
    fa="این توقف از آنِ این پرونده نیست یا پیش‌تر برداشته شده است.",
    do_en="Look at the file again.",
    do_fa="پرونده را دوباره ببینید.",
)
def hold_stands(hold: Hold, case: Case) -> bool:
    return hold.case_id == case.pk and hold.released_at is None


@rule(
    en="The person has files at stations you do not lead.",
    fa="این شخص در کلانتری‌هایی پرونده دارد که زیر نظر شما نیست.",
    do_en="Ask a commander over all of them.",
    do_fa="از فرمانده‌ای بخواهید که مسئول همهٔ آن‌هاست.",
)
def decider_leads_all_stations(by: Actor, stations: Collection[Jurisdiction]) -> bool:
    return all(by.holds(LEADERS, station.ancestors) for station in stations)


@rule(
    en="Only a request is taken off the list by hand.",
    fa="فقط درخواست را می‌توان دستی از فهرست برداشت.",
    do_en="Keep it longer, with a reason and a day.",
    do_fa="نگهداری آن را با دلیل و تاریخ تمدید کنید.",
)
def review_is_of_a_request(review: Review) -> bool:
    return review.of == ReviewOf.PERSON


@rule(
    en="What a role is kept for has its legal source.",
    fa="مدت نگهداری هر نقش باید منبع قانونی داشته باشد.",
    do_en="Write the law or the circular.",
    do_fa="قانون یا بخشنامه را بنویسید.",
)
def retention_names_its_source(source: str) -> bool:
    return bool(source.strip())


@rule(
    en="The basis stays for good, so it names nobody who is erased.",
    fa="مبنای امحا همیشه می‌ماند؛ پس نباید نام یا شمارهٔ کسی که پاک می‌شود در آن باشد.",
    do_en="Write the law, the circular or the number of the request.",
    do_fa="قانون، بخشنامه یا شمارهٔ درخواست را بنویسید.",
)
def basis_does_not_name_them(basis: str, traces: Traces) -> bool:
    return not is_in(basis, traces)


constraint(
    "role_has_one_retention",
    en="How long this role is kept was set by somebody else a moment ago.",
    fa="همین حالا فرد دیگری مدت نگهداری این نقش را تعیین کرد.",
    do_en="Look at it again.",
    do_fa="دوباره نگاه کنید.",
)
constraint(
    "role_is_kept_for_years",
    en="Who was in a role is kept 1 to 100 years after the file is closed.",
    fa="هویت هر نقش از ۱ تا ۱۰۰ سال پس از بسته‌شدن پرونده نگهداری می‌شود.",
    do_en="Enter a number from 1 to 100.",
    do_fa="عددی از ۱ تا ۱۰۰ بنویسید.",
)
constraint(
    "room_record_has_one_retention",
    en="How long this is kept was set by somebody else a moment ago.",
    fa="همین حالا فرد دیگری مدت نگهداری این داده را تعیین کرد.",
    do_en="Look at it again.",
    do_fa="دوباره نگاه کنید.",
)
constraint(
    "room_record_is_kept_for_months",
    en="What the 110 room keeps is kept 1 to 600 months, by a source that is named.",
    fa="داده‌های مرکز ۱۱۰ از ۱ تا ۶۰۰ ماه و با ذکر منبع نگهداری می‌شود.",
    do_en="Enter a number from 1 to 600, and the source.",
    do_fa="عددی از ۱ تا ۶۰۰ و منبع آن را بنویسید.",
)
constraint(
    "review_says_of_what",
    en="A review is of a file, of a party of a file, or of a person.",
    fa="هر بازبینی یا دربارهٔ پرونده است، یا یکی از طرف‌های آن، یا یک شخص.",
)
constraint(
    "file_is_reviewed_once_at_a_time",
    en="This file stands on the list already.",
    fa="این پرونده هم‌اکنون در فهرست است.",
    do_en="Decide on that one.",
    do_fa="دربارهٔ همان تصمیم بگیرید.",
)
constraint(
    "party_is_reviewed_once_at_a_time",
    en="This party stands on the list already.",
    fa="این طرف پرونده هم‌اکنون در فهرست است.",
    do_en="Decide on that one.",
    do_fa="دربارهٔ همان تصمیم بگیرید.",
)
constraint(
    "erasure_is_asked_for_once_at_a_time",
    en="Erasing this person is asked for already.",
    fa="پاک‌کردن مشخصات این شخص پیش‌تر درخواست شده است.",
    do_en="Decide on that request.",
    do_fa="دربارهٔ همان درخواست تصمیم بگیرید.",
)
constraint(
    "proposed_disposal_says_by_whom",
    en="A proposed disposal says who proposed it, and when.",
    fa="پیشنهاد امحا باید پیشنهاددهنده و زمان داشته باشد.",
)
constraint(
    "disposal_needs_two_people",
    en="Who proposed the disposal does not confirm it: two people are needed.",
    fa="پیشنهاددهندهٔ امحا خودش آن را تأیید نمی‌کند؛ دو نفر لازم است.",
    do_en="Ask another leader of the station to confirm it.",
    do_fa="از رئیس یا فرماندهٔ دیگری بخواهید تأیید کند.",
)
constraint(
    "what_is_kept_longer_says_until_when",
    en="What is kept longer says until when.",
    fa="نگهداری تمدیدشده باید موعد تازه داشته باشد.",
    do_en="Choose a day.",
    do_fa="روزی را برگزینید.",
)
constraint(
    "released_hold_says_by_whom",
    en="A released hold says who released it, and when.",
    fa="توقفِ برداشته‌شده باید نام بردارنده و زمان داشته باشد.",
)
