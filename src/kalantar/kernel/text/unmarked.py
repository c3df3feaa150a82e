"""Texts in templates that nobody marked for translation: a reader of the other language meets them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

# A language is named in itself everywhere; a block named …_class fills an attribute.
_MARKED = re.compile(
    r"فارسی|English|\{% *block \w*class *%\}.*?\{% *endblock\b.*?%\}|"
    r"\{#.*?#\}|\{% *comment\b.*?\{% *endcomment *%\}"
    r"|\{% *blocktrans(?:late)?\b.*?\{% *endblocktrans(?:late)? *%\}|\{[{%].*?[%}]\}",
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-zآ-ی]{3,}")
_SPOKEN = frozenset({"alt", "title", "placeholder", "aria-label", "aria-description", "label"})
_NOT_PROSE = frozenset({"script", "style", "code", "kbd", "samp"})


def unmarked(template: str) -> Iterator[str]:
    """Each such text of a template's source; what says its own language by ``lang`` is meant."""
    reader = _Reader()
    reader.feed(_MARKED.sub("", template))
    reader.close()
    yield from reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent: str | None = None  # the innermost element whose text is not for translating

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        spoken = (value or "" for name, value in attrs if name in _SPOKEN)
        self.found += [value for value in spoken if _WORD.search(value)]
        # The page's own <html lang> says nothing about one text.
        if tag in _NOT_PROSE or (given.get("lang") and tag != "html"):
            self._silent = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None

    def handle_data(self, data: str) -> None:
        if self._silent is None and _WORD.search(data):
            self.found.append(" ".join(data.split()))
