"""What the READMEs and docs point at is there."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "bench/README.md",
]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    named = LINK.findall(page.read_text(encoding="utf-8"))
    missing = [link for link in named if not (page.parent / link).exists()]
    assert missing == []
