"""Who tells the parties, and what may not happen to a notice."""

from collections.abc import Sized

from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule

MOST_ANSWERS = 5  # to one number in a day, whatever the answer


@permission(
    en="The parties are told by the service itself, both in the same moment.",
    fa="طرفین را خود سامانه و هر دو را در یک لحظه آگاه می‌کند.",
    do_en="Do what they are to hear of; the message follows.",
    do_fa="کاری را که باید از آن آگاه شوند انجام دهید؛ پیام در پی آن می‌رود.",
)
def may_tell_parties(by: Actor, _case: Case | None) -> bool:
    """Nobody chooses which of the two hears of it, and when."""
    return by.kind is ActorKind.SYSTEM


@rule(
    en="Nobody on the file is to be told of this.",
    fa="هیچ‌یک از طرف‌های پرونده نباید از این موضوع آگاه شود.",
)
def somebody_is_to_be_told(parties: Sized) -> bool:
    return bool(parties)


@rule(
    en="The message does not ask after a file.",
    fa="این پیام دربارهٔ وضعیت پرونده‌ای نمی‌پرسد.",
    do_en="Read it, and answer it yourself where it needs an answer.",
    do_fa="آن را بخوانید و اگر پاسخ می‌خواهد خودتان پاسخ دهید.",
)
def message_asks_after_a_file(asked: str | None) -> bool:
    return asked is not None


@rule(
    en="A number is answered at most five times a day.",
    fa="به هر شماره در شبانه‌روز حداکثر پنج بار پاسخ داده می‌شود.",
    do_en="Tell the person at the station.",
    do_fa="در کلانتری به شخص بگویید.",
)
def number_is_answered_five_times_a_day(answered: int) -> bool:
    """Whoever tries numbers learns nothing by it, and costs little."""
    return answered < MOST_ANSWERS


party_is_told_once = constraint(
    "party_is_told_once",
    en="The parties were told of this already.",
    fa="طرفین پیش‌تر از این موضوع آگاه شده‌اند.",
    do_en="Look at the notices of the file.",
    do_fa="دفتر آگاهی پرونده را ببینید.",
)
constraint(
    "notice_is_sent_or_says_why_not",
    en="A notice was sent with its words, or says why it was not.",
    fa="آگاهی یا با متنش فرستاده شده است یا دلیل نفرستادن را می‌گوید.",
    do_en="Give the message or the reason.",
    do_fa="پیام یا دلیل را ثبت کنید.",
)
incoming_message_is_answered_once = constraint(
    "incoming_message_is_answered_once",
    en="This message was answered already.",
    fa="به این پیام پیش‌تر پاسخ داده شده است.",
)
same_question_is_answered_once = constraint(
    "same_question_is_answered_once",
    en="The same question of the same number was answered just now.",
    fa="به همین پرسش از همین شماره هم‌اکنون پاسخ داده شده است.",
)
