"""What may not happen with incidents, and who may open, see and work on them."""

from collections.abc import Collection
from uuid import UUID

from kalantar.calls.models import Call, CallState
from kalantar.catalogue.models import Disposition, Question
from kalantar.incidents.models import Incident, IncidentState
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import constraint, input_rule, permission, rule
from kalantar.kernel.text import normalise
from kalantar.people.roles import ROOM, WATCHERS, Role
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction

OPENERS = (*ROOM, Role.PATROL_OFFICER, Role.DESK_OFFICER, Role.STATION_CHIEF)


@permission(
    en="You may not open an incident in this area.",
    fa="اجازهٔ ثبت رخداد در این محدوده را ندارید.",
    do_en="Hand it over to the 110 room of that area.",
    do_fa="آن را به مرکز ۱۱۰ همان محدوده بسپارید.",
)
def may_open_incident(by: Actor, area: Jurisdiction) -> bool:
    return may_reach(by, Scope.INCIDENTS_WRITE) and by.holds(OPENERS, over=area.ancestors)


@permission(
    en="The 110 room is not yours to watch here.",
    fa="دیدن مرکز ۱۱۰ در این محدوده در اختیار شما نیست.",
    do_en="Open the page of your own work; what you are sent to stands on My patrol.",
    do_fa="صفحهٔ کار خود را باز کنید؛ مأموریت شما در «گشت من» است.",
)
def may_watch_incidents(by: Actor, area: Jurisdiction) -> bool:
    """All of an area or of a part of it, as ``Incident.visible_to``: a chief watches a station's."""
    return by.holds(WATCHERS, over=area.ancestors) or bool(
        Jurisdiction.objects.within(by.areas(WATCHERS)).filter(ancestors__contains=[area.pk])
    )


@permission(
    en="You may not work on this incident.",
    fa="رسیدگی به این رخداد در اختیار شما نیست.",
    do_en="Ask the 110 room of its area.",
    do_fa="از مرکز ۱۱۰ همان محدوده بخواهید.",
)
def may_handle_incident(by: Actor, incident: Incident) -> bool:
    return may_reach(by, Scope.INCIDENTS_WRITE) and by.holds(
        ROOM, over=incident.jurisdiction.ancestors
    )


@permission(
    en="You may not write on this incident.",
    fa="اجازهٔ نوشتن یادداشت برای این رخداد را ندارید.",
    do_en="Tell the 110 room of its area by radio.",
    do_fa="با بی‌سیم به مرکز ۱۱۰ همان محدوده بگویید.",
)
def may_write_note(by: Actor, incident: Incident) -> bool:
    """Also the officers there and their chief: what they see belongs on the timeline."""
    writers = (*ROOM, Role.PATROL_OFFICER, Role.STATION_CHIEF)
    return may_reach(by, Scope.INCIDENTS_WRITE) and by.holds(
        writers, over=incident.jurisdiction.ancestors
    )


@permission(
    en="Only a dispatcher or a commander opens a closed incident again.",
    fa="رخداد بسته‌شده را فقط دیسپچر یا فرمانده باز می‌کند.",
    do_en="Ask the dispatcher of its area.",
    do_fa="از دیسپچر همان محدوده بخواهید.",
)
def may_reopen_incident(by: Actor, incident: Incident) -> bool:
    return may_reach(by, Scope.INCIDENTS_WRITE) and by.holds(
        {Role.DISPATCHER, Role.COMMANDER}, over=incident.jurisdiction.ancestors
    )


@rule(
    en="A closed incident is not changed.",
    fa="رخداد بسته‌شده تغییر نمی‌کند.",
    do_en="Open it again, with the reason.",
    do_fa="نخست آن را با ذکر دلیل باز کنید.",
)
def incident_is_open(incident: Incident) -> bool:
    return incident.state != IncidentState.CLOSED


