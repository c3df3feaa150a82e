"""A paper says what it was given, letter by letter, and never more pages than it may."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from kalantar.kernel.printing import typeset
from kalantar.kernel.printing.marks import LONGEST, drawing, is_line, qr
from kalantar.kernel.printing.typesetting import MOST_BYTES, MOST_LINES, ROOT
from kalantar.kernel.rules import Refused

PLAIN = Path(__file__).with_name("plain.typ")
NOON = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)
MARKUP = (
    'Cost: #panic("no") $x^2$ *bold* _it_ `raw` @who <here> #read("/config/settings.py")',
    "= no heading // no comment /* nor this */ #pagebreak() #import sys: inputs",
    "- no item, \\ no line end, \\u{41}, ~ and --- and 1. nothing; #{ [ ] } ] } ) \"quoted\" 'so'",
    "</svg><script>alert(1)</script> &amp; %s {0} %(x)s {{ said }}",
)


def _paper(body: str, language: str = "fa", **more: Any) -> bytes:
    check = {"words": "نشانی", "at": "https://110.example/check/", "code": "ABCD", "mark": qr("x")}
    said = {
        "title": "برگه", "date": "", "from": ["کلانتری"], "check": check, "body": body,
        "pages": "{page}/{pages}",
    }  # fmt: skip
    return typeset(PLAIN, said, language=language, at=NOON, **more)


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize("words", MARKUP)
def test_what_looks_like_typesetting_is_only_text(words: str) -> None:
    read = _text(_paper(words, language="en"))
    assert "".join(words.split()) in "".join(read.split())
    assert _pages(_paper(words)) == 1


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Co", "Cn"]), max_size=200))
def test_any_text_at_all_becomes_a_paper(words: str) -> None:
    assert _paper(words).startswith(b"%PDF")


def test_the_same_said_is_the_same_paper_to_the_last_byte() -> None:
    assert _paper("یک") == _paper("یک")
    assert _paper("یک") != _paper("دو")


def test_pages_say_which_of_how_many_in_the_readers_digits() -> None:
    long = "سطر\n" * 100
    assert [mark in _text(_paper(long)) for mark in ("۱/۳", "۲/۳", "۳/۳")] == [True] * 3
    assert "2/3" in _text(_paper(long, language="en"))


def test_paper_has_too_many_pages() -> None:
    assert _pages(_paper("سطر\n" * 100, most=3)) == 3
    for body, most in (
        ("سطر\n" * 100, 2),
        ("x" * MOST_BYTES, 200),
        ("\n" * (MOST_LINES + 1), 200),
    ):
        with pytest.raises(Refused) as refused:
            _paper(body, most=most)
        assert refused.value.rule.name == "paper_has_too_many_pages"
        assert str(most) in refused.value.sentence.en


def test_a_word_without_end_is_broken_before_the_edge() -> None:
    """A run of more than 65,535 bytes would be the typesetter's own fault, too."""
    read = _text(_paper("س" * 50_000 + "\n" + "z" * 70_000, language="en"))
    assert read.count("z") == 70_000


def test_a_fault_of_the_typesetter_is_an_error_and_not_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class PanicException(BaseException):
        pass

    def faulty(*_: Any, **__: Any) -> bytes:
        raise PanicException

    monkeypatch.setattr(typst, "compile", faulty)
    with pytest.raises(RuntimeError, match=r"plain\.typ"):
        _paper("یک")


def test_a_mistake_in_a_template_is_no_refusal(tmp_path: Path) -> None:
    wrong = ROOT / "kernel" / "tests" / "printing" / "wrong.typ"
    with pytest.raises(typst.TypstError):
        typeset(wrong, {}, language="fa", at=NOON)


def test_no_template_asks_for_anything_outside_of_the_house() -> None:
    """Such as ``@preview/…``, which the typesetter would fetch."""
    templates = list(ROOT.rglob("*.typ"))
    assert len(templates) > 1
    for template in templates:
        for line in template.read_text(encoding="utf-8").splitlines():
            if line.lstrip().startswith(("#import", "#include")):
                assert '"/' in line, f"{template}: {line}"


def test_persian_letters_are_joined_and_kept_apart_as_written() -> None:
    """By the glyphs of the font that was put in: none of another font, none missing."""
    pdf = _paper("می‌خواهم کتاب‌هایم را، «نامهٔ» ۱۲۳؛ بخوانم؟")
    assert b"Vazirmatn" in pdf
    assert b"Libertinus" not in pdf


def test_a_line_drawn_by_hand_is_nothing_else() -> None:
    assert is_line("M1 2L30 40L500 999M7 7")
    for wrong in (
        "",
        "M1 2Z",
        'M1 2"/><script>',
        "M1.5 2",
        "M1 2L3 4\n",
        "M12345 1",
        "M1 2L",
        "m1 2",
    ):
        assert not is_line(wrong)
        assert drawing(wrong) == ""
    assert not is_line("M1 2" + "L3 4" * LONGEST)
    assert drawing("M1 2L3 4").count('"M1 2L3 4"') == 1
