"""Children that are forks of the command: what it has imported need not be imported again.

Importing the service takes most of a start; five processes that each did so took five times as long.
"""

import ctypes
import gc
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
from typing import BinaryIO

from kalantar.config.processes.parent import die_with_parent
from kalantar.config.processes.program import Program

PR_SET_NAME = 15
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Fork:
    """A running program, to be asked and ended like a ``subprocess.Popen``."""

    def __init__(self, program: Program, output: BinaryIO | None) -> None:
        gc.freeze()  # so that the collector does not copy the pages both share
        forking = multiprocessing.get_context("fork")
        self._process = forking.Process(target=_become, args=(program, output, os.getpid()))
        self._process.start()
        gc.unfreeze()
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout or 0)
        return self._process.exitcode


def _become(program: Program, output: BinaryIO | None, parent: int) -> None:
    """In the child: what ``python -m module arguments`` would do in a process of its own."""
    os.setsid()  # Ctrl-C reaches the parent alone; it ends the children in order
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    # At once: what is asked politely finishes its work first, and the database ends with the parent.
    # What was being done is undone by the database, or taken up again by the next worker.
    if end := die_with_parent(signal.SIGKILL):
        end()
        if os.getppid() != parent:  # it died before we asked to be told
            return
        os.register_at_fork(after_in_child=end)  # a server's own workers are not told by ours
        ctypes.CDLL(None).prctl(PR_SET_NAME, program.module.encode()[:15])
    if output:
        os.dup2(output.fileno(), sys.stdout.fileno())
        os.dup2(output.fileno(), sys.stderr.fileno())
    os.environ.update(program.environment)
    multiprocessing.set_start_method("fork", force=True)  # a server's own workers share it too
    sys.argv = [program.module, *program.arguments]
    runpy.run_module(program.module, run_name="__main__", alter_sys=True)