@rule(
    en="What was said of this incident was erased after its time; it stays closed, and nothing is added.",
    fa="گفته‌های این رخداد پس از پایان مدت نگهداری پاک شده است؛ رخداد بسته می‌ماند و چیزی به آن افزوده نمی‌شود.",
    do_en="Open a new incident if the matter comes up again.",
    do_fa="اگر موضوع دوباره مطرح شد رخداد تازه‌ای ثبت کنید.",
)
def incident_is_not_erased(incident: Incident) -> bool:
    return incident.erased_at is None


@rule(
    en="Nobody has answered this call, so nothing is known of what it is about.",
    fa="این تماس پاسخ داده نشده است و موضوع آن معلوم نیست.",
    do_en="Answer it, or call back.",
    do_fa="پاسخ دهید یا با تماس‌گیرنده تماس بگیرید.",
)
def call_was_answered(call: Call) -> bool:
    """An abandoned call whose number was called back is a new call."""
    return call.state in (CallState.ANSWERED, CallState.ENDED)


@rule(
    en="The call and the incident belong to different cities.",
    fa="تماس و رخداد از یک شهر نیستند.",
    do_en="Open an incident of its own for this call.",
    do_fa="برای این تماس رخداد جداگانه ثبت کنید.",
)
def call_is_of_the_same_city(call: Call, incident: Incident) -> bool:
    """The exchange may ring for the city, or for a wider or narrower area of one tree."""
    mine, theirs = call.jurisdiction.ancestors, incident.jurisdiction.ancestors
    return call.jurisdiction_id in theirs or incident.city_id in mine


@rule(
    en="This place lies in another city.",
    fa="این محل در شهر دیگری است.",
    do_en="Open an incident there and close this one as handed over.",
    do_fa="رخداد را در آن شهر ثبت کنید و این یکی را با نتیجهٔ «واگذارشده» ببندید.",
)
def place_is_in_the_same_city(area: Jurisdiction, incident: Incident) -> bool:
    return incident.city_id in area.ancestors


@rule(
    en="This call is not joined to this incident.",
    fa="این تماس به این رخداد نپیوسته است.",
    do_en="Look at the incident again.",
    do_fa="رخداد را دوباره ببینید.",
)
def call_is_joined(joined: object | None) -> bool:
    return joined is not None


@rule(
    en="This question belongs to another type of incident.",
    fa="این پرسش مربوط به نوع دیگری از رخداد است.",
    do_en="Answer the questions of the chosen type.",
    do_fa="به پرسش‌های همان نوع پاسخ دهید.",
)
def question_is_of_the_type(question: Question, type: UUID) -> bool:
    return question.incident_type_id == type


@rule(
    en="This ending needs a few words.",
    fa="این نتیجه بدون توضیح ثبت نمی‌شود.",
    do_en="Write what was done.",
    do_fa="بنویسید چه کاری انجام شد.",
)
def disposition_has_its_note(disposition: Disposition, note: str) -> bool:
    return bool(note.strip()) or not disposition.needs_note


@rule(
    en="A note says something.",
    fa="یادداشت خالی ثبت نمی‌شود.",
    do_en="Write the note.",
    do_fa="متن یادداشت را بنویسید.",
)
def note_has_words(text: str) -> bool:
    return bool(normalise(text))


@rule(
    en="No question was answered.",
    fa="به هیچ پرسشی پاسخ داده نشده است.",
    do_en="Answer at least one of them.",
    do_fa="دست‌کم به یکی پاسخ دهید.",
)
def a_question_is_answered(replies: Collection[object]) -> bool:
    """An answer left empty is none."""
    return bool(replies)


@rule(
    en="This is done only with a reason.",
    fa="این کار بدون ذکر دلیل انجام نمی‌شود.",
    do_en="Write the reason.",
    do_fa="دلیل را بنویسید.",
)
def reason_is_given(why: str) -> bool:
    return bool(why.strip())


