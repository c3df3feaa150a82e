"""Who may open a file from their own phone, and what may not happen on the way."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from kalantar.cases.models import Case, Party
from kalantar.citizens.events import SHOWN
from kalantar.citizens.models import TRIES, Access, AccessState, CitizenQuestion
from kalantar.citizens.tokens import is_code, is_token
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import RuleKind, constraint, permission, rule
from kalantar.people.roles import Role
from kalantar.persons.codes import DIGITS
from kalantar.reception.models import Appointment, Slot
from kalantar.safe_numbers.queries import phone_of, safe_numbers_of

ACCESSES_KEPT = timedelta(days=30)  # of a browser, for whoever asks what a wrong code was about
LONGEST = timedelta(hours=4)  # then a new code is asked for, however busy they are
QUESTIONS, PAPERS, LONGEST_TEXT = 3, 20, 2_000
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
    safe = safe_numbers_of(party.case)
    may_be_told = party.pk in safe or not party.case.confidential
    same_phone = access.phone == phone_of(party, safe)  # whoever named a safe number has no other
    return same_phone and may_be_told and party.until is None and now - access.held_at < LONGEST


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
    en="Three questions of yours wait for their answers.",
    fa="سه پرسش شما در انتظار پاسخ است.",
    do_en="Wait for them; if it cannot wait, come to the station or call it.",
    do_fa="منتظر پاسخ بمانید؛ اگر نمی‌شود منتظر ماند به کلانتری بیایید یا تماس بگیرید.",
)
def few_questions_wait(waiting: int) -> bool:
    return waiting < QUESTIONS


@rule(
    en="A question and an answer need words, at most 2,000 letters.",
    fa="پرسش و پاسخ باید متن داشته باشد؛ حداکثر ۲٬۰۰۰ حرف.",
    do_en="Write it in a few sentences.",
    do_fa="آن را در چند جمله بنویسید.",
)
def words_are_a_few_sentences(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TEXT


@rule(
    en="This was asked on another file, or is not there.",
    fa="این مورد به این پرونده مربوط نیست یا وجود ندارد.",
    do_en="Open the file again.",
    do_fa="پرونده را دوباره باز کنید.",
)
def it_is_of_this_case(party: Party | None, case: Case) -> bool:
    return party is not None and party.case_id == case.pk


@rule(
    en="This question was answered already.",
    fa="به این پرسش پیش‌تر پاسخ داده شده است.",
    do_en="Look at the answer.",
    do_fa="پاسخ را ببینید.",
)
def question_waits_for_its_answer(question: CitizenQuestion) -> bool:
    return question.answered_at is None


@rule(
    en="You have handed in twenty papers already.",
    fa="پیش‌تر بیست مدرک فرستاده‌اید.",
    do_en="Bring the others to the station.",
    do_fa="بقیه را به کلانتری بیاورید.",
)
def few_papers_were_handed_in(handed_in: int) -> bool:
    return handed_in < PAPERS


@rule(
    en="Another phone is registered only after a paper with a picture was seen.",
    fa="شمارهٔ تازه فقط پس از دیدن مدرک عکس‌دار ثبت می‌شود.",
    do_en="Ask for one of the papers in the list; without any, the person is told in the station instead.",
    do_fa="یکی از مدارک فهرست را بخواهید؛ اگر مدرکی نیست، شخص حضوری آگاه می‌شود.",
)
def identity_was_shown(shown: str) -> bool:
    return shown in SHOWN


@rule(
    en="You have a time at the station already.",
    fa="هم‌اکنون وقت مراجعه دارید.",
    do_en="Cancel that one first, then book another.",
    do_fa="نخست همان را لغو کنید و سپس وقت دیگری بگیرید.",
)
def one_time_is_booked(booked: int) -> bool:
    """Others need the places too."""
    return booked == 0


@rule(
    en="This time is of another station.",
    fa="این وقت از آنِ کلانتری دیگری است.",
    do_en="Choose one from the list.",
    do_fa="یکی از وقت‌های فهرست را برگزینید.",
)
def time_is_at_the_files_station(slot: Slot, case: Case) -> bool:
    return slot.station_id == case.jurisdiction_id


@rule(
    en="This is not your time.",
    fa="این وقت از آنِ شما نیست.",
    do_en="Open your file again.",
    do_fa="پروندهٔ خود را دوباره باز کنید.",
)
def time_is_their_own(appointment: Appointment, persons: Collection[UUID]) -> bool:
    return appointment.person_id in persons


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


@permission(
    en="Messages by numbers that are no party's are read by the administrators.",
    fa="پیام‌هایی را که شماره‌شان از آنِ هیچ‌یک از طرف‌های پرونده‌ها نیست مدیر سامانه می‌خواند.",
    do_en="Ask an administrator.",
    do_fa="از مدیر سامانه بخواهید.",
)
def may_read_nobodys_messages(by: Actor, _what: None) -> bool:
    return by.kind is ActorKind.PERSON and bool(by.areas({Role.ADMINISTRATOR}))


@rule(
    en="This message was dealt with already, or its number is no party's of this file.",
    fa="به این پیام پیش‌تر رسیدگی شده، یا شمارهٔ آن از آنِ طرف‌های این پرونده نیست.",
    do_en="Look at the list again.",
    do_fa="فهرست را دوباره ببینید.",
)
def incoming_is_of_this_file(found: bool) -> bool:
    return found


@rule(
    en="Whoever wrote has no page on which the answer could be read.",
    fa="نویسندهٔ این پیام صفحه‌ای ندارد که پاسخ را در آن بخواند.",
    do_en="Call them, and put the message aside with what came of it.",
    do_fa="با او تماس بگیرید و پیام را با نوشتن نتیجه کنار بگذارید.",
)
def who_wrote_reads_answers(party: Party | None) -> bool:
    """A witness or an informant has none, nor has a phone that is not the safe number."""
    return party is not None


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
constraint(
    "question_of_a_citizen_has_words",
    en="A question needs words.",
    fa="پرسش باید متن داشته باشد.",
    do_en="Write what you want to know.",
    do_fa="بنویسید چه می‌خواهید بدانید.",
)
constraint(
    "answered_question_has_its_answer",
    en="An answer has its words and its time, or there is none yet.",
    fa="پاسخ متن و زمان دارد یا هنوز داده نشده است.",
    do_en="Write the answer.",
    do_fa="پاسخ را بنویسید.",
)
