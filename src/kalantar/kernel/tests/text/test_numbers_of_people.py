"""National IDs and phone numbers: what was typed is kept in one form or refused in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.rules import Refused
from kalantar.kernel.text import (
    national_id_check_digit,
    national_id_check_digit_fits,
    national_id_has_ten_digits,
    parse_national_id,
    parse_phone,
    phone_number_is_possible,
    phone_number_is_understood,
    say_phone,
    to_persian_digits,
)

nine_digits = st.text(alphabet="0123456789", min_size=9, max_size=9)


def test_the_published_example_fits() -> None:
    """The worked example of computerteacher.ir/blog/national-identification-number."""
    assert national_id_check_digit("093283381") == 0


@given(nine_digits)
def test_exactly_one_check_digit_fits(nine: str) -> None:
    fitting = [digit for digit in "0123456789" if _accepted(nine + digit)]
    check = str(national_id_check_digit(nine))
    assert fitting == ([] if set(nine) == {check} else [check])


@given(nine_digits, st.integers(0, 8), st.integers(1, 9))
def test_one_mistyped_digit_is_noticed(nine: str, place: int, by: int) -> None:
    mistyped = nine[:place] + str((int(nine[place]) + by) % 10) + nine[place + 1 :]
    one, other = national_id_check_digit(nine), national_id_check_digit(mistyped)
    # Remainders 10 and 1 share the digit 1: the scheme's own blind spot.
    assert one != other or one == 1


@pytest.mark.parametrize("typed", ["0012345679", "۰۰۱۲۳۴۵۶۷۹", "001-234567-9", " 0012345679\u200f"])
def test_a_national_id_is_kept_as_ten_latin_digits(typed: str) -> None:
    assert parse_national_id(typed) == "0012345679"
    assert parse_national_id(to_persian_digits(typed)) == "0012345679"


@pytest.mark.parametrize("typed", ["", "12345679", "00123456790", "001234567a", "کد ملی"])
def test_national_id_has_ten_digits(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_national_id(typed)
    assert refused.value.rule is national_id_has_ten_digits


@pytest.mark.parametrize("typed", ["0012345678", "1111111111", "0000000000", "9999999999"])
def test_national_id_check_digit_fits(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_national_id(typed)
    assert refused.value.rule is national_id_check_digit_fits


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("09123456789", "+989123456789"),
        ("۰۹۱۲ ۳۴۵ ۶۷۸۹", "+989123456789"),
        ("٠٩١٢٣٤٥٦٧٨٩", "+989123456789"),
        ("9123456789", "+989123456789"),
        ("00989123456789", "+989123456789"),
        ("+98 912 345 6789", "+989123456789"),
        ("(021) 8877-6655", "+982188776655"),
        ("\u200e021 8877 6655", "+982188776655"),
        ("+1 415 553 0123", "+14155530123"),
        ("+358 9 1234567", "+35891234567"),
    ],
)
def test_a_phone_number_is_kept_as_e164(typed: str, kept: str) -> None:
    assert parse_phone(typed, "IR") == kept
    assert parse_phone(kept, "IR") == kept


@pytest.mark.parametrize("typed", ["", "تلفن", "-", "abc"])
def test_phone_number_is_understood(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_phone(typed, "IR")
    assert refused.value.rule is phone_number_is_understood


@pytest.mark.parametrize("typed", ["88776655", "091234567890123", "+1 415 55"])
def test_phone_number_is_possible(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_phone(typed, "IR")
    assert refused.value.rule is phone_number_is_possible


@pytest.mark.parametrize(
    ("kept", "language", "said"),
    [
        ("+989123456789", "fa", "۰۹۱۲ ۳۴۵ ۶۷۸۹"),
        ("+989123456789", "en", "0912 345 6789"),
        ("+982188776655", "fa", "۰۲۱ ۸۸۷۷ ۶۶۵۵"),
        ("+14155530123", "en", "+1 415-553-0123"),
        ("", "fa", ""),
    ],
)
def test_a_phone_number_is_said_as_its_country_writes_it(
    kept: str, language: str, said: str
) -> None:
    assert say_phone(kept, language, region="IR") == said


def _accepted(text: str) -> bool:
    try:
        return parse_national_id(text) == text
    except Refused:
        return False
