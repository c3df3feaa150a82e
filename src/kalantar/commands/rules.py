"""What a command cannot do, who may write down what is heard, and what may be taken back."""

from collections.abc import Collection
from datetime import datetime, timedelta

from kalantar.commands.signs import sign_key
from kalantar.commands.verbs import BY_MESSAGE
from kalantar.dispatch.models import Assignment, AssignmentState
from kalantar.dispatch.rules import SENDERS
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import input_rule, permission, rule
from kalantar.patrols.models import Unit
from kalantar.patrols.rules import is_own_crew
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope

# A slip is seen at once: the card and the board show it. Two minutes later the crew has read it and set
# out, and others have decided on what they saw; then it is undone by an act with a reason of its own.
TAKEN_BACK_WITHIN = timedelta(minutes=2)

command_is_understood = input_rule(
    "command_is_understood",
    en="This command is not understood.",
    fa="این فرمان شناخته نشد.",
    do_en="Write for example: dispatch 7 12 to 1043, or dispatch 7 to 1043: why, or 1043,"
    " or T-07 on scene, or note 1043: words.",
    do_fa="برای نمونه بنویسید: اعزام ۷ ۱۲ به ۱۰۴۳، یا اعزام ۷ به ۱۰۴۳: دلیل، یا ۱۰۴۳،"
    " یا T-07 در صحنه، یا یادداشت ۱۰۴۳: متن.",
)
command_is_of_a_city = input_rule(
    "command_is_of_a_city",
    en="The city of this page is no longer in the service, or no longer yours.",
    fa="شهر این صفحه دیگر در سامانه نیست یا دیگر در محدودهٔ کار شما نیست.",
    do_en="Load the page again; it opens with a city that is yours.",
    do_fa="صفحه را دوباره بارگذاری کنید تا با شهری از محدودهٔ کار شما باز شود.",
)
command_is_whole = input_rule(
    "command_is_whole",
    en="Something is missing after “{verb}”, or stands there in another way.",
    fa="پس از «{verb}» چیزی کم است یا به شکل دیگری نوشته شده است.",
    do_en="Write for example: {sample}.",
    do_fa="برای نمونه بنویسید: {sample}.",
)
command_names_one_incident = input_rule(
    "command_names_one_incident",
    en="“{number}” names no open incident of this city.",
    fa="«{number}» شمارهٔ هیچ رخداد باز این شهر نیست.",
    do_en="Write its serial without the zeros (1043), or its whole number with the year.",
    do_fa="شمارهٔ ردیف بدون صفرهای آغاز (۱۰۴۳) یا شمارهٔ کامل را با سال بنویسید.",
)
command_names_the_year = input_rule(
    "command_names_the_year",
    en="“{number}” names several open incidents of this city: {found}.",
    fa="«{number}» شمارهٔ چند رخداد باز این شهر است: {found}.",
    do_en="Write the whole number, with the year.",
    do_fa="شمارهٔ کامل را با سال بنویسید.",
)
command_names_one_unit = input_rule(
    "command_names_one_unit",
    en="“{sign}” names no single unit on duty.",
    fa="«{sign}» معرف یک یگان مشخص در شیفت نیست.",
    do_en="Write the whole call sign.",
    do_fa="معرف را کامل بنویسید.",
)
command_names_one_unit_of_several = input_rule(
    "command_names_one_unit_of_several",
    en="“{sign}” may be any of these units: {found}.",
    fa="«{sign}» ممکن است هر یک از این یگان‌ها باشد: {found}.",
    do_en="Write the whole call sign.",
    do_fa="معرف را کامل بنویسید.",
)
unit_is_on_an_incident = input_rule(
    "unit_is_on_an_incident",
    en="{unit} is on no incident now.",
    fa="یگان {unit} اکنون در مأموریت هیچ رخدادی نیست.",
    do_en="Send it to an incident first, or write the call sign of another unit.",
    do_fa="نخست آن را به رخدادی اعزام کنید یا معرف یگان دیگری را بنویسید.",
)
command_names_one_closed_incident = input_rule(
    "command_names_one_closed_incident",
    en="“{number}” names no single closed incident of this city.",
    fa="«{number}» شمارهٔ یک رخداد بسته‌شدهٔ مشخص در این شهر نیست.",
    do_en="Write its whole number, with the year; the history (H) finds it.",
    do_fa="شمارهٔ کامل را با سال بنویسید؛ در سوابق (H) پیدا می‌شود.",
)
command_names_one_choice = input_rule(
    "command_names_one_choice",
    en="“{said}” names no single choice here.",
    fa="«{said}» نام یک گزینهٔ مشخص نیست.",
    do_en="Write one of them: {offered}.",
    do_fa="یکی از این‌ها را بنویسید: {offered}.",
)
command_names_one_officer = input_rule(
    "command_names_one_officer",
    en="“{said}” is no personnel number of a patrol officer of the unit's area.",
    fa="«{said}» شمارهٔ پرسنلی هیچ مأمور گشتی در محدودهٔ این یگان نیست.",
    do_en="Write the personnel numbers with spaces between.",
    do_fa="شماره‌های پرسنلی را با فاصله از هم بنویسید.",
)
command_names_one_place = input_rule(
    "command_names_one_place",
    en="No place of this city is named “{said}”.",
    fa="جایی به نام «{said}» در این شهر پیدا نشد.",
    do_en="Write part of it, a crossing, or coordinates.",
    do_fa="بخشی از آن، یک تقاطع یا مختصات را بنویسید.",
)
command_names_one_place_of_several = input_rule(
    "command_names_one_place_of_several",
    en="“{said}” does not surely mean one place; there are: {offered}.",
    fa="از «{said}» روشن نیست کدام محل منظور است؛ این‌ها هست: {offered}.",
    do_en="Write its whole name, a crossing, or coordinates.",
    do_fa="نام کامل آن، یک تقاطع یا مختصات را بنویسید.",
)


