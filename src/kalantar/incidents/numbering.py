"""How incidents are numbered: the year of the service's calendar, and a serial in the city."""

from datetime import datetime

from persiantools.jdatetime import JalaliDate

from kalantar.kernel.text.calendar import local


def year_of(moment: datetime) -> int:
    """The Jalali year in which ``moment`` falls on the service's clock."""
    return int(JalaliDate.to_jalali(local(moment).date()).year)


def number_of(year: int, serial: int) -> str:
    """``1405-001043``."""
    return f"{year}-{serial:06}"
