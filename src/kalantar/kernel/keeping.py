"""What is kept for a while only: who may forget it, and in how small steps."""

import time
from collections.abc import Callable

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import permission

BATCH = 10_000  # rows a transaction; some tenths of a second
MOST_S = 60.0  # then something else has its turn, and a worker that is asked to end may


@permission(
    en="Only the service itself forgets what has been kept long enough.",
    fa="آنچه مدت نگه‌داری‌اش گذشته است فقط به دست خود سامانه فراموش می‌شود.",
)
def may_forget(by: Actor, _what: None) -> bool:
    """Nobody decides in a single case: the periods are settings of the service."""
    return by.kind is ActorKind.SYSTEM


def little_by_little(forget_some: Callable[[], int], *, most_s: float = MOST_S) -> bool:
    """Call until nothing is left or ``most_s`` seconds are over; whether something may be left."""
    ends = time.monotonic() + most_s
    while forget_some():
        if time.monotonic() > ends:
            return True
    return False
