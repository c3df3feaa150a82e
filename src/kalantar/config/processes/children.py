"""Starts processes, watches them, and stops them in the opposite order: all of them, nothing else."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from typing import BinaryIO

from kalantar.config.processes.forks import Fork
from kalantar.config.processes.interrupts import signals_as_interrupt
from kalantar.config.processes.parent import die_with_parent
from kalantar.config.processes.program import Program
from kalantar.config.processes.trouble import Trouble, disk_full, has_no_room
from kalantar.kernel.sentence import Sentence

LOOK = 0.05  # seconds between two looks at the children
PATIENCE = 15  # seconds from asking a child to end to ending it


@contextmanager
def children(*programs: Program, forked: bool = False) -> Iterator["Children"]:
    """The programs run inside the block and have ended after it, however it is left.

    Ctrl-C is the usual way to leave it. ``forked``: they begin with all this process has imported;
    it must have no threads and no open connections then.
    """
    family = Children(forked)
    with signals_as_interrupt():
        try:
            for program in programs:
                family.start(program)
            with suppress(KeyboardInterrupt):
                yield family
        finally:
            family.stop()


class Children:
    def __init__(self, forked: bool = False) -> None:
        self._forked = forked
        self._running: list[tuple[Program, subprocess.Popen[bytes] | Fork]] = []

    def start(self, program: Program) -> None:
        output = None
        if program.log:
            program.log.parent.mkdir(parents=True, exist_ok=True)
            output = program.log.open("wb")
        process = Fork(program, output) if self._forked else _spawn(program, output)
        if output:
            output.close()  # the child has its own
        self._running.append((program, process))

    @property
    def pids(self) -> list[int]:
        return [process.pid for _, process in self._running]

    def require_all(self) -> None:
        """Each is still running; one that ended by itself is trouble."""
        for program, process in self._running:
            if process.poll() is not None:
                raise _ended(program, process.returncode)

    def until_answering(self, *addresses: tuple[str, int]) -> None:
        """Each address has answered an HTTP request; a child that ends first is trouble."""
        for host, port in addresses:
            while not _answers(host, port):
                self.require_all()
                time.sleep(LOOK)

    def watch(self, *also: Callable[[], None]) -> None:
        """Until somebody presses Ctrl-C; a child that ends by itself is trouble, and so is what
        ``also`` raises."""
        while True:
            for require in also:
                require()
            self.require_all()
            time.sleep(LOOK)

    def stop(self) -> None:
        """Ask each to end, the last started first; end those that do not listen."""
        while self._running:
            _, process = self._running.pop()
            if process.poll() is None:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(PATIENCE)
            _end_group(process)


def _spawn(program: Program, output: BinaryIO | None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        program.command,
        env=os.environ | program.environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,  # Ctrl-C reaches us alone; we end the children in order
        preexec_fn=die_with_parent(signal.SIGTERM),
    )


def _answers(host: str, port: int) -> bool:
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # all of them, so this one too
    connection = HTTPConnection(here, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _end_group(process: subprocess.Popen[bytes] | Fork) -> None:
    """The child is the head of its own group: whatever it left behind ends with it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def allow_many_connections() -> None:
    """Every open page holds a connection; children inherit as many files as the system lets us."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _ended(program: Program, code: int | None) -> Trouble:
    if program.log is None:
        sentence = Sentence(
            en="{name} ended by itself (code {code}); the lines above say why. Start again.",
            fa="{name} خودبه‌خود پایان یافت (کد {code})؛ علت در سطرهای بالا آمده است. دوباره آغاز کنید.",
        )
        return Trouble(sentence.format(name=program.name, code=code))
    if has_no_room(program.log.parent):
        return disk_full(program.log.parent)
    lines = program.log.read_text(encoding="utf-8", errors="replace").splitlines()
    sentence = Sentence(
        en="{name} ended by itself (code {code}): {line} Start again; the whole story is in {log}.",
        fa="{name} خودبه‌خود پایان یافت (کد {code}): {line} دوباره آغاز کنید؛ شرح کامل در {log} است.",
    )
    last = lines[-1] if lines else ""
    return Trouble(sentence.format(name=program.name, code=code, line=last, log=program.log))
