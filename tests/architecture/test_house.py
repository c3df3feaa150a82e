"""The house: which files a capability has, which way imports run, and that the books say the truth."""

import subprocess
import sys
from pathlib import Path

import pytest

from kalantar.config import books
from tests.architecture.source import CAPABILITIES, PACKAGE, ROOT, functions, length, modules, where

NEVER = {"utils", "helpers", "services", "managers", "signals", "common"}


def test_imports_run_one_way() -> None:
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_no_file_has_a_name_that_says_nothing() -> None:
    named = [path for path in PACKAGE.rglob("*") if path.stem in NEVER]
    assert named == []


@pytest.mark.parametrize("capability", CAPABILITIES, ids=lambda path: path.name)
def test_a_capability_says_what_it_is_in_sixty_lines(capability: Path) -> None:
    readme = capability / "README.md"
    assert readme.exists()
    assert 3 <= len(readme.read_text(encoding="utf-8").splitlines()) <= 60


def test_no_model_overrides_save() -> None:
    overriding = [
        str(path)
        for path in modules()
        if path.name == "models.py" and "def save(" in path.read_text(encoding="utf-8")
    ]
    assert overriding == []


def test_a_view_is_at_most_fifteen_lines() -> None:
    long = [
        f"{where(path, node)} {node.name}: {length(node)}"
        for path in modules()
        if path.name == "views.py"
        for node in functions(path)
        if length(node) > 15
    ]
    assert long == []


def test_an_action_is_at_most_forty_lines() -> None:
    long = [
        f"{where(path, node)} {node.name}: {length(node)}"
        for path in modules()
        if path.name == "actions.py"
        for node in functions(path)
        if length(node) > 40
    ]
    assert long == []


def test_the_books_say_what_the_code_says() -> None:
    assert books.out_of_date() == []
