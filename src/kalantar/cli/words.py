"""How the command line speaks: one sentence at a time, in the terminal's language."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from kalantar.kernel.sentence import Sentence

console = Console(stderr=True, highlight=False)


def language() -> str:
    """KALANTAR_LANGUAGE, else the terminal's locale: ``fa`` or ``en``."""
    for name in ("KALANTAR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if given := os.environ.get(name):
            return "fa" if given.startswith("fa") else "en"
    return "en"


def said(sentence: Sentence) -> str:
    return sentence.fa if language() == "fa" else sentence.en


def tell(sentence: Sentence, style: str | None = None) -> None:
    console.print(said(sentence), style=style, markup=False, soft_wrap=True)


@contextmanager
def step(en: str, fa: str) -> Iterator[None]:
    """A piece of work with its name, shown while it runs and ticked off with its seconds."""
    name = said(Sentence(en=en, fa=fa))
    begun = time.monotonic()
    if not console.is_terminal:
        console.print(f"  {name} …", markup=False, soft_wrap=True)
        yield
        return
    with console.status(name):
        yield
    console.print(f"[green]✓[/] {name} [dim]{time.monotonic() - begun:.1f} s[/]")
