"""Dates and times as people say them: the Jalali calendar in Persian, the Gregorian in English.

Everything is kept in UTC; it is said in the service's zone. Jalali arithmetic is persiantools',
verified against the Calendar Center's official table (see the tests).
"""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo

from django.utils import timezone
from django.utils.translation import get_language
from persiantools.jdatetime import MONTH_NAMES_EN, MONTH_NAMES_FA, WEEKDAY_NAMES_FA, JalaliDate

from kalantar.kernel.rules import input_rule
from kalantar.kernel.text.digits import digits_for, to_latin_digits, to_persian_digits
from kalantar.kernel.text.search import search_key

date_is_understood = input_rule(
    "date_is_understood",
    en="This date cannot be understood.",
    fa="این تاریخ خوانده نشد.",
    do_en="Write year, month, day, such as 2026-11-22 or 1405/9/1.",
    do_fa="سال، ماه و روز را مانند ۱۴۰۵/۹/۱ یا ۲۰۲۶-۱۱-۲۲ بنویسید.",
)
date_exists = input_rule(
    "date_exists",
    en="There is no such day in the calendar.",
    fa="چنین روزی در تقویم نیست.",
    do_en="Check the day and the month; Esfand has 30 days in leap years only.",
    do_fa="روز و ماه را دوباره ببینید؛ اسفند فقط در سال کبیسه ۳۰ روز دارد.",
)

_GREGORIAN_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GREGORIAN_MONTHS_FA = (
    "ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن",
    "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
)  # fmt: skip
_FIRST_GREGORIAN_YEAR = 1700  # a four-digit year below is Jalali, from here on Gregorian


def is_persian(language: str | None) -> bool:
    """Whether to speak Persian: ``language``, or the active one where it is None."""
    return (language or get_language() or "en").startswith("fa")


