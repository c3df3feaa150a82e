"""What may not happen to what comes in."""

from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.rules import constraint, rule

incoming_part_comes_once = constraint(
    "incoming_part_comes_once",
    en="This part of the text has come already.",
    fa="این بخش از متن پیش‌تر رسیده است.",
)

constraint(
    "settled_message_says_when",
    en="What a person said of a message says when it was said.",
    fa="آنچه کسی دربارهٔ پیام گفته است زمان دارد.",
    do_en="Say it again.",
    do_fa="دوباره بگویید.",
)


@rule(
    en="This message was dealt with already, or is no longer kept.",
    fa="به این پیام پیش‌تر رسیدگی شده یا دیگر نگهداری نمی‌شود.",
    do_en="Look at the list again.",
    do_fa="فهرست را دوباره ببینید.",
)
def incoming_waits_to_be_read(row: IncomingMessage) -> bool:
    """What its words say is done at once and waits for nobody."""
    unread = row.meaning == IncomingMessage.Meaning.OTHER and row.settled_at is None
    return unread and bool(row.number)