place_is_in_the_service_area = input_rule(
    "place_is_in_the_service_area",
    en="No city of this service lies at this place.",
    fa="این محل در هیچ‌یک از شهرهای این سامانه نیست.",
    do_en="Check the place, or hand the call over to the centre of that area.",
    do_fa="محل را دوباره ببینید یا تماس را به مرکز همان محدوده بسپارید.",
)
answer_fits_the_question = input_rule(
    "answer_fits_the_question",
    en="This answer does not fit the question “{question}”.",
    fa="این پاسخ با پرسش «{question}» جور نیست.",
    do_en="Answer with yes or no, or with a number, as it asks.",
    do_fa="بسته به پرسش، بله یا خیر بگویید یا عدد بنویسید.",
)
incident_number_is_one_incidents = constraint(
    "incident_number_is_one_incidents",
    en="Another incident of this city has this number.",
    fa="این شماره در این شهر از آنِ رخداد دیگری است.",
    do_en="Send it again; the next number is taken.",
    do_fa="دوباره بفرستید تا شمارهٔ بعدی داده شود.",
)
priority_is_one_to_five = constraint(
    "priority_is_one_to_five",
    en="A priority is between 1 (life in danger) and 5 (no hurry).",
    fa="اولویت عددی میان ۱ (خطر جانی) و ۵ (غیرفوری) است.",
    do_en="Choose one of them.",
    do_fa="یکی از آن‌ها را برگزینید.",
)
closed_incident_has_disposition = constraint(
    "closed_incident_has_disposition",
    en="A closed incident says how it ended.",
    fa="رخداد بدون نتیجه بسته نمی‌شود.",
    do_en="Choose a disposition.",
    do_fa="نتیجه را از فهرست برگزینید.",
)
no_unit_is_on_incident = constraint(
    "no_unit_is_on_incident",
    en="A unit is still on this incident.",
    fa="هنوز یگانی در مأموریت این رخداد است.",
    do_en="Let it clear, or call it off, first.",
    do_fa="نخست یگان پایان کار را اعلام کند یا اعزامش لغو شود.",
)
waiting_incident_says_since_when = constraint(
    "waiting_incident_says_since_when",
    en="A waiting incident says since when it waits.",
    fa="رخداد در انتظار باید زمان آغاز انتظار داشته باشد.",
    do_en="Look at it again: it may have changed.",
    do_fa="دوباره نگاه کنید؛ شاید تغییر کرده است.",
)
incident_times_run_forward = constraint(
    "incident_times_run_forward",
    en="An incident is not closed before it was opened.",
    fa="رخداد پیش از ثبت‌شدن بسته نمی‌شود.",
    do_en="Correct the time.",
    do_fa="زمان را درست کنید.",
)
erased_incident_says_nothing = constraint(
    "erased_incident_says_nothing",
    en="An incident that was erased after its time stays closed and without words.",
    fa="رخدادی که پس از پایان مدت نگهداری پاک شده است بسته و بی‌متن می‌ماند.",
    do_en="Open a new incident if the matter comes up again.",
    do_fa="اگر موضوع دوباره مطرح شد رخداد تازه‌ای ثبت کنید.",
)
call_in_one_incident = constraint(
    "call_in_one_incident",
    en="This call is already joined to an incident.",
    fa="این تماس پیش‌تر به رخدادی پیوسته است.",
    do_en="Take it apart from that incident first.",
    do_fa="نخست آن را از رخداد قبلی جدا کنید.",
)
call_parted_after_joined = constraint(
    "call_parted_after_joined",
    en="A call cannot be taken apart before it was joined.",
    fa="تماس پیش از پیوستن جدا نمی‌شود.",
    do_en="Correct the time.",
    do_fa="زمان را درست کنید.",
)
question_answered_once = constraint(
    "question_answered_once",
    en="A question has one answer.",
    fa="هر پرسش یک پاسخ دارد.",
    do_en="Change the answer that is there.",
    do_fa="همان پاسخ را ویرایش کنید.",
)
