"""What may not happen to messages, and who may send and carry them."""

from datetime import datetime

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.messaging.models import Message, OptOut, Urgency, WithheldFile
from kalantar.people.roles import DESK
from kalantar.places.models import Jurisdiction


@permission(
    en="Messages of this area are sent by the people of its station and by the service itself.",
    fa="پیام‌های این محدوده را کارکنان کلانتری آن و خود سامانه می‌فرستند.",
    do_en="Ask the desk of that station.",
    do_fa="از میز پذیرش همان کلانتری بخواهید.",
)
def may_send_messages(by: Actor, area: Jurisdiction) -> bool:
    return by.kind is not ActorKind.PROGRAM and by.holds(DESK, over=area.ancestors)


@permission(
    en="This message is not yours to work on.",
    fa="رسیدگی به این پیام در اختیار شما نیست.",
    do_en="Ask the desk of its station.",
    do_fa="از میز پذیرش همان کلانتری بخواهید.",
)
def may_handle_message(by: Actor, message: Message) -> bool:
    return may_send_messages(by, message.area)


@permission(
    en="Only the service itself hands messages over and takes them in.",
    fa="سپردن پیام به اپراتور و دریافت آن فقط با خود سامانه است.",
)
def may_carry_messages(by: Actor, _what: None) -> bool:
    """What an operator answered is not for people to say."""
    return by.kind is ActorKind.SYSTEM


@permission(
    en="Who wants no messages is written down by the people of a station.",
    fa="انصراف از دریافت پیام را کارکنان کلانتری ثبت می‌کنند.",
    do_en="Ask the desk of a station.",
    do_fa="از میز پذیرش کلانتری بخواهید.",
)
def may_keep_opt_outs(by: Actor, _what: None) -> bool:
    """A number belongs to no area: whoever works with people at any station."""
    return by.kind is ActorKind.SYSTEM or (by.kind is ActorKind.PERSON and bool(by.areas(DESK)))


@rule(
    en="Nothing is sent about this file.",
    fa="دربارهٔ این پرونده پیامی فرستاده نمی‌شود.",
    do_en="Tell the person yourself, where it is safe.",
    do_fa="خودتان در جای امن به شخص بگویید.",
)
def file_is_told_about(withheld: WithheldFile | None, safe_number: bool) -> bool:
    """``safe_number``: the person named it as one nobody else reads. An informant's is never safe."""
    if withheld is None:
        return True
    return safe_number and withheld.reason != WithheldFile.Reason.INFORMANT


@rule(
    en="This number wants no messages.",
    fa="این شماره پیام نمی‌خواهد.",
    do_en="Tell the person another way.",
    do_fa="به راه دیگری به شخص بگویید.",
)
def number_wants_messages(opted_out: OptOut | None, urgency: str) -> bool:
    """What a person waits for right now is sent all the same, unless the number is not theirs."""
    if opted_out is None:
        return True
    return urgency == Urgency.ASKED_FOR and opted_out.reason != OptOut.Reason.WRONG_NUMBER


@rule(
    en="This number had not opted out.",
    fa="این شماره از دریافت پیام انصراف نداده بود.",
)
def number_had_opted_out(opted_out: OptOut | None) -> bool:
    return opted_out is not None


@rule(
    en="Nothing was withheld about this file.",
    fa="ارسال پیام دربارهٔ این پرونده متوقف نبود.",
)
def file_had_been_withheld(withheld: WithheldFile | None) -> bool:
    return withheld is not None


@rule(
    en="A message that may have arrived is sent again only with a reason.",
    fa="پیامی که شاید رسیده باشد فقط با ذکر دلیل دوباره فرستاده می‌شود.",
    do_en="Write why.",
    do_fa="دلیل را بنویسید.",
)
def sending_again_has_a_reason(why: str) -> bool:
    return bool(why.strip())


@rule(
    en="Nothing goes out after its time.",
    fa="پس از پایان مهلت چیزی فرستاده نمی‌شود.",
    do_en="Write a new message.",
    do_fa="پیام تازه‌ای بنویسید.",
)
def message_is_in_time(message: Message, now: datetime) -> bool:
    return message.expires_at > now


@rule(
    en="The number and the words of this message were erased.",
    fa="شماره و متن این پیام پاک شده است.",
    do_en="There is nothing to send again.",
    do_fa="چیزی برای ارسال دوباره نمانده است.",
)
def message_is_not_erased(message: Message) -> bool:
    return bool(message.number)


@rule(
    en="A message to them is being sent in this moment.",
    fa="همین حالا پیامی برای این شخص در حال ارسال است.",
    do_en="Try again in a minute.",
    do_fa="یک دقیقه بعد دوباره تلاش کنید.",
)
def no_message_is_being_sent(count: int) -> bool:
    return count == 0


constraint(
    "message_being_sent_has_its_sender",
    en="A message is with a sender exactly while it is being sent.",
    fa="پیام فقط تا وقتی در حال ارسال است در دست فرستنده است.",
)
constraint(
    "message_expires_after_it_was_queued",
    en="A message needs time to be sent.",
    fa="پیام برای ارسال مهلت می‌خواهد.",
    do_en="Give it a later end.",
    do_fa="پایان دیرتری برای آن بگذارید.",
)
constraint(
    "submitted_message_says_when",
    en="Of a message at the operator's it is known since when.",
    fa="زمان سپردن پیام به اپراتور باید معلوم باشد.",
)
constraint(
    "number_opts_out_once",
    en="This number has already opted out.",
    fa="این شماره پیش‌تر انصراف داده است.",
)
constraint(
    "file_is_withheld_once",
    en="Nothing is sent about this file already.",
    fa="ارسال پیام دربارهٔ این پرونده پیش‌تر متوقف شده است.",
)
