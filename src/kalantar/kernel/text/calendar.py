"""Dates and times as people say them: the Jalali calendar in Persian, the Gregorian in English.

Everything is kept in UTC; it is said in the service's zone. Jalali arithmetic is persiantools',
verified against the Calendar Center's official table (see the tests).
"""

from datetime import UTC, date, datetime, timedelta, tzinfo

from django.utils import timezone
from django.utils.translation import get_language
from persiantools.jdatetime import MONTH_NAMES_FA, WEEKDAY_NAMES_FA, JalaliDate

from kalantar.kernel.text.digits import digits_for, to_persian_digits

GREGORIAN_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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
        return f"{WEEKDAYS[day.weekday()]} {day.day} {GREGORIAN_MONTHS[day.month - 1]} {day.year}"
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


def start_of_day(day: date, zone: tzinfo | None = None) -> datetime:
    """The moment ``day`` begins on the service's clock, in UTC: for periods [from, to)."""
    begins = datetime(day.year, day.month, day.day, tzinfo=zone or timezone.get_current_timezone())
    return begins.astimezone(UTC)
