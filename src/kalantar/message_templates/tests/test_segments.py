"""Segments as 3GPP TS 23.038 and 23.040 count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.message_templates.models import Encoding
from kalantar.message_templates.segments import IN_PARTS, segmented

LATIN = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà"
ESCAPED = "\f^{}\\[~]|€"


@pytest.mark.parametrize(
    ("text", "encoding", "parts"),
    [
        ("", "gsm7", 1),
        ("a" * 160, "gsm7", 1),
        ("a" * 161, "gsm7", 2),
        ("a" * 306, "gsm7", 2),
        ("a" * 307, "gsm7", 3),
        ("€" * 80, "gsm7", 1),
        ("€" * 81, "gsm7", 2),
        ("a" * 152 + "€" * 77, "gsm7", 3),  # no escaped letter is cut in two
        ("پ" * 70, "ucs2", 1),
        ("پ" * 71, "ucs2", 2),
        ("پ" * 134, "ucs2", 2),
        ("پ" * 135, "ucs2", 3),
        ("😀" * 35, "ucs2", 1),
        ("پ" * 66 + "😀" + "پ" * 66, "ucs2", 3),  # nor one of two units
        ("a" * 69 + "ی", "ucs2", 1),
        ("`", "ucs2", 1),
    ],
)
def test_what_an_operator_counts(text: str, encoding: str, parts: int) -> None:
    cut = segmented(text)
    assert (cut.encoding, len(cut)) == (encoding, parts)


def test_the_default_alphabet_is_the_standards() -> None:
    """A few of its codes, read off the table by hand."""
    [said] = segmented("@Δ_ÆÉ aä§à€[").payloads()
    assert said == bytes([0, 16, 17, 28, 31, 32, 97, 123, 95, 127, 27, 0x65, 27, 0x3C])


@given(st.text(alphabet=LATIN + ESCAPED, max_size=700))
def test_latin_parts_are_whole_and_fit(text: str) -> None:
    cut = segmented(text)
    assert cut.encoding is Encoding.GSM7
    assert "".join(cut.parts) == text
    room = 160 if len(cut) == 1 else IN_PARTS[Encoding.GSM7]
    assert all(len(payload) <= room and not payload.endswith(b"\x1b") for payload in cut.payloads())


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_parts_are_whole_and_fit(text: str) -> None:
    cut = segmented(text)
    assert "".join(cut.parts) == text
    if cut.encoding is Encoding.UCS2:
        room = 140 if len(cut) == 1 else 2 * IN_PARTS[Encoding.UCS2]
        assert all(len(payload) <= room for payload in cut.payloads())
        assert "".join(payload.decode("utf-16-be") for payload in cut.payloads()) == text


@given(st.text(max_size=300), st.text(max_size=10))
def test_a_longer_text_never_has_fewer_parts_in_the_same_alphabet(text: str, more: str) -> None:
    shorter, longer = segmented(text), segmented(text + more)
    if shorter.encoding is longer.encoding:
        assert len(longer) >= len(shorter)
