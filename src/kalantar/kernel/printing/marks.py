"""What of a paper is drawn and not written: a QR code, and a signature made by hand. Both as SVG."""

import re

import segno

SIDE = 1_000  # a drawn line lives in a square of so many units
LONGEST = 20_000  # characters of a drawn line
_LINE = re.compile(r"(?:M\d{1,4} \d{1,4}(?:L\d{1,4} \d{1,4})*)+")


class Picture(str):
    """An SVG, which is drawn as it is."""


def qr(text: str) -> Picture:
    """A code that is still read where a fifth of it is stained or folded."""
    return Picture(segno.make(text, error="q", micro=False).svg_inline(border=0, omitsize=True))


def is_line(path: str) -> bool:
    """Whether it is a line as our pages draw it, and nothing else: moves and strokes to whole points."""
    return len(path) <= LONGEST and bool(_LINE.fullmatch(path))


def drawing(path: str) -> Picture:
    """The line as a picture of its own; empty for what is no line."""
    if not is_line(path):
        return Picture()
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE // 4}">'
        f'<path d="{path}" fill="none" stroke="#000" stroke-width="6"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
