"""A browser that answers the question what a file is opened for as one does at the counter, by its first key."""

from typing import Any
from urllib.parse import urlencode

from django.test import Client
from playwright.sync_api import Page, expect

from kalantar.cases.purposes import Purpose
from kalantar.people.models import User
from tests.people import sign_in
from tests.plugins.browser import OpenPage

QUESTION = "desk/what_for.html", "desk/_what_for.html"
QUESTION_ASKED = ".what-for button[data-key='1']"
WORDS = "complaint 12 of 1405"


def is_asked(answer: Any) -> bool:
    return any(one.name in QUESTION for one in getattr(answer, "templates", []))


class Counter(Client):
    """``words``: what an auditor says, to whom nothing else is offered; without them they are left with
    the question."""

    words = ""

    def get(self, path: str, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        answer = super().get(path, *args, **kwargs)
        if not is_asked(answer) or not self._says(answer):
            return answer
        sent = args[0] if args else kwargs.get("data")
        at = f"{path}?{urlencode(sent)}" if sent else path
        super().post(at, self._says(answer))
        return super().get(path, *args, **kwargs)

    def post(self, path: str, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        answer = super().post(path, *args, **kwargs)
        if not is_asked(answer) or not self._says(answer):
            return answer
        super().post(
            path, self._says(answer)
        )  # said in another tab; then sent as it was, with its files
        for value in (args[0] if args else kwargs.get("data") or {}).values():
            if hasattr(value, "seek"):
                value.seek(0)
        return super().post(path, *args, **kwargs)

    def _says(self, answer: Any) -> dict[str, str]:
        if not answer.context["auditing"]:
            return {"read_for": Purpose.COUNTER}
        return {"read_for": Purpose.OTHER, "read_for_words": self.words} if self.words else {}


class Answering:
    """Opens a page as ``asking`` does, and answers by keyboard where it is asked."""

    def __init__(self, asking: OpenPage) -> None:
        self.asking = asking

    def __call__(self, path: str, **how: Any) -> Page:
        page = self.asking(path, **how)
        if page.locator(QUESTION_ASKED).count():
            say_at_the_counter(page)
        return page


def say_at_the_counter(page: Page) -> None:
    """The page asks what for; somebody of the file is there and asks."""
    question = page.locator(QUESTION_ASKED)
    expect(question).to_be_visible()
    page.keyboard.press("1")
    expect(question).to_have_count(0)


def auditor_of(user: User, words: str = WORDS) -> Counter:
    """The browser of somebody who says that."""
    browser = Counter()
    browser.words = words
    browser.cookies["sessionid"] = sign_in(user)
    return browser
