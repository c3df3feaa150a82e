"""Who may make a copy and who may have it, and what may not happen to one."""

from datetime import datetime

from kalantar.cases.models import Case
from kalantar.cases.rules import may_handle_case
from kalantar.citizens.events import SHOWN
from kalantar.citizens.models import Access
from kalantar.citizens.rules import may_use_access
from kalantar.citizens.tokens import is_code
from kalantar.data_copies.models import TRIES, CopyCode, CopyMaking, CopyRequest, MadeAs
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import RuleKind, constraint, permission, rule

_AT_STATION = "Ask at the station of your file."
_AT_STATION_FA = "از کلانتریِ پرونده‌تان بپرسید."


@permission(
    en="A copy is made by who handles the file on which it was asked for, in person.",
    fa="تهیهٔ نسخهٔ داده‌ها با کسی است که به همان پرونده رسیدگی می‌کند، آن هم به دست خودش.",
    do_en="Ask the station's desk.",
    do_fa="از میز پذیرش همان کلانتری بخواهید.",
)
def may_make_copy(by: Actor, case: Case) -> bool:
    """No program and no schedule makes one: somebody answers for who stood before them."""
    return by.kind is ActorKind.PERSON and may_handle_case(by, case)


@permission(
    en="This copy is only for whom it is about.",
    fa="این نسخه فقط برای کسی است که دربارهٔ اوست.",
    do_en="Ask for a new code with your file number and your own phone.",
    do_fa="با شمارهٔ پرونده و تلفن خودتان کد تازه‌ای بخواهید.",
)
def may_have_copy(by: Actor, asked: tuple[Access, CopyRequest]) -> bool:
    """Who holds the access of the party that asked for it."""
    access, copy = asked
    return may_use_access(by, access) and copy.party_id == access.party_id


@rule(
    en="This copy was given already.",
    fa="این نسخه پیش‌تر داده شده است.",
    do_en="Look at the file again.",
    do_fa="پرونده را دوباره ببینید.",
)
def copy_was_not_given_yet(copy: CopyRequest) -> bool:
    return copy.given_at is None


@rule(
    en="A copy is given only after a paper with a picture was seen.",
    fa="نسخهٔ داده‌ها فقط پس از دیدن مدرک عکس‌دار داده می‌شود.",
    do_en="Ask for one of the papers in the list.",
    do_fa="یکی از مدارک فهرست را بخواهید.",
)
def asker_showed_who_they_are(shown: str) -> bool:
    return shown in SHOWN


@rule(
    en="This copy was not given yet, or its time is over.",
    fa="این نسخه هنوز داده نشده یا مهلت آن گذشته است.",
    do_en="Note first that it is given; where its time is over, they ask for another.",
    do_fa="نخست دادن آن را ثبت کنید؛ اگر مهلتش گذشته است باید نسخهٔ تازه‌ای بخواهند.",
)
def copy_is_at_hand(copy: CopyRequest, now: datetime) -> bool:
    return copy.at_hand_until is not None and now < copy.at_hand_until


@rule(
    en="No copy can be downloaded here at this time.",
    fa="هم‌اکنون نسخه‌ای برای دریافت در این صفحه نیست.",
    do_en=_AT_STATION,
    do_fa=_AT_STATION_FA,
)
def copy_is_open_by_phone(copy: CopyRequest, may_be_told: bool, now: datetime) -> bool:
    """In the same words whatever the reason: not given, over, or that whoever reads the phone of somebody
    with a confidential file must not read there what is kept about them (``may_be_told``)."""
    return copy.by_phone and may_be_told and copy_is_at_hand(copy, now)


