"""A file number is read out and typed: no slip of one digit, and no two exchanged, gives another file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.cases.numbering import DIGITS, number_of, parse_case_number
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import to_persian_digits

numbers = st.builds(
    number_of, st.integers(1300, 1599), st.integers(1, 9_999), st.integers(1, 99_999)
)


@given(numbers)
def test_a_number_is_read_back_however_it_is_typed(number: str) -> None:
    plain = number.replace("-", "")
    for typed in (
        number,
        plain,
        to_persian_digits(number),
        f" {plain[:4]} {plain[4:]} ",
        plain[:4] + "/" + plain[4:],
    ):
        assert parse_case_number(typed) == number


@given(numbers, st.integers(0, DIGITS - 1), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: str, at: int, by: int) -> None:
    digits = list(number.replace("-", ""))
    digits[at] = str((int(digits[at]) + by) % 10)
    assert _rule("".join(digits)) == "case_number_check_digit_fits"


@given(numbers, st.integers(0, DIGITS - 2))
def test_two_exchanged_digits_are_noticed(number: str, at: int) -> None:
    digits = list(number.replace("-", ""))
    if digits[at] == digits[at + 1]:
        return
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    assert _rule("".join(digits)) == "case_number_check_digit_fits"


def test_case_number_check_digit_fits() -> None:
    assert (
        number_of(1405, 12, 347)
        == "1405-0012-00347-" + parse_case_number(number_of(1405, 12, 347))[-1]
    )


@pytest.mark.parametrize("typed", ["", "1405", "1405-0012-00347", "پرونده", "1405-0012-00347-66"])
def test_case_number_has_its_digits(typed: str) -> None:
    assert _rule(typed) == "case_number_has_its_digits"


def _rule(typed: str) -> str:
    with pytest.raises(Refused) as refused:
        parse_case_number(typed)
    return refused.value.rule.name
