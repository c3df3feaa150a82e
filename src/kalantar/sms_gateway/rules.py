"""What may not happen between the outbox and the operator."""

from collections.abc import Collection, Sized

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule

LONGEST = 500  # letters of an answer, some seven parts of an SMS


@permission(
    en="Answers are sent from the phone screen only in a demo without an operator.",
    fa="از صفحهٔ گوشی‌ها فقط در نسخهٔ نمایشی و بدون اپراتور پاسخ فرستاده می‌شود.",
)
def may_answer_on_screen(by: Actor, shown: bool) -> bool:
    """``shown``: whether the phones are shown at all."""
    return by.kind is ActorKind.PERSON and shown


@rule(
    en="No such phone is on the screen.",
    fa="چنین گوشی‌ای روی صفحه نیست.",
    do_en="Choose one that is shown.",
    do_fa="یکی از گوشی‌های روی صفحه را برگزینید.",
)
def phone_is_on_the_screen(number: str, shown: Collection[str]) -> bool:
    return number in shown


@rule(
    en="An answer needs words, at most 500 letters.",
    fa="پاسخ باید متن داشته باشد؛ حداکثر ۵۰۰ حرف.",
    do_en="Write it, such as STOP or STATUS 1234.",
    do_fa="آن را بنویسید؛ مانند «لغو» یا «وضعیت ۱۲۳۴».",
)
def answer_has_some_words(text: str) -> bool:
    return 0 < len(text.strip()) <= LONGEST


@rule(
    en="No message is due on this route.",
    fa="هیچ پیامی در این مسیر نوبت ارسال ندارد.",
)
def messages_are_due(found: Sized) -> bool:
    return bool(found)


@rule(
    en="These receipts still belong to nothing that is known.",
    fa="این رسیدها هنوز به پیام شناخته‌شده‌ای تعلق ندارد.",
)
def receipts_have_found_their_parts(found: Sized) -> bool:
    return bool(found)


constraint(
    "message_part_is_sent_once",
    en="This part of the message is already at the operator's.",
    fa="این بخش از پیام پیش‌تر به اپراتور سپرده شده است.",
)
