"""What a picture is by its content, without all that stands beside it; and how it is parted to be sealed.

JPEG: ITU-T T.81 annex B (segments), with the JFIF and Adobe segments that say how colours are written.
PNG: W3C PNG, 5 (chunks); the critical ones and the transparency are kept.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator

from kalantar.scene_photos.models import PhotoKind

PIECE = 48 * 1024  # bytes: 64 KB once written as text
MEDIA: dict[str, str] = {PhotoKind.JPEG: "image/jpeg", PhotoKind.PNG: "image/png"}
_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_SOS, _EOI = 0xDA, b"\xff\xd9"
_APP0, _APP14, _APP15, _COM = 0xE0, 0xEE, 0xEF, 0xFE
_ALONE = (0x01, *range(0xD0, 0xD9))  # markers without a length
_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")


def only_the_picture(content: bytes) -> tuple[PhotoKind, bytes] | None:
    """What it is, and what of it is kept; None where it is neither a JPEG nor a PNG that is whole."""
    if content.startswith(_JPEG):
        kept = _jpeg(content)
        return (PhotoKind.JPEG, kept) if kept else None
    if content.startswith(_PNG):
        kept = _png(content)
        return (PhotoKind.PNG, kept) if kept else None
    return None


def _jpeg(content: bytes) -> bytes | None:
    """Segment by segment to the scan; from there all to the first end of image, where a second picture or
    anything else might follow."""
    kept, at = [_JPEG], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:  # filling
            at += 1 if marker == 0xFF else 2
            continue
        ends = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if ends < at + 4 or ends > len(content):
            return None
        if marker == _SOS:
            over = content.find(_EOI, ends)
            return b"".join([*kept, content[at : over + 2]]) if over >= 0 else None
        if _says_how(marker, content[at + 4 : ends]):
            kept.append(content[at:ends])
        at = ends
    return None


def _says_how(marker: int, said: bytes) -> bool:
    """Whether the segment is needed to draw it; all others of cameras and programs are not."""
    if marker == _APP0:
        return (
            said.startswith(b"JFIF\0") and len(said) == 14
        )  # without the small picture it may hold
    if marker == _APP14:
        return said.startswith(b"Adobe")
    return marker != _COM and not _APP0 <= marker <= _APP15


def _png(content: bytes) -> bytes | None:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(content):
        ends = at + 12 + int.from_bytes(content[at : at + 4])
        name = content[at + 4 : at + 8]
        if ends > len(content):
            return None
        if name in _CHUNKS:
            kept.append(content[at:ends])
        if name == b"IEND":
            return b"".join(kept)
        at = ends
    return None


def parted(content: bytes) -> Iterator[str]:
    for at in range(0, len(content), PIECE):
        yield b64encode(content[at : at + PIECE]).decode()


def joined(pieces: Iterable[str]) -> bytes:
    return b"".join(map(b64decode, pieces))
