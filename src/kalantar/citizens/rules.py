"""Who may open a file from their own phone, and what may not happen on the way."""

from datetime import datetime, timedelta

from kalantar.citizens.models import TRIES, Access, AccessState
from kalantar.citizens.tokens import is_code, is_token
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import RuleKind, constraint, permission, rule
from kalantar.persons.codes import DIGITS

LONGEST = timedelta(hours=4)  # then a new code is asked for, however busy they are
_WAIT = "Wait a quarter of an hour, or ask at the desk of your station."
_WAIT_FA = "یک ربع ساعت صبر کنید یا از میز پذیرش کلانتری بپرسید."


@permission(
    en="Codes are asked for by citizens, on their own page.",
    fa="کد یک‌بارمصرف را خود شهروند در صفحهٔ شهروند می‌خواهد.",
)
def may_ask_for_code(by: Actor, _what: None) -> bool:
    """Whoever it is: nothing is known of them yet."""
    return by.kind is ActorKind.CITIZEN


@permission(
    en="A code is answered for by the service itself.",
    fa="پاسخ درخواست کد فقط با خود سامانه است.",
)
def may_answer_askings(by: Actor, _what: None) -> bool:
    """Nobody chooses who gets one."""
    return by.kind is ActorKind.SYSTEM


@permission(
    en="This page is open only to the phone the code went to.",
    fa="این صفحه فقط برای تلفنی باز است که کد به آن فرستاده شده است.",
    do_en="Ask for a new code.",
    do_fa="کد تازه‌ای بخواهید.",
)
def may_take_access(by: Actor, at: tuple[Access, str]) -> bool:
    """``at``: the access, and the token the browser shows."""
    access, token = at
    return by.kind is ActorKind.CITIZEN and is_token(token, bytes(access.token_hash))


@permission(
    en="Your session has ended.",
    fa="زمان استفادهٔ شما از این صفحه به پایان رسیده است.",
    do_en="Ask for a new code; nothing that you sent before is lost.",
    do_fa="کد تازه‌ای بخواهید؛ آنچه پیش‌تر فرستاده‌اید از بین نرفته است.",
)
def may_use_access(by: Actor, access: Access) -> bool:
    """Who holds it, on the phone the code went to, while they are a party and it may be told of."""
    party = access.party
    if by.kind is not ActorKind.CITIZEN or party is None or by.id != party.person_id:
        return False
    return access_is_held(access, by.now())


@rule(
    en="This access is not held any more.",
    fa="این دسترسی دیگر برقرار نیست.",
    do_en="Ask for a new code.",
    do_fa="کد تازه‌ای بخواهید.",
)
def access_is_held(access: Access, now: datetime) -> bool:
    """``access`` with its party, the party's person and file."""
    party = access.party
    if access.state != AccessState.HELD or party is None or access.held_at is None:
        return False
    who = party.person.merged_into or party.person
    same_phone = access.phone in {who.phone, party.person.phone}
    return (
        same_phone and party.until is None and not party.case.confidential
        and now - access.held_at < LONGEST
    )  # fmt: skip


@rule(
    en="This asking was answered already.",
    fa="به این درخواست پیش‌تر رسیدگی شده است.",
)
def asking_waits_for_its_answer(access: Access) -> bool:
    return access.answered_at is None


@rule(
    en="This is not the code, or its time is over.",
    fa="این کد درست نیست یا زمان آن گذشته است.",
    do_en="Look at the message again and type its six digits, or ask for a new code.",
    do_fa="پیام را دوباره ببینید و شش رقم آن را بنویسید، یا کد تازه‌ای بخواهید.",
)
def access_code_came_back(access: Access, typed: str, now: datetime) -> bool:
    """Judged in the same way whether a code was sent or not."""
    right = is_code(typed, access.pk, bytes(access.code_hash))
    in_time = now < access.expires_at and access.tries < TRIES
    return right and in_time and access.state == AccessState.ASKED and access.party_id is not None


@rule(
    en="The code has six digits.",
    fa="کد شش رقم دارد.",
    do_en="Type the six digits of the message.",
    do_fa="شش رقمی را که در پیام آمده است بنویسید.",
    kind=RuleKind.INPUT,
)
def code_is_six_digits(typed: str) -> bool:
    """Of anything else no try is counted."""
    return len(typed) == DIGITS and typed.isdecimal()


access_code_is_tried_a_few_times = constraint(
    "access_code_is_tried_a_few_times",
    en="A code is tried five times at most.",
    fa="هر کد حداکثر پنج بار آزموده می‌شود.",
    do_en="Ask for a new code.",
    do_fa="کد تازه‌ای بخواهید.",
)
constraint(
    "access_code_lasts_a_while",
    en="A code expires after it was asked for.",
    fa="اعتبار کد پس از درخواست آن پایان می‌یابد.",
    do_en="Ask for a new code.",
    do_fa="کد تازه‌ای بخواهید.",
)
constraint(
    "held_access_is_a_partys",
    en="Only a party of a file has access to it, and it says since when.",
    fa="فقط طرف پرونده به آن دسترسی دارد و زمان آن معلوم است.",
    do_en="Ask for a new code.",
    do_fa="کد تازه‌ای بخواهید.",
)
constraint(
    "phone_is_sent_a_few_codes",
    en="Several codes were asked for with these numbers a moment ago.",
    fa="با این شماره‌ها در چند دقیقهٔ گذشته چند بار کد خواسته شده است.",
    do_en="Use the latest code. If none came, wait a quarter of an hour, or ask at the desk of your station.",
    do_fa="آخرین کد را به کار ببرید. اگر کدی نرسیده است یک ربع ساعت صبر کنید یا از میز پذیرش کلانتری بپرسید.",
)
constraint(
    "file_is_asked_for_seldom",
    en="This file number was asked for too often a moment ago.",
    fa="این شمارهٔ پرونده در چند دقیقهٔ گذشته بیش از حد خواسته شده است.",
    do_en=_WAIT,
    do_fa=_WAIT_FA,
)
constraint(
    "address_asks_for_some_codes",
    en="Too many codes were asked for from your connection.",
    fa="از اتصال اینترنت شما بیش از حد کد خواسته شده است.",
    do_en=_WAIT,
    do_fa=_WAIT_FA,
)
constraint(
    "codes_are_asked_for_at_a_pace",
    en="Too many people are asking for codes at this moment.",
    fa="هم‌اکنون افراد بسیاری در حال درخواست کد هستند.",
    do_en=_WAIT,
    do_fa=_WAIT_FA,
)
