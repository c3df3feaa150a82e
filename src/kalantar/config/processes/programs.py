"""The processes of the service: pages, live screens, devices, and the worker."""

from pathlib import Path

from kalantar.config.processes.program import Program
from kalantar.kernel.sentence import Sentence

LIVE_SCREENS = 65_536  # open streams one live process holds; granian's own limit is 1,024
DEVICES = 8_192  # requests of devices at once; beyond, a connection waits to be accepted
THREADS = 4  # per page process, well below the database pool's 12


def pages(host: str, port: int, workers: int, log: Path | None = None) -> Program:
    return Program(
        name=Sentence(en="The page server", fa="سرور صفحه‌ها"),
        module="granian",
        arguments=[
            *_granian(host, port),
            "--interface=wsgi",
            f"--workers={workers}",
            f"--blocking-threads={THREADS}",
            "kalantar.config.wsgi:application",
        ],
        log=log,
    )


def live(host: str, port: int, log: Path | None = None) -> Program:
    """The stream that tells open screens to look again; it listens on the port after the pages'."""
    return Program(
        name=Sentence(en="The live server", fa="سرور صفحه‌های زنده"),
        module="granian",
        arguments=[
            *_granian(host, live_port(port)),
            "--interface=asgi",
            "--workers=1",
            f"--backpressure={LIVE_SCREENS}",
            "kalantar.config.live_asgi:application",
        ],
        log=log,
    )


def devices(host: str, port: int, log: Path | None = None) -> Program:
    """Where phones and trackers report; it listens two ports after the pages'."""
    return Program(
        name=Sentence(en="The server of devices", fa="سرور دستگاه‌ها"),
        module="granian",
        arguments=[
            *_granian(host, devices_port(port)),
            "--interface=asgi",
            "--workers=1",
            f"--backpressure={DEVICES}",
            "--no-ws",
            "kalantar.config.devices_asgi:application",
        ],
        log=log,
    )


def worker(log: Path | None = None) -> Program:
    return Program(
        name=Sentence(en="The worker", fa="پردازشگر کارها"),
        module="django",
        arguments=["procrastinate", "worker"],
        environment={"DJANGO_SETTINGS_MODULE": "kalantar.config.settings"},
        log=log,
    )


def sender(log: Path | None = None) -> Program:
    return Program(
        name=Sentence(en="The sender of messages", fa="فرستندهٔ پیام‌ها"),
        module="kalantar",
        arguments=["sender"],
        log=log,
    )


def import_what_they_need() -> None:
    """Once, before they are forked. Needs Django set up and the static files collected."""
    from django.urls import get_resolver
    from procrastinate.contrib.django.management.commands import procrastinate  # noqa: F401

    from kalantar.config import devices_asgi, live_asgi, wsgi  # noqa: F401

    get_resolver().url_patterns  # noqa: B018 (reading it imports every view)


def live_port(port: int) -> int:
    return port + 1


def devices_port(port: int) -> int:
    return port + 2


def ports(port: int) -> tuple[int, int, int]:
    """The pages', the live stream's and the devices'."""
    return port, live_port(port), devices_port(port)


def _granian(host: str, port: int) -> list[str]:
    return [
        f"--host={host}",
        f"--port={port}",
        "--log-level=warning",
        "--respawn-failed-workers",
        "--workers-kill-timeout=3",
    ]
