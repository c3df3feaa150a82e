"""What a file is by its first bytes, and how its content is parted to be sealed."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator

from kalantar.documents.models import DocumentKind

PIECE = 48 * 1024  # bytes: 64 KB once written as text
_BEGINS = {
    DocumentKind.PDF: b"%PDF-",
    DocumentKind.JPEG: b"\xff\xd8\xff",
    DocumentKind.PNG: b"\x89PNG\r\n\x1a\n",
}
MEDIA: dict[str, str] = {
    DocumentKind.PDF: "application/pdf", DocumentKind.JPEG: "image/jpeg",
    DocumentKind.PNG: "image/png",
}  # fmt: skip


def kind_of(content: bytes) -> DocumentKind | None:
    return next((kind for kind, begin in _BEGINS.items() if content.startswith(begin)), None)


def parted(content: bytes) -> Iterator[str]:
    for at in range(0, len(content), PIECE):
        yield b64encode(content[at : at + PIECE]).decode()


def joined(pieces: Iterable[str]) -> bytes:
    return b"".join(map(b64decode, pieces))
