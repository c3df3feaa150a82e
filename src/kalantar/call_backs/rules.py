"""What may not happen with call backs that are owed; who may call back is who may handle the call."""

from kalantar.call_backs.models import CallBack, Reason
from kalantar.calls.models import Call, CallState
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import constraint, rule

TRIES = 3  # before a caller may be given up


@rule(
    en="Only a call that was abandoned is called back.",
    fa="فقط با تماس‌گیرنده‌ای دوباره تماس گرفته می‌شود که پیش از پاسخ قطع کرده است.",
    do_en="Look at the call again: it may have changed.",
    do_fa="تماس را دوباره ببینید؛ شاید تغییر کرده است.",
)
def call_was_abandoned(call: Call) -> bool:
    return call.state == CallState.ABANDONED


@rule(
    en="This caller withheld the number and cannot be called back.",
    fa="شمارهٔ این تماس‌گیرنده پنهان است و نمی‌توان دوباره با او تماس گرفت.",
    do_en="Answer when they ring again.",
    do_fa="اگر دوباره تماس گرفت پاسخ دهید.",
)
def call_gave_its_number(call: Call) -> bool:
    return bool(call.number)


@rule(
    en="{who} has spoken with this caller meanwhile.",
    fa="{who} در این میان با این تماس‌گیرنده گفت‌وگو کرده است.",
    do_en="Leave this call; who is left to call back stands in the list.",
    do_fa="این تماس را رها کنید؛ تماس‌های باقی‌مانده در فهرست است.",
)
def caller_waits_to_be_called_back(spoken_since: Call | None) -> bool:
    """Of the call in which somebody has spoken with them since, see ``calls.queries.spoken_since``."""
    return spoken_since is None


@rule(
    en="{who} has given this caller up after several tries.",
    fa="{who} پس از چند تلاش از تماس با این تماس‌گیرنده صرف‌نظر کرده است.",
    do_en="If you have the caller on the line, take the call down as one that reached you another way.",
    do_fa="اگر تماس‌گیرنده پشت خط است، تماس را با «تماسی که از راه دیگری رسیده» ثبت کنید.",
)
def caller_was_not_given_up(given_up: CallBack | None) -> bool:
    return given_up is None


@rule(
    en="{who} is calling this caller back.",
    fa="{who} در حال تماس با این تماس‌گیرنده است.",
    do_en="Take another from the list; once its deadline is over you can take this one over. If you have the"
    " caller on the line, take the call down as one that reached you another way.",
    do_fa="مورد دیگری از فهرست را پیگیری کنید؛ پس از پایان مهلت می‌توانید این یکی را هم بر عهده بگیرید. اگر"
    " تماس‌گیرنده پشت خط است، تماس را با «تماسی که از راه دیگری رسیده» ثبت کنید.",
)
def nobody_else_calls_back(owed: CallBack, by: Actor) -> bool:
    """Who took it up is left to it until the deadline; then anybody of the room may take it over."""
    return owed.owner_id in (None, by.id) or by.now() > owed.due_at


@rule(
    en="A caller is given up only after three tries to reach them.",
    fa="تنها پس از سه تلاش ناکام می‌توان از تماس با تماس‌گیرنده صرف‌نظر کرد.",
    do_en="Dial the number again, and say when nobody answers.",
    do_fa="دوباره شماره را بگیرید و اگر پاسخ نداد همان را ثبت کنید.",
)
def caller_was_tried_three_times(tries: int) -> bool:
    return tries >= TRIES


@rule(
    en="Why a caller is given up is chosen from the list.",
    fa="دلیل صرف‌نظر از تماس از فهرست برگزیده می‌شود.",
    do_en="Choose one of the reasons in the list.",
    do_fa="یکی از دلیل‌های فهرست را برگزینید.",
)
def reason_to_give_up_is_known(reason: str) -> bool:
    return reason in Reason.values


call_back_is_settled_whole = constraint(
    "call_back_is_settled_whole",
    en="What became of a call back is said with its time: with the call it was spoken in, or why it was"
    " given up.",
    fa="سرانجام تماس دوباره با زمان آن ثبت می‌شود: همراه تماسی که گفت‌وگو در آن انجام شد یا دلیل صرف‌نظر.",
    do_en="Look at the call again: it may have changed.",
    do_fa="تماس را دوباره ببینید؛ شاید تغییر کرده است.",
)
