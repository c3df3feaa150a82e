"""What a file is read for by who is not assigned to it: a closed list, and words where it is none of that."""

from enum import StrEnum

from kalantar.kernel.sentence import Sentence


class Purpose(StrEnum):
    """The code stands as the reason of the reading; instead of OTHER stand the reader's own words."""

    COUNTER = "asked at the counter"
    STANDING_IN = "standing in"
    SUPERVISION = "supervision"
    TASK = "for a task or an order"
    COMPLAINT = "complaint or audit"
    REFERRAL = "answering a referral"
    OTHER = "other"


PURPOSES: dict[str, Sentence] = {  # keys 1 to 7, in this order
    Purpose.COUNTER: Sentence(
        en="Somebody of the file came or called and asks",
        fa="یکی از طرف‌های پرونده آمده یا تماس گرفته است و می‌پرسد",
    ),
    Purpose.STANDING_IN: Sentence(
        en="Standing in for the officer in charge", fa="رسیدگی به جای افسر پرونده"
    ),
    Purpose.SUPERVISION: Sentence(
        en="Supervising the work, or giving it to somebody",
        fa="نظارت بر رسیدگی یا سپردن آن به کسی",
    ),
    Purpose.TASK: Sentence(
        en="A task or an order needs it", fa="انجام کاری از پرونده یا اجرای یک دستور"
    ),
    Purpose.COMPLAINT: Sentence(en="A complaint or an audit", fa="رسیدگی به یک شکایت یا بازرسی"),
    Purpose.REFERRAL: Sentence(
        en="Preparing the answer to a referral", fa="آماده‌کردن پاسخ یک ارجاع"
    ),
    Purpose.OTHER: Sentence(en="Something else, in words", fa="کار دیگری که آن را می‌نویسم"),
}
SHORTEST = 5  # letters of words that say what for


def reason_for(purpose: str, words: str) -> str:
    """What is recorded: the code of the list, or the words."""
    return words.strip() if purpose == Purpose.OTHER else purpose
