"""``check``, ``test`` and ``books``: is what the code promises true?"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated

import typer

from kalantar.cli.parts import install_npm_packages
from kalantar.cli.words import console, tell
from kalantar.config.settings import HOME, ROOT
from kalantar.kernel.sentence import Sentence

TOGETHER = 2  # checks that run at the same time
MOST_PROCESSES = 4  # of a test run: each has a PostgreSQL and a Chromium
CHECKS = {
    "types": ["mypy", f"--cache-dir={HOME / 'mypy'}", "src", "tests", "bench"],
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "imports": ["lint-imports", "--no-cache"],
    "architecture": ["pytest", "-q", "tests/architecture"],
    "books": ["python", "-m", "kalantar", "books", "--check"],
    "words": ["python", "-m", "kalantar", "messages", "--check"],
}


def check() -> None:
    """The fast part, under a minute: format, lint, imports, architecture, types, generated books.

    Example: ./kalantar check
    """
    if not _checks_pass():
        raise typer.Exit(1)


def test(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Only these files, folders or tests; without, all.")
    ] = None,  # noqa: PT028 (a command, not a test)
    together: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="So many processes, each with a database and a browser of its own;"
            " without, one a core for all tests and one for some.",
        ),
    ] = None,  # noqa: PT028
) -> None:
    """Everything: what `check` does, then every test, with a real database and a real browser.

    Example: ./kalantar test src/kalantar/kernel
    """
    install_npm_packages()
    passed = bool(paths) or _checks_pass()
    processes = together or (1 if paths else min(os.cpu_count() or 1, MOST_PROCESSES))
    beside = [f"--numprocesses={processes}"] if processes > 1 else []
    tests = subprocess.run(
        [sys.executable, "-m", "pytest", *beside, *(paths or [])],
        cwd=ROOT, env=_environment(), check=False,
    )  # fmt: skip
    raise typer.Exit(tests.returncode or not passed)


def books(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a book is out of date.")
    ] = False,
) -> None:
    """Write docs/rules.md, events.md and lifecycles.md from the code.

    Example: ./kalantar books --check
    """
    import django

    from kalantar.config import books

    django.setup()
    if not check:
        books.write()
        return
    if stale := books.out_of_date():
        tell(
            Sentence(
                en="Out of date: {files}. Run ./kalantar books and commit what it writes.",
                fa="به‌روز نیست: {files}. ./kalantar books را اجرا و نتیجه را ثبت کنید.",
            ).format(files=", ".join(str(file.relative_to(ROOT)) for file in stale))
        )
        raise typer.Exit(1)


def _checks_pass() -> bool:
    with ThreadPoolExecutor(TOGETHER) as pool:
        return all(list(pool.map(_passes, CHECKS, CHECKS.values())))


def _passes(name: str, words: Sequence[str]) -> bool:
    begun = time.monotonic()
    done = subprocess.run(
        [str(Path(sys.executable).with_name(words[0])), *words[1:]],
        cwd=ROOT,
        env=_environment() | {"NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    mark = "[red]✗[/]" if done.returncode else "[green]✓[/]"
    console.print(f"{mark} {name} [dim]{time.monotonic() - begun:.1f} s[/]")
    if done.returncode:
        console.print(done.stdout, markup=False, soft_wrap=True)
    return done.returncode == 0


def _environment() -> dict[str, str]:
    """Ours without the settings: the tests name theirs."""
    return {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
