"""The house: which files a capability has, which way imports run, and that the books say the truth."""

import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from kalantar.config import books
from tests.architecture.source import (
    CAPABILITIES,
    PACKAGE,
    ROOT,
    functions,
    length,
    modules,
    views,
    where,
)

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
        for path, node in views()
        if length(node) > 15
    ]
    assert long == []


def test_every_address_of_the_house_is_answered_by_a_view() -> None:
    """So that the length of every view is what the test above has judged."""
    judged = {(path, node.name) for path, node in views()}
    resolved = {
        (Path(inspect.getfile(view)), view.__name__)
        for view in (inspect.unwrap(pattern.callback) for pattern in _addresses(get_resolver()))
        if view.__module__.startswith("kalantar.") and inspect.isfunction(view)
    }
    assert len(resolved) > 50
    assert resolved - judged == set()


def _addresses(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _addresses(one)
        else:
            yield one


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
