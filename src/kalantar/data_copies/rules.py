"""Who may make a copy and who may have it, and what may not happen to one."""

from kalantar.data_copies.models import CopyRequest
from kalantar.kernel.rules import constraint, rule


@rule(
    en="This copy was given already.",
    fa="این نسخه پیش‌تر داده شده است.",
    do_en="Look at the file again.",
    do_fa="پرونده را دوباره ببینید.",
)
def copy_was_not_given_yet(copy: CopyRequest) -> bool:
    return copy.given_at is None


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
