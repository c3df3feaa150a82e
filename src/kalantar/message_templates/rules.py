"""What may not happen to the words of messages, and who may write and approve them."""

import re
from collections.abc import Mapping, Sized

from django.conf import settings

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, input_rule, permission, rule
from kalantar.message_templates.models import MessageTemplate
from kalantar.message_templates.placeholders import PLACEHOLDERS, is_plain_value, named
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction

MOST_SEGMENTS = 4


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
    do_en="Give each place a value of one line, at most 60 letters; an address, at most 120.",
    do_fa="برای هر جا مقداری یک‌خطی با حداکثر ۶۰ حرف بدهید؛ برای نشانی صفحه حداکثر ۱۲۰ حرف.",
)
def message_fills_its_template(text: str, values: Mapping[str, str]) -> bool:
    return (named(text) or set()) <= values.keys() <= PLACEHOLDERS.keys() and all(
        is_plain_value(value, PLACEHOLDERS[name].longest) for name, value in values.items()
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
