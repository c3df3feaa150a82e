"""How somebody was told of a step, in plain words: what became of the message, or why there was none.

Never more than is known: what an operator took is not yet on a phone, and what nobody saw is said to be so.
"""

from collections.abc import Mapping
from datetime import datetime

from kalantar.citizens.plain_words import WHY_NOT_BY_MESSAGE
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import say_datetime
from kalantar.messaging.models import Message, MessageState, OptOut
from kalantar.messaging.queries import sent_after
from kalantar.notices.models import Channel, Notice

WAITS = Sentence(
    en="A message will be sent to you after {when}.", fa="پس از {when} برایتان پیامک فرستاده می‌شود."
)
ON_ITS_WAY = Sentence(en="A message to you is being sent.", fa="پیامکی برای شما در حال ارسال است.")
HOW: Mapping[str, Sentence] = {
    MessageState.SUBMITTING: ON_ITS_WAY,
    MessageState.SUBMITTED: Sentence(
        en="A message was sent to you on {when}. Whether it has arrived is not known yet.",
        fa="{when} برایتان پیامک فرستاده شد. هنوز معلوم نیست که رسیده باشد.",
    ),
    MessageState.DELIVERED: Sentence(
        en="A message told you: it arrived on your phone on {when}.",
        fa="با پیامک به شما گفتیم: {when} به گوشی شما رسید.",
    ),
    MessageState.UNDELIVERED: Sentence(
        en="A message was sent to you, but it did not arrive.",
        fa="برایتان پیامک فرستاده شد ولی نرسید.",
    ),
    MessageState.EXPIRED: Sentence(
        en="A message to you did not arrive in time and is not sent any more.",
        fa="پیامک شما به‌موقع نرسید و دیگر فرستاده نمی‌شود.",
    ),
    MessageState.REJECTED: Sentence(
        en="A message was meant for you, but the telephone operator did not take it.",
        fa="پیامکی برای شما آماده شد ولی اپراتور تلفن آن را نپذیرفت.",
    ),
    MessageState.UNKNOWN: Sentence(
        en="A message was meant for you. Whether it arrived is not known.",
        fa="پیامکی برای شما آماده شد. معلوم نیست که رسیده باشد.",
    ),
    MessageState.CANCELLED: Sentence(
        en="No message was sent: it was cancelled before.",
        fa="پیامکی فرستاده نشد؛ پیش از ارسال لغو شد.",
    ),
}
YOU_STOPPED = Sentence(
    en="No message was sent: you stopped messages before it went out.",
    fa="پیامکی فرستاده نشد؛ پیش از ارسال آن خواستید پیامک نفرستیم.",
)
WITHHELD: Mapping[str, Sentence] = {  # before it was sent; by any other reason it is the file's
    OptOut.Reason.STOP: YOU_STOPPED,
    OptOut.Reason.DESK: YOU_STOPPED,
    OptOut.Reason.PORTAL: YOU_STOPPED,
    OptOut.Reason.WRONG_NUMBER: WHY_NOT_BY_MESSAGE["wrong_number"],
}


def how_told(notice: Notice, now: datetime) -> Sentence:
    """Of the notice's own message as it stands now."""
    if notice.channel != Channel.SMS:
        return WHY_NOT_BY_MESSAGE[notice.why_not]
    assert notice.message
    return _of(notice.message, now)


def _of(message: Message, now: datetime) -> Sentence:
    if message.state == MessageState.SUPPRESSED:
        return WITHHELD.get(message.reason, WHY_NOT_BY_MESSAGE["confidential"])
    if message.state == MessageState.QUEUED:
        after = sent_after(message, now)
        return WAITS.format(when=_said(after)) if after > now else ON_ITS_WAY
    at = message.ended_at or message.submitted_at
    return HOW[message.state].format(when=_said(at)) if at else HOW[message.state]


def _said(at: datetime) -> Sentence:
    return Sentence(en=say_datetime(at, "en"), fa=say_datetime(at, "fa"))
