"""What stands in the places of a template: people's words turn nothing round, our marks stay."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.text.digits import in_persian_message
from kalantar.message_templates.placeholders import LONGEST_VALUE, is_plain_value, plain_value

TURNS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(st.sampled_from(TURNS + "آب ۱۲-a{}\n\u200c"), max_size=90))
def test_what_people_wrote_turns_nothing_round_and_fits_with_its_marks(text: str) -> None:
    value = plain_value(text)
    assert not set(value) & set(TURNS)
    assert is_plain_value(value)
    assert is_plain_value(in_persian_message(value))


@pytest.mark.parametrize("wrong", [*TURNS[2:], "{", "\n"])
def test_no_value_has_another_mark(wrong: str) -> None:
    assert not is_plain_value(f"۱۴۰۵{wrong}-۹")


def test_a_value_is_as_long_as_it_is_read() -> None:
    number = "۱-" * (LONGEST_VALUE // 2 - 1) + "۱"
    assert len(in_persian_message(number)) == len(number) + 2
    assert is_plain_value(in_persian_message("۱" + number))
    assert not is_plain_value("ب" * (LONGEST_VALUE + 1))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("۱۴۰۵-۰۰۱۲-۰۰۳۴۷-۶", "\u200e۱۴۰۵-۰۰۱۲-۰۰۳۴۷-۶\u200f"),
        ("کلانتری ۱۱۰-۲ تهران", "کلانتری \u200e۱۱۰-۲\u200f تهران"),
        ("کلانتری ۱۱۰", "کلانتری ۱۱۰"),
        ("۱۴۰۵/۰۹/۰۷", "۱۴۰۵/۰۹/۰۷"),
    ],
)
def test_numbers_of_several_parts_are_marked(text: str, marked: str) -> None:
    assert in_persian_message(text) == marked
    assert {unicodedata.category(one) for one in set(marked) - set(text)} <= {"Cf"}
