"""A child process that ends when its parent dies, however the parent dies."""

import ctypes
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def die_with_parent(by: signal.Signals) -> Callable[[], None] | None:
    """For Popen's ``preexec_fn``: the kernel sends ``by`` to the child when the parent is gone."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl  # looked up here: after the fork as little as possible is done
    return lambda: prctl(PR_SET_PDEATHSIG, by)
