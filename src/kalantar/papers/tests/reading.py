"""A PDF as it looks: the letters of each page by where they stand, lines from above, left to right.

So Latin letters and codes read as they are printed, also inside a line of Persian.
"""

import pypdfium2
from pypdfium2 import raw


def letters(pdf: bytes) -> str:
    return "".join(pages(pdf))


def pages(pdf: bytes) -> list[str]:
    return [_seen(page.get_textpage()) for page in pypdfium2.PdfDocument(pdf)]


def _seen(page: pypdfium2.PdfTextPage) -> str:
    placed = []
    for number in range(page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(page, number))
        left, bottom, _right, _top = page.get_charbox(number, loose=True)
        if letter.strip():
            placed.append((-round(bottom), left, letter))
    return "".join(letter for _, _, letter in sorted(placed))
