"""``lock``: write the lock files anew from pyproject.toml and package.json."""

import subprocess
from typing import Annotated

import typer

from kalantar.cli.parts import npm
from kalantar.cli.words import step
from kalantar.config.settings import ROOT

COMPILE = [
    "uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.12",
    "--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate",
]  # fmt: skip
LOCKS = {
    "run": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group=dev", "--constraints=requirements/run.txt"],
    "demo": ["--group=demo", "--no-deps"],
    "install": ["--group=install"],
}


def lock(
    upgrade: Annotated[
        bool, typer.Option("--upgrade", help="Take the newest versions, not the locked ones.")
    ] = False,
) -> None:
    """Write requirements/*.txt and package-lock.json, with hashes and without download addresses.

    Example: ./kalantar lock --upgrade
    """
    for name, sources in LOCKS.items():
        with step(f"requirements/{name}.txt", f"requirements/{name}.txt"):
            more = ["--upgrade"] if upgrade else []
            output = f"--output-file=requirements/{name}.txt"
            subprocess.run([*COMPILE, *sources, output, *more], cwd=ROOT, check=True)
    with step("package-lock.json", "package-lock.json"):
        npm(
            "update" if upgrade else "install",
            "--package-lock-only",
            "--ignore-scripts",
            "--omit-lockfile-registry-resolved",
            "--no-audit",
            "--no-fund",
        )
