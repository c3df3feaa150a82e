"""What may not happen with calls, and who may take and see them."""

from kalantar.calls.models import Call, PlaceSource
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.people.roles import ROOM, WATCHERS, Role
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction


@permission(
    en="Calls of this area are taken by the 110 room that serves it.",
    fa="تماس‌های این محدوده را مرکز ۱۱۰ همان محدوده پاسخ می‌دهد.",
    do_en="Hand the caller over to that room.",
    do_fa="تماس‌گیرنده را به همان مرکز وصل کنید.",
)
def may_take_calls(by: Actor, area: Jurisdiction) -> bool:
    return may_reach(by, Scope.CALLS_WRITE) and by.holds(ROOM, over=area.ancestors)


@permission(
    en="This call is not yours to work on.",
    fa="رسیدگی به این تماس در اختیار شما نیست.",
    do_en="Ask the 110 room of its area.",
    do_fa="از مرکز ۱۱۰ همان محدوده بخواهید.",
)
def may_handle_call(by: Actor, call: Call) -> bool:
    return may_reach(by, Scope.CALLS_WRITE) and by.holds(ROOM, over=call.jurisdiction.ancestors)


@permission(
    en="You may not see this call.",
    fa="اجازهٔ دیدن این تماس را ندارید.",
    do_en="Ask the 110 room of its area.",
    do_fa="از مرکز ۱۱۰ همان محدوده بپرسید.",
)
def may_see_call(by: Actor, call: Call) -> bool:
    return may_reach(by, Scope.CALLS_READ) and by.holds(WATCHERS, over=call.jurisdiction.ancestors)


@permission(
    en="The caller asked that nobody learn who called.",
    fa="تماس‌گیرنده خواسته است هویتش پنهان بماند.",
    do_en="Ask the call taker who answered, or the dispatcher, to call back.",
    do_fa="از پاسخ‌گوی همان تماس یا دیسپچر بخواهید تماس بگیرد.",
)
def may_see_caller(by: Actor, call: Call) -> bool:
    """Who needs the number: with secrecy wished, who answered, who sends help and who commands."""
    if not may_reach(by, Scope.CALLS_READ):
        return False
    around = call.jurisdiction.ancestors
    if not call.wants_secrecy:
        return by.holds(WATCHERS, over=around)
    if by.kind is ActorKind.SYSTEM or by.holds({Role.DISPATCHER, Role.COMMANDER}, over=around):
        return True
    answered_it = by.id is not None and by.id == call.answered_by_id
    return answered_it and by.holds({Role.CALL_TAKER}, over=around)


@rule(
    en="This place is not on the map of the earth.",
    fa="چنین نقطه‌ای روی زمین نیست.",
    do_en="Longitude is between -180 and 180, latitude between -90 and 90.",
    do_fa="طول جغرافیایی میان ۱۸۰− و ۱۸۰ و عرض میان ۹۰− و ۹۰ است.",
)
def place_is_on_earth(place: Point) -> bool:
    return place.on_earth


@rule(
    en="How a place is known is chosen from the list.",
    fa="روش تعیین محل از فهرست برگزیده می‌شود.",
    do_en="Choose one of the ways in the list.",
    do_fa="یکی از روش‌های فهرست را برگزینید.",
)
def place_source_is_known(source: str) -> bool:
    return source in PlaceSource.values


@rule(
    en="A radius of accuracy cannot be below zero.",
    fa="شعاع دقت نمی‌تواند کمتر از صفر باشد.",
    do_en="Leave it empty when it is not known.",
    do_fa="اگر معلوم نیست خالی بگذارید.",
)
def accuracy_is_not_negative(accuracy_m: float | None) -> bool:
    return accuracy_m is None or accuracy_m >= 0


call_is_returned_once = constraint(
    "call_is_returned_once",
    en="This abandoned call has already been called back.",
    fa="با این تماس‌گیرنده پیش‌تر دوباره تماس گرفته شده است.",
    do_en="Leave this call; who is left to call back stands in the list.",
    do_fa="این تماس را رها کنید؛ تماس‌های باقی‌مانده در فهرست است.",
)
erased_call_says_nothing = constraint(
    "erased_call_says_nothing",
    en="The number and the place of this call were erased after their time; nothing is added to it.",
    fa="شماره و محل این تماس پس از پایان مدت نگهداری پاک شده است و چیزی به آن افزوده نمی‌شود.",
    do_en="Take down a new call if there is something to tell.",
    do_fa="اگر موضوع تازه‌ای هست تماس تازه‌ای ثبت کنید.",
)
call_times_run_forward = constraint(
    "call_times_run_forward",
    en="A call cannot be answered or end before it rang.",
    fa="تماس نمی‌تواند پیش از زنگ‌خوردن پاسخ داده شود یا پایان یابد.",
    do_en="Correct the time.",
    do_fa="زمان را درست کنید.",
)
call_state_has_its_times = constraint(
    "call_state_has_its_times",
    en="The times of a call must fit what became of it.",
    fa="زمان‌های تماس باید با سرانجام آن بخواند.",
    do_en="Give the time of the answer and of the end.",
    do_fa="زمان پاسخ و پایان را ثبت کنید.",
)
