"""Digits and numbers are written the reader's way and read back whichever way they came."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.text import (
    digits_for,
    lasting,
    localise_number,
    sentence_digits,
    to_latin_digits,
    to_persian_digits,
)
from kalantar.kernel.text.digits import counted, in_persian_text


@given(st.text(alphabet="0123456789ab "))
def test_latin_digits_survive_the_round_trip(text: str) -> None:
    assert to_latin_digits(to_persian_digits(text)) == text


@given(st.text(alphabet="۰۱۲۳۴۵۶۷۸۹کگ "))
def test_persian_digits_survive_the_round_trip(text: str) -> None:
    assert to_persian_digits(to_latin_digits(text)) == text


@pytest.mark.parametrize(
    ("value", "persian", "english"),
    [
        (0, "۰", "0"),
        (1234567, "۱٬۲۳۴٬۵۶۷", "1,234,567"),
        (12.5, "۱۲٫۵", "12.5"),
        (Decimal("1234.50"), "۱٬۲۳۴٫۵۰", "1,234.50"),
        (-5, "\u200e−۵", "−5"),
    ],
)
def test_numbers_are_written_with_the_languages_own_signs(
    value: int | float | Decimal, persian: str, english: str
) -> None:
    assert localise_number(value, "fa") == persian
    assert localise_number(value, "en") == english


def test_the_language_decides_the_digits() -> None:
    assert digits_for("fa", "گشت 12") == "گشت ۱۲"
    assert digits_for("en", "Patrol ۱۲") == "Patrol 12"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "T-07 به رخداد 1405-001043 اعزام شد؛ 3 دقیقه.",
            "T-07 به رخداد ۱۴۰۵-۰۰۱۰۴۳ اعزام شد؛ ۳ دقیقه.",
        ),
        ("پس از 12.5 ثانیه", "پس از ۱۲٫۵ ثانیه"),
        (
            "آن را ۲ بار با 127.0.0.1 و --port 8001 بیازمایید (EPSG:4326).",
            "آن را ۲ بار با 127.0.0.1 و --port ۸۰۰۱ بیازمایید (EPSG:4326).",
        ),
        ("اولویت 1، 2 و 3", "اولویت ۱، ۲ و ۳"),
        ("گشت 12", "گشت ۱۲"),
        ("در 14:07:09 رسید.", "در ۱۴:۰۷:۰۹ رسید."),
        ("نتیجه: 4.", "نتیجه: ۴."),
    ],
)
def test_numbers_in_a_sentence_change_and_codes_stay(written: str, said: str) -> None:
    assert sentence_digits("fa", written) == said
    assert sentence_digits("en", written) == written


def test_a_number_of_parts_keeps_its_direction_between_persian_words() -> None:
    assert in_persian_text("1405-001043") == "\u2066۱۴۰۵-۰۰۱۰۴۳\u2069"


def test_what_is_counted_is_one_or_many() -> None:
    assert [counted(number, "part", "parts").en for number in (1, 2)] == ["1 part", "2 parts"]
    assert counted(12, "part", "parts").fa == "۱۲"


@pytest.mark.parametrize(
    ("seconds", "en", "fa"),
    [
        (0, "0 s", "۰ ثانیه"),
        (48, "48 s", "۴۸ ثانیه"),
        (168, "2 min 48 s", "۲ دقیقه و ۴۸ ثانیه"),
        (3600, "1 h 0 min", "۱ ساعت و ۰ دقیقه"),
        (-3, "0 s", "۰ ثانیه"),
    ],
)
def test_a_span_is_said_in_minutes_and_seconds(seconds: int, en: str, fa: str) -> None:
    said = lasting(seconds)
    assert (said.en, said.fa) == (en, fa)
