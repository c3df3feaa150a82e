"""How a text goes over the air: its alphabet, and the segments an operator counts and bills.

GSM 03.38's default alphabet with its extension table (3GPP TS 23.038, 6.2.1): 160 septets alone, 153
in each part of a longer text; any other letter makes it UCS-2: 70 and 67 units. The difference is the
header that joins the parts again (3GPP TS 23.040, 9.2.3.24).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kalantar.message_templates.models import Encoding

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPE = 0x1B
_SEPTETS = {letter: bytes([code]) for code, letter in enumerate(_BASIC) if code != _ESCAPE}
_SEPTETS |= {
    letter: bytes([_ESCAPE, code])
    for letter, code in zip(
        "\f^{}\\[~]|€", b"\x0a\x14\x28\x29\x2f\x3c\x3d\x3e\x40\x65", strict=True
    )
}
ALONE = {Encoding.GSM7: 160, Encoding.UCS2: 70}
IN_PARTS = {Encoding.GSM7: 153, Encoding.UCS2: 67}


@dataclass(frozen=True, slots=True)
class Segmented:
    """A text as it is sent: one part, or several that the phone puts together again."""

    encoding: Encoding
    parts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.parts)

    def payloads(self) -> list[bytes]:
        """Each part's own octets, without the header; septets stand in an octet each, as SMPP has them."""
        if self.encoding is Encoding.UCS2:
            return [part.encode("utf-16-be", "surrogatepass") for part in self.parts]
        return [b"".join(_SEPTETS[letter] for letter in part) for part in self.parts]


def segmented(text: str) -> Segmented:
    """The text in its alphabet and its parts. No letter is cut in two: neither an escaped one nor one
    of two UCS-2 units, so a part may end one short."""
    encoding = Encoding.GSM7 if all(letter in _SEPTETS for letter in text) else Encoding.UCS2
    if sum(_units(text, encoding)) <= ALONE[encoding]:
        return Segmented(encoding, (text,))
    return Segmented(encoding, tuple(_cut(text, encoding)))


def _units(text: str, encoding: Encoding) -> Iterator[int]:
    if encoding is Encoding.GSM7:
        return (len(_SEPTETS[letter]) for letter in text)
    return (2 if ord(letter) > 0xFFFF else 1 for letter in text)


def _cut(text: str, encoding: Encoding) -> Iterator[str]:
    begin, used, room = 0, 0, IN_PARTS[encoding]
    for at, units in enumerate(_units(text, encoding)):
        if used + units > room:
            yield text[begin:at]
            begin, used = at, 0
        used += units
    yield text[begin:]