@permission(
    en="What a unit says over the radio is written down by a dispatcher or a commander of its area.",
    fa="اعلام بی‌سیمی یگان را فقط دیسپچر یا فرمانده همان محدوده ثبت می‌کند.",
    do_en="Ask the dispatcher of its area.",
    do_fa="از دیسپچر همان محدوده بخواهید.",
)
def may_write_what_is_heard(by: Actor, assignment: Assignment) -> bool:
    return may_reach(by, Scope.INCIDENTS_WRITE) and by.holds(
        SENDERS, over=assignment.incident.jurisdiction.ancestors
    )


@permission(
    en="Only who did something takes it back.",
    fa="هر کار را فقط کنندهٔ آن پس می‌گیرد.",
    do_en="Ask who did it, or do the reverse with a reason.",
    do_fa="از کنندهٔ آن بخواهید یا عکس آن را با ذکر دلیل انجام دهید.",
)
def may_take_back(by: Actor, entry: Entry) -> bool:
    """The reverse has a permission of its own, which is judged as well."""
    return by.kind is ActorKind.PERSON and entry.actor_kind == by.kind and entry.actor == by.id


@rule(
    en="Nothing of yours is there to take back.",
    fa="کاری از شما برای پس‌گرفتن نیست.",
)
def something_was_done(act: Collection[Entry]) -> bool:
    return bool(act)


@rule(
    en="Only what was done within the last two minutes is taken back.",
    fa="فقط کاری پس گرفته می‌شود که کمتر از دو دقیقه از آن گذشته باشد.",
    do_en="Do the reverse, with the reason.",
    do_fa="عکس آن را با ذکر دلیل انجام دهید.",
)
def act_was_a_moment_ago(entry: Entry, now: datetime) -> bool:
    return now - entry.happened_at <= TAKEN_BACK_WITHIN


@rule(
    en="Somebody has changed it since.",
    fa="پس از آن کسی آن را تغییر داده است.",
    do_en="Look at it again.",
    do_fa="دوباره نگاه کنید.",
)
def act_is_still_so(is_so: bool) -> bool:
    return is_so


@rule(
    en="A unit that was sent has set out already.",
    fa="یگان اعزام‌شده به راه افتاده است.",
    do_en="Call it off, with the reason.",
    do_fa="اعزام آن را با ذکر دلیل لغو کنید.",
)
def unit_has_not_set_out(states: Collection[str]) -> bool:
    return set(states) <= {AssignmentState.SENT, AssignmentState.ACKNOWLEDGED}


act_can_be_taken_back = input_rule(
    "act_can_be_taken_back",
    en="This is not taken back: {act}.",
    fa="این کار پس گرفته نمی‌شود: {act}.",
    do_en="{why}",
    do_fa="{why}",
)


@permission(
    en="Only an officer in its crew writes for this unit.",
    fa="برای این یگان فقط سرنشینان آن پیامک می‌فرستند.",
    do_en="Say it over the radio.",
    do_fa="با بی‌سیم بگویید.",
)
def may_write_for_unit(by: Actor, unit: Unit) -> bool:
    return by.kind is ActorKind.PERSON and is_own_crew(by, unit)


@rule(
    en="This is not done by text message.",
    fa="این کار با پیامک انجام نمی‌شود.",
    do_en="Say it over the radio.",
    do_fa="با بی‌سیم بگویید.",
)
def verb_is_said_by_message(verb: str) -> bool:
    return verb in BY_MESSAGE


@rule(
    en="The message names another unit.",
    fa="پیامک از یگان دیگری نام برده است.",
    do_en="Leave the call sign out.",
    do_fa="معرف را ننویسید.",
)
def message_is_of_the_own_unit(sign: str, unit: Unit) -> bool:
    """``sign``: empty where none was written."""
    return not sign or sign_key(sign) in (sign_key(unit.call_sign), _figure(unit.call_sign))


def _figure(call_sign: str) -> str:
    return "".join(one for one in sign_key(call_sign) if one.isdecimal()).lstrip("0")
