"""What may not happen between the outbox and the operator."""

from collections.abc import Sized

from kalantar.kernel.rules import constraint, rule


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
