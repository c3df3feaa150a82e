"""Dates are said in the reader's calendar and agree with the official one."""

import os
import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from kalantar.kernel.rules import Refused
from kalantar.kernel.text import (
    date_exists,
    date_is_understood,
    parse_date,
    say_age,
    say_date,
    say_datetime,
    say_time,
    start_of_day,
)

TEHRAN = timezone(timedelta(hours=3, minutes=30))
MOMENT = datetime(2026, 11, 22, 10, 37, 9, tzinfo=UTC)  # 14:07:09 in Tehran

# Nowruz and leap years as published by the Calendar Center, Institute of Geophysics, University of
# Tehran (calendar.ut.ac.ir, «سال‌های کبیسهٔ شمسی ۱۲۰۶ تا ۱۴۹۸»).
NOWRUZ = {
    1206: date(1827, 3, 22), 1358: date(1979, 3, 21), 1375: date(1996, 3, 20),
    1379: date(2000, 3, 20), 1399: date(2020, 3, 20), 1400: date(2021, 3, 21),
    1403: date(2024, 3, 20), 1404: date(2025, 3, 21), 1405: date(2026, 3, 21),
    1408: date(2029, 3, 20), 1409: date(2030, 3, 21),
}  # fmt: skip
LEAP = {1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412}


@pytest.mark.parametrize(("year", "nowruz"), NOWRUZ.items())
def test_nowruz_falls_on_its_official_day(year: int, nowruz: date) -> None:
    assert parse_date(f"{year}/1/1") == nowruz
    assert JalaliDate(nowruz) == JalaliDate(year, 1, 1)


def test_leap_years_are_the_official_ones() -> None:
    assert {year for year in range(1367, 1416) if JalaliDate.is_leap(year)} >= LEAP
    assert {year for year in range(1370, 1413) if JalaliDate.is_leap(year)} == LEAP


def official(name: str) -> str:
    """The official table from the real data folder; the test says so where it is absent."""
    folder = os.environ.get("KALANTAR_DATA")
    table = Path(folder or "", "calendar", name)
    if not folder or not table.exists():
        pytest.skip(
            f"KALANTAR_DATA names no folder with calendar/{name}: not compared with it here"
        )
    return table.read_text(encoding="utf-8")


@pytest.mark.data
def test_every_row_of_the_calendar_center_agrees() -> None:
    rows = re.findall(
        r"^(\d+),(\d+),(\d+),\s*\d+,\d+,\d+,\s*(\d+),(\d+),(\d+)",
        official("CalendarCenterData.txt"),
        re.MULTILINE,
    )
    assert len(rows) > 1_100
    for day, month, year, in_day, in_month, in_year in rows:
        assert parse_date(f"{year}/{month}/{day}") == date(int(in_year), int(in_month), int(in_day))


@pytest.mark.data
def test_every_official_leap_year_agrees() -> None:
    rows = re.findall(
        r"^(\d{4})(\*?) (\d{4}-\d\d-\d\d)", official("roozbehp_kabise.txt"), re.MULTILINE
    )
    assert len(rows) > 250
    for year, leap, nowruz in rows:
        assert JalaliDate.is_leap(int(year)) == bool(leap)
        assert parse_date(f"{year}/1/1") == date.fromisoformat(nowruz)


@pytest.mark.parametrize(
    ("language", "short", "said"),
    [
        ("fa", False, "یکشنبه ۱ آذر ۱۴۰۵، ساعت ۱۴:۰۷"),
        ("fa", True, "۱۴۰۵/۰۹/۰۱ ۱۴:۰۷"),
        ("en", False, "Sunday 22 November 2026, 14:07"),
        ("en", True, "2026-11-22 14:07"),
    ],
)
def test_a_moment_is_said_in_the_readers_calendar(language: str, short: bool, said: str) -> None:
    assert say_datetime(MOMENT, language, short=short, zone=TEHRAN) == said
    with translation.override(language):
        assert say_datetime(MOMENT, short=short, zone=TEHRAN) == said


def test_the_day_is_the_one_on_the_services_clock() -> None:
    evening = datetime(2026, 3, 20, 21, 0, tzinfo=UTC)  # already after midnight in Tehran
    assert say_date(evening, "fa", zone=TEHRAN) == "شنبه ۱ فروردین ۱۴۰۵"
    assert say_date(evening, "en", zone=UTC) == "Friday 20 March 2026"
    assert say_time(evening, "fa", seconds=True, zone=TEHRAN) == "۰۰:۳۰:۰۰"
    assert start_of_day(date(2026, 3, 21), TEHRAN) == datetime(2026, 3, 20, 20, 30, tzinfo=UTC)


def test_a_moment_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        say_time(datetime(2026, 1, 1), "fa")  # noqa: DTZ001 - the mistake itself


@pytest.mark.parametrize(
    ("seconds", "persian", "english"),
    [
        (42, "۰:۴۲", "0:42"),
        (847, "۱۴:۰۷", "14:07"),
        (11_109, "۳:۰۵:۰۹", "3:05:09"),
        (86_400 + 3_600, "۱ روز و ۱:۰۰", "1 day 1:00"),
        (2 * 86_400 + 11_109, "۲ روز و ۳:۰۵", "2 days 3:05"),
        (-5, "۰:۰۰", "0:00"),
    ],
)
def test_an_age_is_short(seconds: int, persian: str, english: str) -> None:
    assert say_age(timedelta(seconds=seconds), "fa") == persian
    assert say_age(timedelta(seconds=seconds), "en") == english


@pytest.mark.parametrize(
    "typed",
    [
        "1405/9/1", "1405-09-01", "1405.9.1", "۱۴۰۵/۹/۱", "١٤٠٥/٩/١", "1/9/1405", "۰۱/۰۹/۱۴۰۵",
        " 1405 / 9 / 1 ", "\u200f1405/09/01\u200f", "۱ آذر ۱۴۰۵", "1 اذر 1405", "یکشنبه ۱ آذر ۱۴۰۵",
        "یک‌شنبه، ۱ آذر ۱۴۰۵", "یک شنبه ۱ آذر ۱۴۰۵", "1 Azar 1405",
        "2026-11-22", "2026/11/22", "۲۰۲۶-۱۱-۲۲", "22 November 2026", "22 nov 2026",
        "Sunday 22 November 2026", "۲۲ نوامبر ۲۰۲۶",
    ],
)  # fmt: skip
def test_a_date_is_read_in_either_calendar_and_any_digits(typed: str) -> None:
    assert parse_date(typed) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "دیروز",
        "1405",
        "1405/9",
        "03/04/2026",
        "05/9/1",
        "1 آذر",
        "1405/9/1/2",
        "امروز ۱ آذر ۱۴۰۵",
    ],
)
def test_date_is_understood(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_date(typed)
    assert refused.value.rule is date_is_understood


@pytest.mark.parametrize(
    "typed", ["1404/12/30", "1405/7/31", "1405/13/1", "1405/0/1", "2026-02-29", "31 مهر 1405"]
)
def test_date_exists(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_date(typed)
    assert refused.value.rule is date_exists
    assert parse_date("1403/12/30") == date(2025, 3, 20)


@given(st.dates(min_value=date(1800, 3, 21), max_value=date(2120, 1, 1)), st.booleans())
def test_what_is_said_is_read_back(day: date, short: bool) -> None:
    assert parse_date(say_date(day, "fa", short=short)) == day
    assert parse_date(say_date(day, "en", short=short)) == day
