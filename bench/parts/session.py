"""Somebody who is signed in: asks for pages over HTTP as a browser does, or in this very process."""

import random
import string
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from bench.parts.server import HOST

type Form = Mapping[str, Any] | None  # None is a GET


class Refused(Exception):
    """The page was not what a person would go on with. ``args``: the path, the status, how it begins."""


@dataclass(frozen=True)
class Asked:
    """One request. ``shows``: what its answer must say, so that no empty page is measured."""

    path: str
    form: Form = None
    shows: str = ""

    def judge(self, status: int, body: str, location: str) -> str:
        """Where it leads, or what it says; Refused where a person could not go on."""
        if status not in (200, 302) or self.shows not in body + location:
            raise Refused(self.path, status, self.shows, body[:2000])
        return location or body


class Session:
    """Over one connection that stays open."""

    def __init__(self, port: int, session: str) -> None:
        self._wire = HTTPConnection(HOST, port, timeout=120)
        self._headers = _headers(session)

    def ask(self, asked: Asked) -> tuple[int, str, str]:
        if asked.form is None:
            self._wire.request("GET", asked.path, headers=self._headers)
        else:
            typed = {"Content-Type": "application/x-www-form-urlencoded"}
            body = urlencode(asked.form, doseq=True)
            self._wire.request("POST", asked.path, body, self._headers | typed)
        response = self._wire.getresponse()
        said = response.read().decode()
        return response.status, said, response.headers.get("Location", "")

    def close(self) -> None:
        self._wire.close()


def here(session: str, asked: Asked) -> str:
    """The same through the whole stack of this process."""
    from django.conf import settings
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fa"
    if asked.form is None:
        said = client.get(asked.path)
    else:
        said = client.post(asked.path, dict(asked.form))
    return asked.judge(said.status_code, said.text, said.headers.get("Location", ""))


def _headers(session: str) -> dict[str, str]:
    from django.conf import settings

    token = "".join(random.Random(session).choices(string.ascii_letters, k=32))
    cookies = {
        settings.SESSION_COOKIE_NAME: session,
        settings.CSRF_COOKIE_NAME: token,
        settings.LANGUAGE_COOKIE_NAME: "fa",
    }
    said = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"Cookie": said, "X-CSRFToken": token}
