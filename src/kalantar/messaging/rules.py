"""What may not happen to messages and their templates, and who may send, approve and carry them."""

import re
from collections.abc import Mapping, Sized
from datetime import datetime

from django.conf import settings

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, input_rule, permission, rule
from kalantar.messaging.models import Message, MessageTemplate, OptOut, Urgency, WithheldFile
from kalantar.messaging.placeholders import PLACEHOLDERS, is_plain_value, named
from kalantar.people.roles import DESK, Role
from kalantar.places.models import Jurisdiction

MOST_SEGMENTS = 4


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


@permission(
    en="Templates of messages are written by an administrator of the whole service.",
    fa="الگوی پیام‌ها را مدیر سامانه در سطح کل خدمت می‌نویسد.",
    do_en="Ask an administrator of the whole service.",
    do_fa="از مدیر سامانه در سطح کل خدمت بخواهید.",
)
def may_write_templates(by: Actor, _what: None) -> bool:
    """A person, or the service itself where it brings a first set of drafts."""
    return by.kind is ActorKind.SYSTEM or _holds_everywhere(by, Role.ADMINISTRATOR)


@permission(
    en="A template is judged by an administrator or commander of the whole service who did not write it.",
    fa="الگو را مدیر سامانه یا فرماندهی در سطح کل خدمت می‌سنجد که خود آن را ننوشته باشد.",
    do_en="Ask another administrator or a commander of the whole service.",
    do_fa="از مدیر دیگر یا فرمانده در سطح کل خدمت بخواهید.",
)
def may_judge_template(by: Actor, template: MessageTemplate) -> bool:
    """Always a person; the service itself approves nothing."""
    another = by.id is not None and by.id != template.written_by_id
    return another and _holds_everywhere(by, Role.ADMINISTRATOR, Role.COMMANDER)


def _holds_everywhere(by: Actor, *roles: Role) -> bool:
    held = by.areas(roles) if by.kind is ActorKind.PERSON else frozenset()
    return bool(held) and Jurisdiction.objects.filter(parent=None, pk__in=held).exists()


@rule(
    en="An event and a role are codes: 2 to 40 small Latin letters, digits and underscores.",
    fa="رویداد و نقش کد هستند: ۲ تا ۴۰ حرف کوچک لاتین، رقم و خط زیر.",
    do_en="Write them like “file_opened” and “complainant”.",
    do_fa="آن‌ها را مانند file_opened و complainant بنویسید.",
)
def message_says_what_in_codes(event: str, role: str) -> bool:
    return all(re.fullmatch(r"[a-z][a-z0-9_]{1,39}", code) for code in (event, role))


@rule(
    en="Messages are written in Persian or English.",
    fa="پیام به فارسی یا انگلیسی نوشته می‌شود.",
    do_en="Choose one of the two.",
    do_fa="یکی از این دو را برگزینید.",
)
def message_language_is_spoken(language: str) -> bool:
    return language in dict(settings.LANGUAGES)


@rule(
    en="A template names only what stands in the list, each in braces; never a person's name.",
    fa="الگو فقط از جاهای فهرست نام می‌برد، هر یک میان دو آکولاد؛ هرگز از نام کسی نه.",
    do_en="Choose places from the list; correct the braces.",
    do_fa="جاها را از فهرست برگزینید و آکولادها را درست کنید.",
)
def template_names_only_what_is_listed(text: str) -> bool:
    names = named(text)
    return names is not None and names <= PLACEHOLDERS.keys()


@rule(
    en="A template needs words.",
    fa="الگو باید متن داشته باشد.",
    do_en="Write what people shall read.",
    do_fa="آنچه مردم باید بخوانند بنویسید.",
)
def template_has_words(text: str) -> bool:
    return bool(text.strip())


@rule(
    en="The template needs other values than were given, or one of them is too long.",
    fa="مقدارهای داده‌شده با جاهای الگو نمی‌خواند یا یکی از آن‌ها بیش از اندازه بلند است.",
    do_en="Give each place a value of one line, at most 60 letters.",
    do_fa="برای هر جا مقداری یک‌خطی با حداکثر ۶۰ حرف بدهید.",
)
def message_fills_its_template(text: str, values: Mapping[str, str]) -> bool:
    return (named(text) or set()) <= values.keys() <= PLACEHOLDERS.keys() and all(
        is_plain_value(value) for value in values.values()
    )


@rule(
    en="A message has at most 4 parts.",
    fa="هر پیام حداکثر ۴ بخش دارد.",
    do_en="Shorten the template or the values.",
    do_fa="الگو یا مقدارها را کوتاه کنید.",
)
def message_is_short_enough(parts: Sized) -> bool:
    return 0 < len(parts) <= MOST_SEGMENTS


message_has_an_approved_template = input_rule(
    "message_has_an_approved_template",
    en="For this event, language and role no template has been approved.",
    fa="برای این رویداد، زبان و نقش هیچ الگوی تأییدشده‌ای نیست.",
    do_en="Write one and have another person approve it.",
    do_fa="الگویی بنویسید تا شخص دیگری آن را تأیید کند.",
)


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


constraint(
    "template_version_is_used_once",
    en="This version of the template was just written by somebody else.",
    fa="این نسخه از الگو را هم‌اکنون شخص دیگری نوشته است.",
    do_en="Look at it, then write yours.",
    do_fa="آن را ببینید و سپس نسخهٔ خود را بنویسید.",
)
constraint(
    "one_template_is_in_use",
    en="Another version of this template was just approved.",
    fa="نسخهٔ دیگری از این الگو هم‌اکنون تأیید شده است.",
    do_en="Look at it again.",
    do_fa="دوباره نگاه کنید.",
)
constraint(
    "template_is_judged_by_another",
    en="A template is judged by somebody who did not write it.",
    fa="الگو را کسی می‌سنجد که خود آن را ننوشته است.",
    do_en="Ask another person.",
    do_fa="از شخص دیگری بخواهید.",
)
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
    "message_part_is_sent_once",
    en="This part of the message is already at the operator's.",
    fa="این بخش از پیام پیش‌تر به اپراتور سپرده شده است.",
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
