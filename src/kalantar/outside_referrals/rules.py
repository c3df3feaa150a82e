"""What may not happen to an outside referral. Who refers, and notes the answer, is who handles the file."""

from kalantar.kernel.rules import constraint, rule

LONGEST = 5_000  # letters of why, and of an answer


@rule(
    en="Why the file is referred, and to which office, is said in not too many words.",
    fa="دلیل ارجاع و نام اداره باید کوتاه نوشته شود.",
    do_en="Write it in a page at most; enclose the rest.",
    do_fa="حداکثر در یک صفحه بنویسید و بقیه را پیوست کنید.",
)
def outside_words_are_short(office: str, words: str) -> bool:
    return len(office) <= 200 and len(words) <= LONGEST


@rule(
    en="The answer of the service needs its words.",
    fa="پاسخ آن دستگاه باید نوشته شود.",
    do_en="Write what they answered, and with which number and date.",
    do_fa="بنویسید چه پاسخی دادند و شماره و تاریخ آن چیست.",
)
def outside_answer_is_given(said: str) -> bool:
    return bool(said.strip())


constraint(
    "file_waits_once_for_a_service",
    en="The file waits for the answer of this service already.",
    fa="پرونده هم‌اکنون در انتظار پاسخ همین دستگاه است.",
    do_en="Wait for it, or take that referral back.",
    do_fa="منتظر پاسخ بمانید یا آن ارجاع را پس بگیرید.",
)
constraint(
    "answered_outside_referral_says_when",
    en="A referral that was answered or taken back says when, after it was made; one that waits does not.",
    fa="ارجاعِ پاسخ‌داده‌شده یا پس‌گرفته زمانی پس از ارجاع دارد و ارجاعِ در انتظار ندارد.",
    do_en="Give the time of the answer.",
    do_fa="زمان پاسخ را ثبت کنید.",
)
