"""The processes of the service: pages, live screens, and the worker."""

import os
import sys
from pathlib import Path

from kalantar.config import settings
from kalantar.config.processes.children import Program
from kalantar.kernel.sentence import Sentence

LIVE_SCREENS = 65_536  # open streams one live process holds; granian's own limit is 1,024
THREADS = 4  # per page process, well below the database pool's 12


def pages(host: str, port: int, workers: int, log: Path | None = None) -> Program:
    return Program(
        name=Sentence(en="The page server", fa="سرور صفحه‌ها"),
        command=[
            *_granian(host, port),
            "--interface=wsgi",
            f"--workers={workers}",
            f"--blocking-threads={THREADS}",
            "kalantar.config.wsgi:application",
        ],
        environment=_live_origin(port),
        log=log,
    )


def live(host: str, port: int, log: Path | None = None) -> Program:
    """The stream that tells open screens to look again; it listens on the port after the pages'."""
    return Program(
        name=Sentence(en="The live server", fa="سرور صفحه‌های زنده"),
        command=[
            *_granian(host, live_port(port)),
            "--interface=asgi",
            "--workers=1",
            f"--backpressure={LIVE_SCREENS}",
            "kalantar.config.live_asgi:application",
        ],
        log=log,
    )


def worker(log: Path | None = None) -> Program:
    return Program(
        name=Sentence(en="The worker", fa="پردازشگر کارها"),
        command=[sys.executable, "-m", "django", "procrastinate", "worker"],
        environment={"DJANGO_SETTINGS_MODULE": "kalantar.config.settings"},
        log=log,
    )


def live_port(port: int) -> int:
    return port + 1


def _granian(host: str, port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        f"--host={host}",
        f"--port={port}",
        "--log-level=warning",
        "--respawn-failed-workers",
        "--workers-kill-timeout=3",
    ]


def _live_origin(port: int) -> dict[str, str]:
    """The pages' policy lets the browser open the live stream there; one behind a proxy is given."""
    if "KALANTAR_LIVE_ORIGIN" in os.environ:
        return {}
    hosts = [host for host in settings.ALLOWED_HOSTS if ":" not in host]
    origins = (f"http://{host}:{live_port(port)}" for host in hosts)
    return {"KALANTAR_LIVE_ORIGIN": " ".join(origins)}
