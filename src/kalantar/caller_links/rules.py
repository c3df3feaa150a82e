"""Who may send a caller a link and talk over it, and what may not happen on the way."""

from datetime import datetime, timedelta

from kalantar.caller_links.asking import QUESTIONS
from kalantar.caller_links.models import CallerLink, CallerWord, LinkState, WordKind
from kalantar.caller_links.tokens import is_token
from kalantar.calls.models import Call
from kalantar.calls.rules import may_see_caller
from kalantar.incidents.models import Incident
from kalantar.incidents.rules import incident_is_open, may_handle_incident
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.kernel.text.phone import is_landline

LASTS = timedelta(hours=2)
LONGEST_WORDS = 300  # letters
A_MINUTE = 20  # things said over one link


@permission(
    en="You may not send this caller a link.",
    fa="اجازهٔ فرستادن پیوند برای این تماس‌گیرنده را ندارید.",
    do_en="Ask the call taker who answered, or the dispatcher of its area.",
    do_fa="از پاسخ‌گوی همان تماس یا دیسپچر همان محدوده بخواهید.",
)
def may_send_caller_link(by: Actor, to: tuple[Incident, Call]) -> bool:
    """Who works on the incident, and may know the number."""
    incident, call = to
    return may_handle_incident(by, incident) and may_see_caller(by, call)


@permission(
    en="Talking with this caller is not yours.",
    fa="گفت‌وگو با این تماس‌گیرنده در اختیار شما نیست.",
    do_en="Ask the 110 room of its area.",
    do_fa="از مرکز ۱۱۰ همان محدوده بخواهید.",
)
def may_talk_with_caller(by: Actor, of: tuple[CallerLink, Incident | None]) -> bool:
    """Who may send the link. One whose call is of no incident now is nobody's to talk over."""
    link, incident = of
    return incident is not None and may_send_caller_link(by, (incident, link.call))


@permission(
    en="This page is over.",
    fa="زمان این صفحه به پایان رسیده است.",
    do_en="If you need help, ring 110.",
    do_fa="اگر کمک می‌خواهید با ۱۱۰ تماس بگیرید.",
)
def may_use_caller_link(by: Actor, at: tuple[CallerLink, str, Incident | None]) -> bool:
    """Who holds the address, while it lasts and the incident is open."""
    link, token, incident = at
    held = by.kind is ActorKind.CITIZEN and is_token(token, bytes(link.token_hash))
    return held and caller_link_is_open(link, incident, by.now())


@rule(
    en="The caller's page is over.",
    fa="زمان صفحهٔ تماس‌گیرنده به پایان رسیده است.",
    do_en="Send a new link, if the caller wants it.",
    do_fa="اگر تماس‌گیرنده می‌خواهد پیوند تازه‌ای بفرستید.",
)
def caller_link_is_open(link: CallerLink, incident: Incident | None, now: datetime) -> bool:
    opened = incident is not None and incident_is_open(incident)
    return opened and link.state == LinkState.OPEN and now < link.expires_at


@rule(
    en="The number of this caller is not known.",
    fa="شمارهٔ این تماس‌گیرنده معلوم نیست.",
    do_en="Go on by telephone.",
    do_fa="گفت‌وگو را تلفنی ادامه دهید.",
)
def caller_has_a_number(call: Call) -> bool:
    """It was not withheld, nor erased."""
    return bool(call.number)


@rule(
    en="This is a landline; no text message comes there.",
    fa="این شماره تلفن ثابت است و پیامک به آن نمی‌رسد.",
    do_en="Go on by telephone.",
    do_fa="گفت‌وگو را تلفنی ادامه دهید.",
)
def caller_reads_messages_there(call: Call) -> bool:
    return not is_landline(call.number)


@rule(
    en="A link is sent only to who said yes to it, and reads this phone alone.",
    fa="پیوند فقط برای کسی فرستاده می‌شود که پذیرفته باشد و پیام‌های این تلفن را فقط خودش ببیند.",
    do_en="Ask the caller, then tick it.",
    do_fa="از تماس‌گیرنده بپرسید و سپس نشان بزنید.",
)
def caller_said_yes(agreed: bool) -> bool:
    return agreed


@rule(
    en="Nothing is sent to this number, or about this incident.",
    fa="به این شماره یا دربارهٔ این رخداد پیامی فرستاده نمی‌شود.",
    do_en="Go on by telephone, where it is safe.",
    do_fa="اگر خطری ندارد گفت‌وگو را تلفنی ادامه دهید.",
)
def caller_may_be_written_to(withheld: str | None) -> bool:
    """``withheld``: why not, as ``messaging.queries.withheld_because`` has it."""
    return withheld is None


@rule(
    en="This caller cannot speak and has not asked for a message; another may read it.",
    fa="این تماس‌گیرنده نمی‌تواند حرف بزند و پیامی نخواسته است؛ شاید دیگری آن را بخواند.",
    do_en="Ask over the page that is open; the caller can ask for a message there.",
    do_fa="در همان صفحهٔ باز بپرسید؛ تماس‌گیرنده آنجا می‌تواند پیام بخواهد.",
)
def silent_caller_asked_for_it(before: CallerLink | None) -> bool:
    """``before``: the last link of the call."""
    return before is None or not before.silent or before.wants_messages


