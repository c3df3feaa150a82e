"""A browser is known by its everyday name, though each claims to be several."""

import pytest

from kalantar.kernel.text import say_browser

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (f"Mozilla/5.0 (Linux; Android 10; K) {KIT} Chrome/140.0 Mobile Safari/537.36", "Chrome · Android"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
        ("curl/8.9", "curl/8.9"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_browser_is_said_by_its_everyday_name(said: str, known: str) -> None:
    assert say_browser(said) == known
