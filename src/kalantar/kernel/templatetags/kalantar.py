"""How values are read on any page, in the reader's calendar, digits and language: {% load kalantar %}.

An empty value is an empty text, so that a template need not ask first. Days and hours are those of
the service's zone (TIME_ZONE), whatever zone the value was kept in.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import (
    digits_for,
    localise_number,
    say_age,
    say_browser,
    say_date,
    say_datetime,
    say_phone,
    say_time,
    sentence_digits,
)

register = template.Library()


def _language() -> str:
    return get_language() or "en"


@register.filter
def day(value: date | None, shape: str = "long") -> str:
    """``یکشنبه ۱ آذر ۱۴۰۵``; ``|day:"short"`` ``۱۴۰۵/۰۹/۰۱``."""
    return say_date(value, short=shape == "short") if value else ""


@register.filter
def moment(value: datetime | None, shape: str = "long") -> str:
    """``یکشنبه ۱ آذر ۱۴۰۵، ساعت ۱۴:۰۷``; ``|moment:"short"`` ``۱۴۰۵/۰۹/۰۱ ۱۴:۰۷``."""
    return say_datetime(value, short=shape == "short") if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """``۱۴:۰۷:۴۲``."""
    return say_time(value, seconds=True) if value else ""


@register.filter
def hour(value: datetime | None) -> str:
    """``۱۴:۰۷``."""
    return say_time(value) if value else ""


@register.filter
def browser(said: str) -> str:
    """``Chrome · Android``, of what a browser says of itself."""
    return say_browser(said)


@register.filter
def age(since: datetime | timedelta | None) -> str:
    """How long ago, or how long: ``۰:۴۲``, ``۱۴:۰۷``, ``۳:۰۵:۰۹``."""
    if since is None:
        return ""
    return say_age(since if isinstance(since, timedelta) else timezone.now() - since)


@register.filter
def digits(value: object) -> str:
    """Any text or number with the reader's digits, otherwise as it is: a house number, a code."""
    return "" if value is None else digits_for(_language(), str(value))


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """A quantity with its thousands parted: ``۱۲۵٬۳۴۰``."""
    return "" if value is None else localise_number(value, _language())


@register.filter
def ltr(value: object) -> str | SafeString:
    """Keep call signs, codes and coordinates left to right inside a right-to-left line."""
    return "" if value in (None, "") else format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def phone(e164: str | None) -> str | SafeString:
    """A kept phone number as its country writes it, left to right."""
    return ltr(say_phone(e164)) if e164 else ""


@register.filter
def sentence(value: Sentence | str | None) -> str:
    """A sentence (a rule's, an entry's, a step's label) in the reader's language and digits.

    Call signs and other codes keep their own digits: T-07 is T-07 in Persian too. HTML that is safe
    stays so.
    """
    said = "" if value is None else str(value)
    shown = sentence_digits(_language(), said)
    return mark_safe(shown) if isinstance(said, SafeString) else shown
