"""A PDF as it looks: the letters of each page by where they stand, lines from above, left to right.

So Latin letters and codes read as they are printed, also inside a line of Persian.
"""

import unicodedata

import pypdfium2
from pypdfium2 import raw

LINES_APART = 3  # points, at least, between the middles of two lines


def letters(pdf: bytes) -> str:
    return "".join(pages(pdf))


def pages(pdf: bytes) -> list[str]:
    return [_seen(page.get_textpage()) for page in pypdfium2.PdfDocument(pdf)]


def _seen(page: pypdfium2.PdfTextPage) -> str:
    """Marks that are not seen are left out; what is drawn over two letters still stands in their line."""
    placed = []
    for number in range(page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(page, number))
        left, bottom, _right, top = page.get_charbox(number, loose=True)
        if letter.strip() and unicodedata.category(letter) != "Cf":
            placed.append((-(bottom + top) / 2, left, letter))
    placed.sort()
    line, lines = 0, []
    for at, (middle, left, letter) in enumerate(placed):
        line += at > 0 and middle - placed[at - 1][0] > LINES_APART
        lines.append((line, left, letter))
    return "".join(letter for _, _, letter in sorted(lines))
