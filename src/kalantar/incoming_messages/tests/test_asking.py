"""A question after a file is understood however it is written, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.incoming_messages.asking import number_asked
from kalantar.incoming_messages.meanings import Meaning, meaning

NUMBER = "14050012003476"
SCRIPTS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("وضعیت ۱۲۳۴", "1234"),
        ("status 1405-0012-00347-6", NUMBER),
        ("وضعيت ١٤٠٥-٠٠١٢-٠٠٣٤٧-٦", NUMBER),
        ("وضعیّت پروندهٔ شمارهٔ ۱۴۰۵/۰۰۱۲/۰۰۳۴۷/۶ چیست؟", NUMBER),
        ("وضعیتِ پرونده‌ام: ۱۴۰۵ ۰۰۱۲ ۰۰۳۴۷ ۶", NUMBER),
        ("پیگیری ۳۴۷", "347"),
        ("1234 STATUS", "1234"),
        ("What is the status of my file no. 1405.0012.00347.6?", NUMBER),
        ("۱۴۰۵۰۰۱۲۰۰۳۴۷۶", NUMBER),
        ("status", ""),
        ("وضعیت", ""),
    ],
)
def test_a_question_after_a_file(text: str, digits: str) -> None:
    assert number_asked(text) == digits
    assert meaning(text) == Meaning.STATUS


@pytest.mark.parametrize(
    "text",
    ["", "1234", "123456789012345", "لغو وضعیت", "پرونده ۱۲۳۴", "وضعیت همسایه‌ها بد است",
     "my status is none of your business", "وضعیت رضا ۱۲۳۴"],
)  # fmt: skip
def test_what_is_for_a_person_to_read(text: str) -> None:
    assert number_asked(text) is None
    assert meaning(text) == Meaning.OTHER


@given(
    digits=st.text("0123456789", min_size=1, max_size=20),
    script=st.sampled_from(SCRIPTS),
    between=st.lists(st.sampled_from(["", " ", "-", "/", "‌", "_", ".", "–", "\n", "\u2067"]), min_size=20, max_size=20),
    word=st.sampled_from(["status", "STATUS:", "وضعیت", "وضعيت", "وضـعیت ", "پیگیری:", "پیگيری"]),
    last=st.booleans(),
)  # fmt: skip
def test_digits_are_the_same_in_any_script_and_however_parted(
    digits: str, script: str, between: list[str], word: str, last: bool
) -> None:
    spoken = digits.translate(str.maketrans(SCRIPTS[0], script))
    written = "".join(sign + parted for sign, parted in zip(spoken, between, strict=False))
    assert number_asked(f"{written} {word}" if last else f"{word} {written}") == digits


@given(st.text(max_size=200))
def test_any_text_is_either_digits_or_no_question(text: str) -> None:
    asked = number_asked(text)
    assert asked is None or asked == "" or (asked.isascii() and asked.isdecimal())
