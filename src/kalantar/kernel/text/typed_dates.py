"""Dates as people type them: either calendar, any digits, figures or the month's name."""

import re
from datetime import date

from persiantools.jdatetime import MONTH_NAMES_EN, MONTH_NAMES_FA, WEEKDAY_NAMES_FA, JalaliDate

from kalantar.kernel.rules import input_rule
from kalantar.kernel.text.calendar import GREGORIAN_MONTHS, WEEKDAYS
from kalantar.kernel.text.digits import to_latin_digits
from kalantar.kernel.text.search import search_key

date_is_understood = input_rule(
    "date_is_understood",
    en="This date cannot be understood.",
    fa="این تاریخ خوانده نشد.",
    do_en="Write year, month, day, such as 2026-11-22 or 1405/9/1.",
    do_fa="سال، ماه و روز را مانند ۱۴۰۵/۹/۱ یا ‎۲۰۲۶-۱۱-۲۲ بنویسید.",
)
date_exists = input_rule(
    "date_exists",
    en="There is no such day in the calendar.",
    fa="چنین روزی در تقویم نیست.",
    do_en="Check the day and the month; Esfand has 30 days in leap years only.",
    do_fa="روز و ماه را دوباره ببینید؛ اسفند فقط در سال کبیسه ۳۰ روز دارد.",
)

_GREGORIAN_MONTHS_FA = (
    "ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن",
    "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
)  # fmt: skip
_FIRST_GREGORIAN_YEAR = 1700  # a four-digit year below is Jalali, from here on Gregorian


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


_WEEKDAY_KEYS = frozenset(search_key(name) for name in (*WEEKDAY_NAMES_FA, *WEEKDAYS))
_JALALI_KEYS = {
    search_key(name): month
    for names in (MONTH_NAMES_FA, MONTH_NAMES_EN)
    for month, name in enumerate(names)
    if name
} | {"امرداد": 5}
_GREGORIAN_KEYS = {
    search_key(spelling): month
    for names in (GREGORIAN_MONTHS, [name[:3] for name in GREGORIAN_MONTHS], _GREGORIAN_MONTHS_FA)
    for month, spelling in enumerate(names, start=1)
}