@rule(
    en="This is not the code, or its time is over.",
    fa="این کد درست نیست یا زمان آن گذشته است.",
    do_en="Look at the message again and type its six digits, or have a new code sent.",
    do_fa="پیام را دوباره ببینید و شش رقم آن را بنویسید، یا کد تازه‌ای بخواهید.",
)
def copy_code_came_back(sent: CopyCode | None, typed: str, now: datetime) -> bool:
    """``sent``: the latest, with its tries so far; once used it is none."""
    if sent is None or sent.used_at is not None or sent.tries >= TRIES or now >= sent.expires_at:
        return False
    return is_code(typed, sent.pk, bytes(sent.code_hash))


@rule(
    en="A copy is made to be read or for programs.",
    fa="نسخه برای خواندن یا برای برنامه‌ها تهیه می‌شود.",
    do_en="Choose PDF or JSON.",
    do_fa="PDF یا JSON را برگزینید.",
    kind=RuleKind.INPUT,
)
def copy_has_a_known_form(form: str) -> bool:
    return form in MadeAs.values


@rule(
    en="This copy was handed over in that moment, and is not kept.",
    fa="این نسخه همان دم تحویل شد و جایی نگه داشته نمی‌شود.",
    do_en="Have it made again.",
    do_fa="دوباره تهیه‌اش کنید.",
)
def copy_is_in_hand(made: CopyMaking) -> bool:
    """A page that was loaded again gets the row, not what was made of it."""
    return bool(made.content)


constraint(
    "copy_is_asked_for_once",
    en="You have asked for a copy already; it is being prepared.",
    fa="پیش‌تر نسخه خواسته‌اید و در حال آماده‌شدن است.",
    do_en="Wait until the day it is due.",
    do_fa="تا روزی که گفته شده است منتظر بمانید.",
)
constraint(
    "copy_is_due_after_it_was_asked_for",
    en="A copy is due after it was asked for.",
    fa="مهلت نسخه پس از درخواست آن است.",
    do_en="Correct the time.",
    do_fa="زمان را درست کنید.",
)
constraint(
    "copy_is_at_hand_once_given",
    en="A copy can be made once it was given, not before.",
    fa="نسخه تنها پس از ثبت تحویل در دسترس است.",
    do_en="Note first that it is given.",
    do_fa="نخست دادن آن را ثبت کنید.",
)
constraint(
    "copy_is_sent_a_few_codes",
    en="Ten codes were sent for this copy already.",
    fa="برای این نسخه پیش‌تر ده کد فرستاده شده است.",
    do_en=_AT_STATION,
    do_fa=_AT_STATION_FA,
)
copy_code_is_tried_a_few_times = constraint(
    "copy_code_is_tried_a_few_times",
    en="A code is tried five times at most.",
    fa="هر کد حداکثر پنج بار آزموده می‌شود.",
    do_en="Have a new code sent.",
    do_fa="کد تازه‌ای بخواهید.",
)
constraint(
    "copy_code_lasts_a_while",
    en="A code expires after it was sent.",
    fa="اعتبار کد پس از فرستادن آن پایان می‌یابد.",
    do_en="Have a new code sent.",
    do_fa="کد تازه‌ای بخواهید.",
)
constraint(
    "copy_is_made_one_by_one",
    en="This copy is being made by somebody else at this moment.",
    fa="هم‌اکنون فرد دیگری در حال تهیهٔ همین نسخه است.",
    do_en="Try again.",
    do_fa="دوباره تلاش کنید.",
)
constraint(
    "copy_is_made_a_few_times",
    en="This copy was made twelve times already.",
    fa="این نسخه پیش‌تر دوازده بار تهیه شده است.",
    do_en="Ask for another copy when you need one.",
    do_fa="اگر باز هم لازم است نسخهٔ تازه‌ای بخواهید.",
)
constraint(
    "printed_copy_has_its_paper",
    en="A printed copy has a code to check it by; one for programs has none.",
    fa="نسخهٔ چاپی کدی برای بررسی اصالت دارد و نسخهٔ برنامه‌ها ندارد.",
    do_en="Make it again.",
    do_fa="دوباره تهیه‌اش کنید.",
)