def local(moment: datetime, zone: tzinfo | None = None) -> datetime:
    """``moment`` on the clock of ``zone``, or of the service."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone says nothing")
    return moment.astimezone(zone or timezone.get_current_timezone())


def say_date(
    day: date, language: str | None = None, *, short: bool = False, zone: tzinfo | None = None
) -> str:
    """``یکشنبه ۱ آذر ۱۴۰۵`` or ``Sunday 22 November 2026``; short: ``۱۴۰۵/۰۹/۰۱``, ``2026-11-22``.

    A datetime is first put on the service's clock: its day there is the one that is said.
    """
    if isinstance(day, datetime):
        day = local(day, zone).date()
    if not is_persian(language):
        if short:
            return f"{day:%Y-%m-%d}"
        return f"{_WEEKDAYS[day.weekday()]} {day.day} {_GREGORIAN_MONTHS[day.month - 1]} {day.year}"
    jalali = JalaliDate(day)
    if short:
        return to_persian_digits(f"{jalali.year:04}/{jalali.month:02}/{jalali.day:02}")
    weekday, month = WEEKDAY_NAMES_FA[jalali.weekday()], MONTH_NAMES_FA[jalali.month]
    return to_persian_digits(f"{weekday} {jalali.day} {month} {jalali.year}")


def say_time(
    moment: datetime,
    language: str | None = None,
    *,
    seconds: bool = False,
    zone: tzinfo | None = None,
) -> str:
    """``۱۴:۰۷`` or ``14:07``; with ``seconds`` ``14:07:42``."""
    written = f"{local(moment, zone):{'%H:%M:%S' if seconds else '%H:%M'}}"
    return digits_for("fa" if is_persian(language) else "en", written)


def say_datetime(
    moment: datetime,
    language: str | None = None,
    *,
    short: bool = False,
    seconds: bool = False,
    zone: tzinfo | None = None,
) -> str:
    """``یکشنبه ۱ آذر ۱۴۰۵، ساعت ۱۴:۰۷`` or ``Sunday 22 November 2026, 14:07``; short in figures."""
    day = say_date(moment, language, short=short, zone=zone)
    clock = say_time(moment, language, seconds=seconds, zone=zone)
    if short:
        return f"{day} {clock}"
    return f"{day}، ساعت {clock}" if is_persian(language) else f"{day}, {clock}"


def say_age(age: timedelta, language: str | None = None) -> str:
    """How long: ``0:42``, ``14:07``, ``3:05:09``, ``2 days 3:05``. Never below zero.

    An age below zero is two clocks that differ, not a fact about the thing; it is said as 0:00.
    """
    seconds = max(0, int(age.total_seconds()))
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, seconds = divmod(rest, 60)
    persian = is_persian(language)
    if days:
        unit = "روز و" if persian else ("day" if days == 1 else "days")
        written = f"{days} {unit} {hours}:{minutes:02}"
    elif hours:
        written = f"{hours}:{minutes:02}:{seconds:02}"
    else:
        written = f"{minutes}:{seconds:02}"
    return to_persian_digits(written) if persian else written


def parse_date(text: str) -> date:
    """The day somebody typed, in either calendar and any digits; Refused where there is none.

    Understood: year-month-day in figures (``1405/9/1``, ``2026-11-22``), day-month-year in Jalali
    figures (``1/9/1405``), and day, month's name, year (``۱ آذر ۱۴۰۵``, ``22 Nov 2026``). Gregorian
    figures with the year last are refused: 3/4/2026 is two different days to two readers.
    """
    year, month, day = _figures(text) or _named(text) or (0, 0, 0)
    if not year:
        raise date_is_understood.refuse()
    try:
        if year < _FIRST_GREGORIAN_YEAR:
            return JalaliDate(year, month, day).to_gregorian()
        return date(year, month, day)
    except ValueError:
        raise date_exists.refuse() from None


def start_of_day(day: date, zone: tzinfo | None = None) -> datetime:
    """The moment ``day`` begins on the service's clock, in UTC: for periods [from, to)."""
    begins = datetime(day.year, day.month, day.day, tzinfo=zone or timezone.get_current_timezone())
    return begins.astimezone(UTC)


def _figures(text: str) -> tuple[int, int, int] | None:
    parts = re.fullmatch(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})", _plain(text))
    if parts is None:
        return None
    first, middle, last = (int(part) for part in parts.groups())
    if len(parts[1]) == 4 and len(parts[3]) <= 2:
        return first, middle, last
    if len(parts[1]) <= 2 and len(parts[3]) == 4 and last < _FIRST_GREGORIAN_YEAR:
        return last, middle, first
    return None


def _named(text: str) -> tuple[int, int, int] | None:
    said = search_key(text).split()
    weekday, words = "".join(said[:-3]), said[-3:]
    if weekday and weekday not in _WEEKDAY_KEYS:
        return None
    if len(words) != 3 or not (words[0].isdecimal() and re.fullmatch("[0-9]{4}", words[2])):
        return None
    day, year = int(words[0]), int(words[2])
    month = (_JALALI_KEYS if year < _FIRST_GREGORIAN_YEAR else _GREGORIAN_KEYS).get(words[1])
    return (year, month, day) if month else None


def _plain(text: str) -> str:
    return re.sub(r"[\s\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", to_latin_digits(text))


_WEEKDAY_KEYS = frozenset(search_key(name) for name in (*WEEKDAY_NAMES_FA, *_WEEKDAYS))
_JALALI_KEYS = {
    search_key(name): month
    for names in (MONTH_NAMES_FA, MONTH_NAMES_EN)
    for month, name in enumerate(names)
    if name
} | {"امرداد": 5}
_GREGORIAN_KEYS = {
    search_key(spelling): month
    for names in (_GREGORIAN_MONTHS, [name[:3] for name in _GREGORIAN_MONTHS], _GREGORIAN_MONTHS_FA)
    for month, spelling in enumerate(names, start=1)
}
