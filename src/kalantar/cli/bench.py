"""``bench``: how fast, beside the floor measured in the same run."""

import subprocess
import sys
from typing import Annotated

import typer

from kalantar.cli.parts import install_npm_packages
from kalantar.cli.ready import database
from kalantar.cli.words import tell
from kalantar.config.processes.interrupts import signals_as_interrupt
from kalantar.config.settings import ROOT
from kalantar.kernel.sentence import Sentence

FOLDER = ROOT / "bench"


def bench(
    name: Annotated[
        str, typer.Argument(help="Which one; bench/README.md says what each measures.")
    ],
    words: Annotated[list[str] | None, typer.Argument(help="Passed on to it.")] = None,
) -> None:
    """Measure: goal, floor and ratio.

    Example: ./kalantar bench dispatch
    """
    known = sorted(file.stem for file in FOLDER.glob("[a-z]*.py"))
    if name not in known:
        tell(
            Sentence(
                en="There is no bench “{name}”. There are: {known}.",
                fa="سنجهٔ «{name}» وجود ندارد. سنجه‌های موجود: {known}.",
            ).format(name=name, known=", ".join(known))
        )
        raise typer.Exit(2)
    install_npm_packages()
    with signals_as_interrupt(), database():
        done = subprocess.run(
            [sys.executable, "-m", f"bench.{name}", *(words or [])], cwd=ROOT, check=False
        )
    raise typer.Exit(done.returncode)
