"""What the READMEs and docs point at is there, and they name every setting there is."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "bench/README.md",
]
SETTING = re.compile(r"\bKALANTAR_[A-Z_]+\b")
NOT_FOR_PEOPLE = {"KALANTAR_DEMO"}  # the demo says it to its own processes
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    named = LINK.findall(page.read_text(encoding="utf-8"))
    missing = [link for link in named if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", ["README.md", "README.fa.md"])
def test_every_setting_is_named(page: str) -> None:
    code = [path for path in PACKAGE.rglob("*.py") if "tests" not in path.parts]
    read = {
        name
        for path in (*code, ROOT / "kalantar")
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }
    named = set(SETTING.findall((ROOT / page).read_text(encoding="utf-8")))
    assert read - NOT_FOR_PEOPLE - named == set()
    assert named - read == set()


def test_the_drawing_of_the_house_is_the_order_that_is_kept() -> None:
    """The table of docs/architecture.md, from the top down, equals the layers of the import contract."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [
        one
        for one in told["tool"]["importlinter"]["contracts"]
        if one["containers"] == ["kalantar"]
    ]
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?`) \| ", page, re.MULTILINE)
    drawn = [set(re.findall(r"`(\w+)`", row)) for row in rows]
    assert drawn == [set(layer.split(" | ")) for layer in contract["layers"]]
