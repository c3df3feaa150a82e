"""A template and data become a PDF, in this process and without a network (ADR 0046).

Data is never pasted into the template's source: it comes as JSON, of which every text is a value.
"""

import json
import os
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from kalantar.kernel.printing.marks import Picture
from kalantar.kernel.rules import input_rule

ROOT = Path(__file__).resolve().parents[2]  # what a template may import from: the package itself
NOWHERE = str(
    ROOT / "no-packages"
)  # where there is nothing, so that nothing is looked for elsewhere
MOST_PAGES = 200
MOST_BYTES = (
    600_000  # of data: what is more is not begun, so that none takes more than some seconds
)
MOST_LINES = 10_000
TOO_MANY = "too many pages"  # what paper.typ says
LONGEST_WORD = 80  # letters; what goes on is broken there, or it would run off the paper
_LONG_WORD = re.compile(rf"(\S{{{LONGEST_WORD}}})(?=\S)")

paper_has_too_many_pages = input_rule(
    "paper_has_too_many_pages",
    en="This would be a paper of more than {most} pages.",
    fa="این برگه بیش از {most} صفحه می‌شود.",
    do_en="Say less, or print it in parts.",
    do_fa="متن را کوتاه‌تر کنید یا در چند بخش چاپ کنید.",
)


def typeset(
    template: Path, said: Mapping[str, Any], *, language: str, at: datetime, most: int = MOST_PAGES
) -> bytes:
    """The paper as a PDF. ``said`` is what the template shows; ``at`` stands in it as its date.

    Refused where it would have more than ``most`` pages.
    """
    _threads.begin()
    given = {"said": _broken(said), "language": language, "most": most}
    whole = json.dumps(given, ensure_ascii=False)
    if len(whole.encode()) > MOST_BYTES or whole.count("\\n") > MOST_LINES:
        raise paper_has_too_many_pages.refuse(most=most)
    try:
        made = typst.compile(
            str(template),
            root=str(ROOT),
            font_paths=_fonts(),
            sys_inputs={"data": whole},
            timestamp=int(at.timestamp()),
            package_path=NOWHERE,
            package_cache_path=NOWHERE,
        )
    except typst.TypstError as error:
        if TOO_MANY in str(error):
            raise paper_has_too_many_pages.refuse(most=most) from None
        raise
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # of the typesetter; it is no Exception
            raise
        raise RuntimeError(f"{template.name} could not be typeset") from fault
    assert isinstance(made, bytes)
    return made


class _Threads:
    """The typesetter keeps threads from its first paper on. A fork made after that has none of them, and would
    wait for them for ever, with its transaction open; so it is told at once."""

    def __init__(self) -> None:
        self._begun = self._lost = False
        os.register_at_fork(after_in_child=self._forked)

    def begin(self) -> None:
        if self._lost:
            raise RuntimeError("this process was forked from one that had typeset: typeset apart")
        self._begun = True

    def _forked(self) -> None:
        self._lost = self._begun


_threads = _Threads()


def _broken(said: Any) -> Any:
    """The same, with a place to break in every word that has none for too long. Pictures stay."""
    if isinstance(said, Mapping):
        return {name: _broken(value) for name, value in said.items()}
    if isinstance(said, list | tuple):
        return [_broken(value) for value in said]
    if isinstance(said, str) and not isinstance(said, Picture):
        return _LONG_WORD.sub("\\1\u200b", said)
    return said


@cache
def _fonts() -> typst.Fonts:
    """Ours and those inside the typesetter, never the machine's: a paper looks the same everywhere."""
    ours = Path(settings.NODE_MODULES) / "vazirmatn" / "fonts" / "ttf"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[ours])
