"""What of a paper is drawn and not written: a QR code, and a signature made by hand. Both as SVG."""

import re

import segno

SIDE = 1_000  # a drawn line lives in a square of so many units
LONGEST = 20_000  # characters of a drawn line
_LINE = re.compile(r"(?:M\d{1,4} \d{1,4}(?:L\d{1,4} \d{1,4})*)+")


def qr(text: str) -> str:
    """A code that is still read where a fifth of it is stained or folded."""
    return segno.make(text, error="q", micro=False).svg_inline(border=0, omitsize=True)


def is_line(path: str) -> bool:
    """Whether it is a line as our pages draw it, and nothing else: moves and strokes to whole points."""
    return len(path) <= LONGEST and bool(_LINE.fullmatch(path))


def drawing(path: str) -> str:
    """The line as a picture of its own; empty for what is no line."""
    if not is_line(path):
        return ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE // 4}">'
        f'<path d="{path}" fill="none" stroke="#000" stroke-width="6"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
