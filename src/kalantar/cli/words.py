"""How the command line speaks: one sentence at a time, in the terminal's language."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from kalantar.config.terminal import said
from kalantar.kernel.sentence import Sentence

console = Console(stderr=True, highlight=False)


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
