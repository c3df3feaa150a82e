"""Whose pages may open a stream, and where they find it."""

from typing import Any

import pytest
from django.http import HttpRequest

from kalantar.kernel.live.origin import allowing, live_url, page_origin


@pytest.mark.parametrize(
    ("host", "scheme", "pages"),
    [
        ("127.0.0.1:8001", "http", "http://127.0.0.1:8000"),
        ("[::1]:8001", "http", "http://[::1]:8000"),
        ("police.example:81", "http", "http://police.example"),
        ("police.example:444", "https", "https://police.example"),
        ("police.example:no", "http", "null"),
    ],
)
def test_pages_are_one_port_before_their_stream(host: str, scheme: str, pages: str) -> None:
    assert page_origin(host, scheme) == pages


def test_a_page_finds_its_stream_one_port_further() -> None:
    request = HttpRequest()
    request.META["HTTP_HOST"] = "localhost:8000"
    assert live_url(request) == "http://localhost:8001/live/"


def test_a_proxy_may_serve_both_on_one_origin(settings: Any) -> None:
    settings.LIVE_URL = "/live/"
    settings.PAGE_ORIGIN = "https://110.example"
    assert live_url(HttpRequest()) == "/live/"
    assert allowing("https://110.example", "inside:8001", "http")
    assert allowing("http://inside:8000", "inside:8001", "http") is None


def test_a_program_without_an_origin_needs_no_cors() -> None:
    assert allowing(None, "localhost:8001", "http") == []


@pytest.mark.parametrize(
    "origin", ["null", "http://localhost:7000", "http://localhost.example:8000"]
)
def test_other_origins_are_refused(origin: str) -> None:
    if origin == "null":
        assert allowing(origin, "localhost:no", "http") is None
    assert allowing(origin, "localhost:8001", "http") is None
