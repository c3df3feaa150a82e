"""Who may know and change what is known of a person, and what may not happen to it."""

from collections.abc import Collection
from datetime import datetime

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.people.roles import DESK, Role
from kalantar.persons.codes import AGAIN_AFTER, is_code
from kalantar.persons.models import LANGUAGES, Need, Person, PhoneCode
from kalantar.places.models import Jurisdiction


def _at_the_desk(by: Actor, area: Jurisdiction) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(DESK, area.ancestors)


@permission(
    en="Persons are registered by the desk officers of the area, its chief and its commander.",
    fa="مشخصات اشخاص را افسر میز پذیرش، رئیس کلانتری یا فرماندهٔ همان محدوده ثبت می‌کند.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_register_person(by: Actor, area: Jurisdiction) -> bool:
    return _at_the_desk(by, area)


@permission(
    en="What is known of a person is seen where they were registered, and by auditors for a purpose.",
    fa="مشخصات شخص در محدودهٔ ثبت او دیده می‌شود؛ بازرس هم با بیان هدف آن را می‌بیند.",
    do_en="Ask the desk of the station that registered the person, or state the purpose.",
    do_fa="از میز پذیرش کلانتری ثبت‌کننده بپرسید یا هدف را بنویسید.",
)
def may_see_person(by: Actor, person: Person) -> bool:
    if _at_the_desk(by, person.area):
        return True
    auditing = by.kind is ActorKind.PERSON and by.holds({Role.AUDITOR}, person.area.ancestors)
    return auditing and bool(by.why.strip())


@permission(
    en="What is known of a person is corrected where they were registered.",
    fa="مشخصات شخص در همان محدوده‌ای اصلاح می‌شود که ثبت شده است.",
    do_en="Ask the desk of that station.",
    do_fa="از میز پذیرش همان کلانتری بخواهید.",
)
def may_correct_person(by: Actor, person: Person) -> bool:
    return _at_the_desk(by, person.area)


@permission(
    en="Two records of one person are merged, or taken apart, by who answers for both.",
    fa="ادغام دو ثبت از یک شخص، یا برگرداندن آن، با کسی است که مسئول هر دو محدوده باشد.",
    do_en="Ask the chief or the commander of the wider area.",
    do_fa="از رئیس یا فرماندهٔ محدودهٔ بالادست بخواهید.",
)
def may_merge_persons(by: Actor, both: tuple[Person, Person]) -> bool:
    return all(_at_the_desk(by, person.area) for person in both)


@rule(
    en="A language and needs are chosen from the list.",
    fa="زبان و نیازها از فهرست برگزیده می‌شود.",
    do_en="Choose them from the list.",
    do_fa="آن‌ها را از فهرست برگزینید.",
)
def language_and_needs_are_known(language: str, needs: Collection[str]) -> bool:
    return language in dict(LANGUAGES) and set(needs) <= set(Need.values)


@rule(
    en="Nothing was changed.",
    fa="چیزی تغییر نکرده است.",
    do_en="Change something first, or leave the form.",
    do_fa="نخست چیزی را تغییر دهید یا از فرم بیرون بروید.",
)
def correction_changes_something(changed: Collection[str]) -> bool:
    return bool(changed)


@rule(
    en="Merging two persons, and taking them apart, needs a reason.",
    fa="ادغام دو شخص و برگرداندن آن به دلیل نیاز دارد.",
    do_en="Write how you know.",
    do_fa="بنویسید از کجا می‌دانید.",
)
def merge_gives_its_reason(why: str) -> bool:
    return bool(why.strip())


@rule(
    en="This record is merged into another one.",
    fa="این ثبت در ثبت دیگری ادغام شده است.",
    do_en="Go on with the record that stands, or take the two apart first.",
    do_fa="با ثبت اصلی ادامه دهید یا نخست ادغام را برگردانید.",
)
def person_stands(person: Person) -> bool:
    return person.merged_into_id is None


@rule(
    en="What was known of this person was erased.",
    fa="مشخصات این شخص پاک شده است.",
    do_en="Register them anew if they come again.",
    do_fa="اگر دوباره مراجعه کرد او را از نو ثبت کنید.",
)
def person_is_not_erased(person: Person) -> bool:
    return person.erased_at is None


@rule(
    en="This record is not merged into another one.",
    fa="این ثبت در ثبت دیگری ادغام نشده است.",
    do_en="Look at it again.",
    do_fa="دوباره نگاه کنید.",
)
def person_is_merged(person: Person) -> bool:
    return person.merged_into_id is not None


@rule(
    en="No phone number of this person is known.",
    fa="شمارهٔ تلفن این شخص معلوم نیست.",
    do_en="Write it down first.",
    do_fa="نخست آن را بنویسید.",
)
def person_has_a_phone(person: Person) -> bool:
    return bool(person.phone)


@rule(
    en="No message service is connected, so no code can be sent.",
    fa="سامانهٔ پیامک وصل نیست و کدی فرستاده نمی‌شود.",
    do_en="Go on without: look at an identity card instead.",
    do_fa="بدون آن ادامه دهید و کارت شناسایی را ببینید.",
)
def codes_can_be_sent(senders: int) -> bool:
    return senders > 0


@rule(
    en="A code was sent to this phone a moment ago.",
    fa="همین حالا کدی به این تلفن فرستاده شده است.",
    do_en="Wait a minute for it to arrive, then ask for another.",
    do_fa="یک دقیقه برای رسیدن آن صبر کنید و سپس کد دیگری بخواهید.",
)
def phone_code_was_not_just_sent(last: PhoneCode | None, now: datetime) -> bool:
    return last is None or now - last.sent_at >= AGAIN_AFTER


@rule(
    en="No code is waited for: it was used, it expired, or it was tried too often.",
    fa="کدی در انتظار تأیید نیست؛ یا به کار رفته، یا منقضی شده، یا بیش از حد آزموده شده است.",
    do_en="Send a new one.",
    do_fa="کد تازه‌ای بفرستید.",
)
def phone_code_is_waited_for(code: PhoneCode | None, now: datetime) -> bool:
    return code is not None and code.lasts(now)


@rule(
    en="The number was changed after this code was sent.",
    fa="شماره پس از فرستادن این کد تغییر کرده است.",
    do_en="Send a new one.",
    do_fa="کد تازه‌ای بفرستید.",
)
def phone_code_is_of_this_phone(code_phone: bytes, phone_hashes: Collection[bytes]) -> bool:
    return code_phone in phone_hashes


@rule(
    en="No phone of this person waits for its code.",
    fa="شماره‌ای از این شخص در انتظار کد نیست.",
    do_en="Look at the record again.",
    do_fa="مشخصات را دوباره ببینید.",
)
def phone_waits_for_its_code(person: Person) -> bool:
    return person.phone_waits_since is not None


@rule(
    en="This is not the code that was sent.",
    fa="این کد با کد فرستاده‌شده یکی نیست.",
    do_en="Ask the person to read it again.",
    do_fa="از شخص بخواهید دوباره آن را بخواند.",
)
def phone_code_came_back(code: PhoneCode, typed: str) -> bool:
    return is_code(typed, code.pk, bytes(code.code_hash))


@rule(
    en="This person has a name already.",
    fa="این شخص نام دارد.",
    do_en="Look at the record again.",
    do_fa="مشخصات را دوباره ببینید.",
)
def person_is_unnamed(person: Person) -> bool:
    return person.is_unnamed


constraint(
    "person_has_a_name_or_a_number",
    en="A person is registered by a name, a phone number or a national ID.",
    fa="هر شخص با نام، شمارهٔ تلفن یا کد ملی ثبت می‌شود.",
    do_en="Write one of them; all else may be missing.",
    do_fa="یکی از این‌ها را بنویسید؛ بقیه می‌تواند خالی بماند.",
)
constraint(
    "erased_person_says_nothing",
    en="Of an erased person nothing is written down any more.",
    fa="برای شخصِ پاک‌شده دیگر چیزی نوشته نمی‌شود.",
    do_en="Register them anew if they come again.",
    do_fa="اگر دوباره مراجعه کرد او را از نو ثبت کنید.",
)
constraint(
    "birth_year_is_a_year",
    en="This cannot be a year of birth.",
    fa="این نمی‌تواند سال تولد باشد.",
    do_en="Write four digits, such as 1362 or 1983.",
    do_fa="چهار رقم بنویسید؛ مانند ۱۳۶۲ یا ۱۹۸۳.",
)
constraint(
    "verified_phone_is_there",
    en="Only a phone number that is known can be verified.",
    fa="فقط شمارهٔ تلفنی که معلوم باشد تأیید می‌شود.",
    do_en="Write the number down first.",
    do_fa="نخست شماره را بنویسید.",
)
constraint(
    "person_is_merged_into_one_that_stands",
    en="A record is merged only into one that is not merged itself, and never into itself.",
    fa="هر ثبت فقط در ثبتی ادغام می‌شود که خود ادغام نشده باشد، و نه در خودش.",
    do_en="Merge into the record that stands; take apart what was merged before, where it is wrong.",
    do_fa="در ثبت اصلی ادغام کنید؛ اگر ادغام پیشین نادرست است نخست آن را برگردانید.",
)
constraint(
    "phone_that_waits_is_there",
    en="Only a phone number that is known can wait for its code.",
    fa="فقط شمارهٔ تلفنی که معلوم باشد می‌تواند در انتظار کد بماند.",
    do_en="Write the number down first.",
    do_fa="نخست شماره را بنویسید.",
)
constraint(
    "phone_code_is_tried_a_few_times",
    en="A code is tried five times at most.",
    fa="هر کد حداکثر پنج بار آزموده می‌شود.",
    do_en="Send a new one.",
    do_fa="کد تازه‌ای بفرستید.",
)
constraint(
    "phone_code_lasts_a_while",
    en="A code expires after it is sent.",
    fa="اعتبار کد پس از فرستادن آن پایان می‌یابد.",
    do_en="Send a new one.",
    do_fa="کد تازه‌ای بفرستید.",
)