@rule(
    en="Words are between one and 300 letters.",
    fa="متن باید از ۱ تا ۳۰۰ حرف باشد.",
    do_en="Write it in a line or two.",
    do_fa="آن را در یکی دو خط بنویسید.",
)
def caller_words_are_short(text: str) -> bool:
    return 0 < len(text) <= LONGEST_WORDS


@rule(
    en="At most twenty things are said in a minute.",
    fa="در هر دقیقه حداکثر بیست مورد پذیرفته می‌شود.",
    do_en="Wait a moment. If it is urgent, ring 110.",
    do_fa="کمی صبر کنید. اگر فوری است با ۱۱۰ تماس بگیرید.",
)
def few_things_are_said_a_minute(lately: int) -> bool:
    return lately < A_MINUTE


@rule(
    en="This is nothing a caller can say here.",
    fa="چنین چیزی را نمی‌توان از این راه گفت.",
    do_en="Press one of the buttons.",
    do_fa="یکی از دکمه‌ها را بزنید.",
)
def caller_can_say_it(kind: str) -> bool:
    """Words and places have ways of their own, and what the room says is not for callers to say."""
    return kind in (
        WordKind.OVER, WordKind.WORSE, WordKind.HURT, WordKind.YES, WordKind.NO, WordKind.CANNOT_SPEAK
    )  # fmt: skip


@rule(
    en="This question is not in the list.",
    fa="این پرسش در فهرست نیست.",
    do_en="Choose one of the prepared questions, or write your own.",
    do_fa="یکی از پرسش‌های آماده را برگزینید یا خودتان بنویسید.",
)
def question_to_caller_is_prepared(question: str) -> bool:
    return question in QUESTIONS


@rule(
    en="Nothing the caller said waits for you.",
    fa="گفته‌ای از این تماس‌گیرنده در انتظار رسیدگی نیست.",
    do_en="Look again: somebody else may have seen to it.",
    do_fa="دوباره نگاه کنید؛ شاید همکاری رسیدگی کرده است.",
)
def caller_waits_to_be_heeded(waiting: int) -> bool:
    return waiting > 0


@rule(
    en="This is no place the caller told, or it was accepted already.",
    fa="این جا را تماس‌گیرنده نگفته است یا پیش‌تر پذیرفته شده است.",
    do_en="Look at what the caller said again.",
    do_fa="گفته‌های تماس‌گیرنده را دوباره ببینید.",
)
def caller_told_this_place(word: CallerWord) -> bool:
    return word.kind == WordKind.PLACE and word.accepted_at is None


@permission(
    en="Telling the callers of this incident is not yours.",
    fa="آگاه کردن تماس‌گیرندگان این رخداد در اختیار شما نیست.",
    do_en="Ask the 110 room of its area.",
    do_fa="از مرکز ۱۱۰ همان محدوده بخواهید.",
)
def may_tell_callers(by: Actor, incident: Incident) -> bool:
    """Who works on it: the numbers themselves are shown to nobody by it."""
    return may_handle_incident(by, incident)


@rule(
    en="No unit is on its way yet.",
    fa="هنوز یگانی در راه نیست.",
    do_en="Send one, then tell the callers.",
    do_fa="نخست یگان بفرستید و سپس به تماس‌گیرندگان خبر دهید.",
)
def help_is_on_its_way(incident: Incident) -> bool:
    return incident.units_on_it > 0


@rule(
    en="Every caller who can be told by message was told.",
    fa="به همهٔ تماس‌گیرندگانی که پیامک به آن‌ها می‌رسد خبر داده شده است.",
    do_en="The others are called back: their numbers stand in the list of calls.",
    do_fa="با بقیه تماس بگیرید؛ شماره‌ها در فهرست تماس‌هاست.",
)
def some_caller_can_be_told(told: int) -> bool:
    return told > 0


caller_is_told_of_help_once = constraint(
    "caller_is_told_of_help_once",
    en="This caller was told that help is on the way.",
    fa="به این تماس‌گیرنده خبر داده شده است که کمک در راه است.",
)
call_has_one_open_link = constraint(
    "call_has_one_open_link",
    en="Somebody has just sent this caller a link.",
    fa="همین حالا همکاری برای این تماس‌گیرنده پیوند فرستاده است.",
    do_en="Look at it again.",
    do_fa="دوباره نگاه کنید.",
)
constraint(
    "link_address_is_its_own",
    en="No two pages have one address.",
    fa="هیچ دو صفحه‌ای یک نشانی ندارند.",
    do_en="Send it again.",
    do_fa="دوباره بفرستید.",
)
constraint(
    "ended_link_opens_nothing",
    en="A page that is over has its end and no address.",
    fa="صفحهٔ پایان‌یافته زمان پایان دارد و نشانی ندارد.",
)
constraint(
    "link_lasts_a_while",
    en="A page lasts a while.",
    fa="صفحه باید مهلتی داشته باشد.",
)
constraint(
    "place_told_is_a_place",
    en="Only where a caller is has a place.",
    fa="فقط گفتهٔ «جای من» محل دارد.",
)
