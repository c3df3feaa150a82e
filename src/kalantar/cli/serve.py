"""``serve`` and ``worker``: the processes of the service, for as long as the command runs."""

import os
from typing import Annotated

import typer

from kalantar.cli.demo_home import require_real_service
from kalantar.cli.parts import make_parts_ready
from kalantar.cli.ready import close_connections, is_up_to_date, service
from kalantar.cli.words import step, tell
from kalantar.config.processes import programs
from kalantar.config.processes.children import (
    allow_many_connections,
    children,
)
from kalantar.config.processes.interrupts import signals_as_interrupt
from kalantar.config.processes.ports import require_free
from kalantar.config.processes.postgres import require_running
from kalantar.kernel.actor import system
from kalantar.kernel.sentence import Sentence

Host = Annotated[str, typer.Option(help="The address of this machine to listen on.")]
Port = Annotated[
    int,
    typer.Option(
        help="The pages' port; the live stream and the devices have the two after it.",
        min=1,
        max=65533,
    ),
]
AT = Sentence(
    en="Kalantar is at http://{host}:{port}/ Ctrl-C stops it.",
    fa="کلانتر در نشانی http://{host}:{port}/ آماده است. برای توقف Ctrl-C را بزنید.",
)


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Annotated[int, typer.Option(help="Processes for pages.")] = min(
        os.cpu_count() or 1, 4
    ),
) -> None:
    """Serve the pages, the live stream and the devices that report until Ctrl-C.

    Example: ./kalantar serve --host 0.0.0.0 --port 8100
    """
    require_free(host, *programs.ports(port))
    allow_many_connections()
    with signals_as_interrupt(), service():
        require_real_service()
        make_parts_ready()
        programs.import_what_they_need()
        close_connections()
        with children(
            programs.live(host, port),
            programs.devices(host, port),
            programs.pages(host, port, workers),
            forked=True,
        ) as family:
            family.until_answering(*((host, one) for one in programs.ports(port)))
            tell(AT.format(host=host, port=port), style="bold")
            family.watch(require_running)


def worker() -> None:
    """Carry out what follows from events (messages, alarms, cleaning up) until Ctrl-C.

    Example: ./kalantar worker
    """
    with signals_as_interrupt(), service():
        require_real_service()
        close_connections()
        with children(programs.worker()) as family:
            family.watch(require_running)


def migrate() -> None:
    """Bring the database to the shape this version needs; safe to repeat.

    Example: ./kalantar migrate
    """
    with signals_as_interrupt(), service(of_any_shape=True):
        bring_up_to_date()


def bring_up_to_date() -> None:
    """The tables, and what this version's standard catalogue has that the service has not."""
    from django.core.management import call_command

    from kalantar.case_catalogue.actions import install_case_catalogue
    from kalantar.case_catalogue.queries import standard_case_catalogue_is_installed
    from kalantar.catalogue.actions import install_catalogue
    from kalantar.catalogue.queries import standard_catalogue_is_installed
    from kalantar.notices.actions import install_notice_words
    from kalantar.notices.queries import notice_words_are_installed
    from kalantar.reception.actions import install_services
    from kalantar.reception.queries import standard_services_are_installed

    if not is_up_to_date():
        with step("Bringing the database up to date", "به‌روزرسانی ساختار پایگاه داده"):
            call_command("migrate", interactive=False, verbosity=0)
    if not (standard_catalogue_is_installed() and standard_case_catalogue_is_installed()):
        with step("Filling in the standard catalogue", "افزودن فهرست‌های استاندارد"):
            install_catalogue(by=system(why="migrate"))
            install_case_catalogue(by=system(why="migrate"))
    if not standard_services_are_installed():
        with step("Filling in the services of the stations", "افزودن خدمات کلانتری‌ها"):
            install_services(by=system(why="migrate"))
    if not notice_words_are_installed():
        with step("Filling in the words of messages", "افزودن متن پیام‌ها"):
            install_notice_words(by=system(why="migrate"))
