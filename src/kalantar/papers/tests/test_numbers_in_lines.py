"""A number of several parts reads as it is written: on paper between Persian words, and in a message.

The typesetter orders a line as phones do (Unicode Bidirectional Algorithm), so a message is read on paper.
"""

from pathlib import Path

import pytest

from kalantar.kernel.clock import system_clock
from kalantar.kernel.printing import typeset
from kalantar.kernel.printing.marks import qr
from kalantar.message_templates.placeholders import examples, filled
from kalantar.message_templates.segments import segmented
from kalantar.notices.standard import standard_words
from kalantar.papers.tests.reading import letters

PLAIN, LINE = Path(__file__).with_name("words.typ"), Path(__file__).with_name("line.typ")
NUMBER = "۱۴۰۵-۰۰۰۱-۰۰۰۰۲-۵"  # the example of the templates


def _read(template: Path, body: str) -> str:
    check = {"words": "نشانی", "at": "https://110.example/check/", "code": "ABCD", "mark": qr("x")}
    said = {
        "title": "برگه", "date": "", "from": ["کلانتری"], "check": check, "body": body,
        "pages": "{page}/{pages}",
    }  # fmt: skip
    return letters(typeset(template, said, language="fa", at=system_clock()))


@pytest.mark.parametrize(
    "words", ["پروندهٔ {} بسته شد.", "پیرو پروندهٔ {}، ساعت ۱۰:۳۰ بیایید", "({})"]
)
@pytest.mark.parametrize("number", [NUMBER, "1405-0012-00347-6", "۱۴۰۵-۰۹-۰۷"])
def test_on_paper(words: str, number: str) -> None:
    assert number in _read(PLAIN, words.format(number))


def test_a_span_is_read_the_persian_way() -> None:
    assert "۲۰-۱۰" in _read(PLAIN, "از ۱۰-۲۰ نفر")


PERSIAN = [one for one in standard_words() if one.language == "fa" and "{file_number}" in one.text]


@pytest.mark.parametrize("text", sorted({one.text for one in PERSIAN}))
def test_in_every_message(text: str) -> None:
    assert NUMBER in _read(LINE, filled(text, examples(text, "fa")))


def test_without_its_marks_it_would_be_turned_round() -> None:
    assert NUMBER not in _read(LINE, f"پروندهٔ {NUMBER} در کلانتری")


@pytest.mark.parametrize("text", ["{file_number} در {station} است.", "«{file_number}»: {status}"])
def test_a_message_that_begins_with_a_number_is_still_persian(text: str) -> None:
    said = filled(text, examples(text, "fa"))
    assert said.startswith("\u200f")
    assert NUMBER in _read(LINE, said)


def test_the_marks_are_two_units_of_a_persian_message_and_nothing_of_an_english_one() -> None:
    room = 70 - len(NUMBER) - 2 - 1  # and the one before a message that begins with its number
    for more, parts in ((0, 1), (1, 2)):
        said = filled("{file_number}" + "پ" * (room + more), examples("{file_number}", "fa"))
        assert (segmented(said).encoding, len(segmented(said))) == ("ucs2", parts)
    english = filled("File {file_number}", examples("{file_number}", "en"))
    assert segmented(english).encoding == "gsm7"
