"""Nothing on a page stands inline, and the policy says that nothing may."""

import re
from pathlib import Path

import pytest
from django.test import Client

SOURCES = Path(__file__).parents[3]
INLINE = re.compile(
    r"<script(?![^>]*\b(?:src|type=\"application/json\"))|<style|\sstyle=|\son[a-z]+=\"",
    re.IGNORECASE,
)


def test_no_template_holds_a_script_or_a_style() -> None:
    found = [
        str(path.relative_to(SOURCES))
        for path in SOURCES.glob("**/templates/**/*.html")
        if INLINE.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.django_db
def test_a_page_may_load_only_from_here(client: Client) -> None:
    policy = client.get("/account/sign-in/", headers={"host": "localhost:8000"}).headers[
        "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "connect-src 'self' http://localhost:8001/live/" in policy
    assert "unsafe" not in policy
