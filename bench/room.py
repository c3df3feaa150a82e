"""Two dispatchers in two real browsers: how long after one did something the other one sees it.

From the answer the one got to the change painted in the other. The floor is a bare NOTIFY heard by a
LISTEN, and one GET of the card, in the same run.
"""

import argparse
import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.dispatch import keep_fresh
from bench.parts import town as towns
from bench.parts.database import analyze, own_service
from bench.parts.measure import Goal, Sample, table, tell
from bench.parts.server import HOST, everything

if TYPE_CHECKING:
    from playwright.sync_api import Page

GOAL_MS = 1_000.0
CHANNEL = "bench_room"

# Gives, when the card says what is awaited, the moment after it was painted, in ms since 1970.
WATCH = """([where, text]) => {
    window.seen = new Promise((painted) => {
        const look = () => {
            if (![...document.querySelectorAll(where)].some((one) => one.textContent.includes(text))) return;
            watcher.disconnect();
            requestAnimationFrame(() => setTimeout(() => painted(performance.timeOrigin + performance.now())));
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document.body, {subtree: true, childList: true, characterData: true});
        look();
    });
}"""
# Sends what a form of the room sends; gives when the answer was there.
ACT = """async ([url, fields]) => {
    const headers = JSON.parse(document.body.getAttribute("hx-headers:inherited"));
    const answer = await fetch(url, {method: "POST", headers, body: new URLSearchParams(fields)});
    await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    return performance.timeOrigin + performance.now();
}"""
OFFERED = """async (url) => {
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    const form = page.querySelector("#send"), unit = form.querySelector("[name=unit]");
    return {shown: form.querySelector("[name=shown]").value, unit: unit.value, sign: unit.dataset.sign};
}"""


@contextmanager
def two_rooms(port: int, sessions: Sequence[str], incident: str) -> Iterator[list["Page"]]:
    """The room with that incident's card open, each in a browser of its own."""
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    program = os.environ.get("KALANTAR_CHROMIUM") or shutil.which("chromium")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    address = f"http://{HOST}:{port}"
    with sync_playwright() as playwright:
        pages, browsers = [], []
        for session in sessions:
            browsers.append(playwright.chromium.launch(executable_path=program, args=sandbox))
            context = browsers[-1].new_context(base_url=address, locale="en")
            context.set_default_timeout(30_000)
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}
            context.add_cookies([cookie])  # type: ignore[list-item]
            pages.append(context.new_page())
            pages[-1].goto(f"/room/?incident={incident}")
            pages[-1].locator(f"#card[data-card='{incident}']").wait_for()
        yield pages
        for browser in browsers:
            browser.close()


def act(one: "Page", number: int, card: str) -> tuple[str, str, dict[str, Any], tuple[str, str]]:
    """What is done next: its name, where, with which words, and what the other will read."""
    kind = ("note", "priority", "send")[number % 3]
    if kind == "note":
        text = f"bench words {number}"
        return kind, f"{card}note/", {"text": text}, ("#card", text)
    if kind == "priority":
        wanted = str(1 + number % 2)
        fields = {"priority": wanted, "why": "bench"}
        return kind, f"{card}priority/", fields, (f"#card .priority[data-priority='{wanted}']", "")
    keep_fresh()
    offer = one.evaluate(OFFERED, card)
    fields = {"unit": offer["unit"], "shown": offer["shown"], "why": "bench"}
    return kind, f"{card}send/", fields, ("#card .assigned", offer["sign"])


def measure(pages: list["Page"], actions: int, card: str) -> dict[str, Sample]:
    """Each action once, by the first; what the second took to show it."""
    one, other = pages
    measured: dict[str, Sample] = {}
    for number in range(-3, actions):  # the first three warm what is cold
        kind, url, fields, awaited = act(one, number + 3, card)
        other.evaluate(WATCH, list(awaited))
        answered = one.evaluate(ACT, [url, fields])
        painted = other.evaluate("window.seen")
        if number >= 0:
            # it may be painted before the one's own answer has come back
            measured.setdefault(kind, Sample()).wall.append(max(0.1, painted - answered))
    return measured


def floor(times: int, port: int, session: str, card: str) -> Sample:
    """A notice heard on another connection, then the card fetched: nothing between and nothing drawn."""
    import psycopg
    from django.conf import settings
    from django.db import connection

    url = os.environ["DATABASE_URL"]
    wire, sample = HTTPConnection(HOST, port, timeout=60), Sample()
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}", "HX-Request": "true", "HX-Source": "section#card"}  # fmt: skip
    connection.ensure_connection()
    with (
        psycopg.connect(url, autocommit=True) as speaks,
        psycopg.connect(url, autocommit=True) as hears,
    ):
        hears.execute(f"LISTEN {CHANNEL}")
        for _ in range(times):
            began = time.perf_counter()
            speaks.execute(f"NOTIFY {CHANNEL}")
            assert next(hears.notifies(timeout=10, stop_after=1), None) is not None
            wire.request("GET", card, headers=headers)
            answer = wire.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            sample.wall.append((time.perf_counter() - began) * 1000)
    wire.close()
    return sample


def prepare(units: int, streets: bool) -> tuple[list[str], str]:
    """A city with its map, or without any, its units, one open incident, and two who are signed in."""
    from django.core.management import call_command

    from tests.people import grant, sign_in

    chance = random.Random(110)
    town = towns.town(*(towns.extract(None) if streets else (None, "none")))
    towns.man(town, units, chance, busy=False)
    (incident,) = towns.happen(town, 1, chance)
    from kalantar.people.roles import Role
    from kalantar.places.models import Jurisdiction

    city = Jurisdiction.objects.get(pk=town.city)
    sessions = [sign_in(grant(Role.DISPATCHER, over=city)) for _ in range(2)]
    call_command("collectstatic", interactive=False, verbosity=0)
    analyze()
    return sessions, str(incident.pk)


def main() -> None:
    # Playwright keeps an event loop in this thread; nothing of ours runs in it
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--actions", type=int, default=30)
    options.add_argument("--no-streets", action="store_true", help="rooms without a map")
    options.add_argument("--json", action="store_true", help="for programs")
    given = options.parse_args()
    with own_service("room"), tempfile.TemporaryDirectory() as logs:
        sessions, incident = prepare(given.actions + 20, not given.no_streets)
        card = f"/room/incidents/{incident}/"
        with everything(Path(logs)) as port:
            with two_rooms(port, sessions, incident) as pages:
                measured = measure(pages, given.actions, card)
            bare = floor(given.actions, port, sessions[0], card)
    every = Sample([took for one in measured.values() for took in one.wall])
    rows = [
        (name, one.p50, one.p95, max(one.wall))
        for name, one in [*measured.items(), ("all", every), ("floor", bare)]
    ]
    if not given.json:
        print(f"the room: {given.actions} actions by one, seen by the other")
        table(["", "p50 ms", "p95 ms", "max ms"], rows)
    goal = Goal("done by one → painted in the other, p95", GOAL_MS, every.p95, "ms", bare.p95)
    tell([goal], [list(row) for row in rows], given.json)


if __name__ == "__main__":
    main()
