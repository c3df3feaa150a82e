"""Every way into the service: each address that can be opened, each search, each count, the export, the API.

Addresses are read from the service itself, so a page that is added is asked as well.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from uuid_utils.compat import uuid7

from kalantar.cases.purposes import Purpose
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import to_latin_digits
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from tests.counter import is_asked
from tests.seeing.world import ID, MODELS, OPEN_NUMBER, PHONE, SECRET_NUMBER, World

PURPOSE = "complaint 17 of the inspectorate"
AT_THE_COUNTER = {"read_for": Purpose.COUNTER.value}
IN_WORDS = {"read_for": Purpose.OTHER.value, "read_for_words": PURPOSE}
BY_NAMESPACE = {"files": "file", "persons": "name", "orders": "order", "statements": "statement",
                "documents": "document", "property": "property"}  # fmt: skip
# What holds nothing about anybody: one's own account, catalogues and maps, what only changes something.
NOT_OPENED = re.compile(
    r"^/(account|language|theme|tiles|check|administration/(?!people)|api/v1/(docs|openapi|places|catalogue))"
)
LISTS = frozenset(
    [
        "files:open",
        "files:work",
        "files:mine",
        "files:referred",
        "files:questions",
        "files:written",
        "files:copies",
        "files:messages",
        "files:messages_waiting",
        "files:messages_over",
        "files:overdue",
        "files:unassigned",
        "property:held",
        "property:coming",
        "property:of_file",
        "orders:overdue",
        "orders:waiting",
        "orders:running",
        "orders:mine",
        "orders:ended",
        "desk:home",
        "desk:figures",
        "desk:hall",
        "desk:hall_part",
        "desk:desk",
        "desk:queue",
        "call_taker:desk",
        "call_taker:waiting",
        "call_taker:call_backs",
        "call_taker:call_backs_part",
        "dispatcher:room",
        "dispatcher:queue",
        "dispatcher:first",
        "administrator:people",
    ]
)
COMPLETES = (
    "desk:find",
    "files:persons",
    "files:file_persons",
    "orders:persons",
    "orders:persons_of",
    "persons:find",
)
ASKED = {"phone": PHONE, "national ID": ID, "name": "Quillfeather"}
CONTROL = {"phone": "+989127310999", "national ID": "0487563336", "name": "Quxxfeazzer"}


@dataclass(frozen=True)
class Way:
    name: str  # a kind of way, as the table of ways calls it, and where
    method: str
    address: str
    body: dict[str, str] = field(default_factory=dict)
    control: dict[str, str] = field(default_factory=dict)  # what is asked of which there is none
    about: str = ""  # what is looked for

    @property
    def kind(self) -> str:
        return self.name.split(" ", 1)[0]


def ways(world: World) -> list[Way]:
    """Without those that only change something: they refuse to be opened."""
    found: dict[tuple[str, str, str], Way] = {}
    for way in _every(world):
        found.setdefault((way.method, way.address, str(way.body)), way)
    return list(found.values())


def _every(world: World) -> Iterator[Way]:
    here = {"station": str(world.places()["h"][0].pk)}
    for name, address in _addresses(world):
        if name in COMPLETES or name in ("files:find", "orders:find"):
            kind = "autocomplete" if name in COMPLETES else "search"
            for what, words in ASKED.items():
                asked, none = {"q": words}, {"q": CONTROL[what]}
                yield Way(f"{kind} {name} by {what}", "POST", address, asked, none, "name")
        elif name in ("documents:content", "dispatcher:history"):
            yield Way(f"page {name}", "POST", address)
        elif address.startswith("/api/"):
            yield Way(f"API {address}", "GET", address)
        else:
            kind = "list" if name in LISTS else "page"
            yield Way(f"{kind} {name}", "GET", address, here if kind == "list" else {})
    for what, number in (("caller", OPEN_NUMBER), ("secret caller", SECRET_NUMBER)):
        asked, none = {"number": number}, {"number": "+982133333333"}
        yield Way(f"API by {what}", "POST", "/api/v1/calls/recent/search", asked, none, what)
    yield Way("API people by name", "POST", "/api/v1/people/search", {"words": "Test"})


def for_a_purpose(every: list[Way]) -> list[Way]:
    """What is opened when an auditor says what for, and the record with its export. Of a file, and what is
    on one, it is asked by the page itself (``Asking.says``)."""
    asked = {"why": PURPOSE}
    shown = [
        Way(
            way.name,
            "POST",
            way.address,
            {**way.body, **asked},
            {**way.control, **asked} if way.control else {},
            way.about,
        )
        for way in every
        if way.name.split(" ")[1] in SHOWN_FOR_A_PURPOSE
    ]
    record = [Way(f"{kind} audit:record", "POST", "/audit/", {**asked, **more}) for kind, more in (
        ("page", {}), ("export", {"export": "yes"}))]  # fmt: skip
    return [way for way in every if way.name.split(" ")[1] in OF_A_FILE] + shown + record


OF_A_FILE = frozenset(
    [
        "files:file",
        "files:file_work",
        "files:file_papers",
        "files:file_property",
        "files:file_citizens",
        "files:keeping",
        "files:notices",
        "orders:order",
        "statements:statement",
        "documents:document",
        "documents:content",
        "property:item",
    ]
)
SHOWN_FOR_A_PURPOSE = frozenset(["files:find", "files:delays", "persons:person"])


def _addresses(world: World) -> Iterator[tuple[str, str]]:
    for pattern, name, space in _patterns(get_resolver(), "/", ""):
        values = [_filled(pattern, space, world, file) for file in ("file", "confidential file")]
        for address in dict.fromkeys(values):
            if address and not NOT_OPENED.search(address):
                yield name, address


def _patterns(resolver: Any, before: str, space: str) -> Iterator[tuple[str, str, str]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _patterns(one, route, one.namespace or space)
        elif isinstance(one, URLPattern):
            yield route, f"{space}:{one.name}" if space else str(one.name or ""), space


def _filled(route: str, space: str, world: World, file: str) -> str:
    """The address with what is planted in its places; empty where something has none."""
    places = world.places()
    rows = world.rows
    known: dict[str, Any] = {
        "desk": world.papers.hall.first, "visit": rows["visit"], "station": places["h"][0],
        "call": rows["caller"], "incident": rows["incident"], "area": places["h"][0],
        "person": world.officer if "administ" in route or "api/" in route else rows["name"],
        "case": rows[file], "id": rows[file] if file != "file" and space == "files" else
        rows.get(BY_NAMESPACE.get(space, "")),
    }  # fmt: skip
    if "file/<uuid:id>" in route:
        known["id"] = rows[file]
    if "call" in route and file != "file":
        known["call"] = rows["secret caller"]
    for place in re.findall(r"<(?:\w+:)?(\w+)>", route):
        row = known.get(place)
        if row is None:
            return ""
        route = re.sub(rf"<(?:\w+:)?{place}>", str(row.pk), route)
    return route if re.fullmatch(r"[\w/.\-]+", route) else ""


@dataclass
class Asking:
    """One reader's way of asking: a browser that has signed in, or a program with its token.

    ``says``: what the reader answers to the question what a file is opened for; nothing, who leaves it.
    ``question``: what it showed, of the way that was taken last; empty where nothing was asked.
    ``unasked``: what pages showed before anything was said, and which."""

    client: Client
    token: str = ""
    user: User | None = None
    says: dict[str, str] = field(default_factory=dict)
    question: str = ""
    unasked: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def actor(self, why: str) -> Actor:
        assert self.user
        return actor_of(self.user, why=why)

    def answer(self, way: Way, body: dict[str, str] | None = None) -> tuple[int, str]:
        """The status, and the text without what was asked in it; whatever it changed is undone."""
        asked = way.body if body is None else body
        with transaction.atomic():
            response = self._send(way, asked)
            self.question = response.text if self.says and is_asked(response) else ""
            if self.question:
                self.client.post(way.address, self.says)
                response = self._send(way, asked)
            text = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        said = self.question + text.decode("utf-8", "replace")
        for words in asked.values():
            said = said.replace(words, "") if words else said
        return response.status_code, said

    def _send(self, way: Way, body: dict[str, str]) -> Any:
        if not way.address.startswith("/api/"):
            send = self.client.get if way.method == "GET" else self.client.post
            return send(way.address, body)
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if way.method == "GET":
            return self.client.get(way.address, headers=headers)
        headers["Idempotency-Key"] = str(uuid7())
        return self.client.post(
            way.address, json.dumps(body), content_type="application/json", headers=headers
        )


def opened(asking: Asking, every: list[Way]) -> list[Way]:
    """Those of which the service answers at all: the others are of another method, whoever asks."""
    return [way for way in every if asking.answer(way)[0] != 405]


def squashed(text: str) -> str:
    """Numbers however they are written, beside the words."""
    return re.sub(r"[\s\-\u200e\u200f\u2066-\u2069\u00a0]|&nbsp;", "", to_latin_digits(text))


def bare(text: str) -> str:
    """A page without what is another each time: tokens, nonces, times to the second, ids of requests."""
    return re.sub(r'(nonce|value|content)="[^"]*"|[\w-]{20,}|\d\d:\d\d(:\d\d)?', "", text)


def counted(world: World, actor: Actor) -> Iterator[tuple[str, int]]:
    """How many of what is planted a query of the reader would count: 1 or 0."""
    for what, model in MODELS.items():
        rows: Any = getattr(model, "objects")  # noqa: B009
        if hasattr(rows, "visible_to"):
            yield what, rows.visible_to(actor).filter(pk=world.rows[what].pk).count()
