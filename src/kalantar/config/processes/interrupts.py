"""What ends a command from outside: Ctrl-C, a polite kill, a closed terminal."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import NoReturn

from kalantar.config.processes.trouble import stopped

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def first_signal_sets(event: Event) -> Iterator[None]:
    """For work that can come to a good end by itself: the first signal only sets the event, the
    second ends as ever."""
    before = {number: signal.getsignal(number) for number in ENDING}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def set_it(_signal: int, _frame: FrameType | None) -> None:
        restore()
        event.set()

    for number in ENDING:
        signal.signal(number, set_it)
    try:
        yield
    finally:
        restore()


@contextmanager
def signals_as_interrupt() -> Iterator[None]:
    """A polite kill or a closed terminal is treated like Ctrl-C.

    So is SIGINT itself where the shell had it ignored, as it does for what runs behind ``&``.
    Work that was cut short is said.
    """

    def interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in ENDING}
    try:
        yield
    except KeyboardInterrupt:
        raise stopped() from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
