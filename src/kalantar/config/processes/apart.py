"""Work that starts threads, done before the process forks its children: a fork has the locks of such threads
and not the threads, and waits for them for ever."""

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection

from kalantar.config.processes.parent import die_with_parent


def apart[T](do: Callable[[], T]) -> T:
    """Do it in a fork that ends with it, and give what it gives, which must be picklable.

    What it raises is told here by a RuntimeError, as it stood there. The database is to be closed before: its pool has threads too.
    """
    forking = multiprocessing.get_context("fork")
    ours, theirs = forking.Pipe(duplex=False)
    process = forking.Process(target=_do, args=(do, theirs, os.getpid()))
    process.start()
    theirs.close()
    try:
        done, given = ours.recv()
    except EOFError:
        process.join()
        raise RuntimeError(f"ended by itself with {process.exitcode}") from None
    finally:
        process.terminate()
        process.join()
    if done:
        return given  # type: ignore[no-any-return]
    raise RuntimeError(given)


def _do[T](do: Callable[[], T], to: Connection, parent: int) -> None:
    if end := die_with_parent(signal.SIGKILL):
        end()
        if os.getppid() != parent:  # it died before we asked to be told
            return
    try:
        given = do()
    except Exception:
        to.send((False, traceback.format_exc()))
    else:
        to.send((True, given))
