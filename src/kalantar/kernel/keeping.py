"""What is kept for a while only: who may forget it, and in how small steps."""

import time
from collections.abc import Callable

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import permission

BATCH = 10_000  # rows a transaction; some tenths of a second
MOST_S = 60.0  # then something else has its turn; the next hour goes on


@permission(
    en="Only the service itself forgets what has been kept long enough.",
    fa="آنچه مدت نگه‌داری‌اش گذشته است فقط به دست خود سامانه فراموش می‌شود.",
)
def may_forget(by: Actor, _what: None) -> bool:
    """Nobody decides in a single case: the periods are settings of the service."""
    return by.kind is ActorKind.SYSTEM


def little_by_little(forget_some: Callable[[], int], *, most_s: float = MOST_S) -> int:
    """Call until nothing is left or ``most_s`` seconds are over; how much was forgotten."""
    ends, forgotten = time.monotonic() + most_s, 0
    while some := forget_some():
        forgotten += some
        if time.monotonic() > ends:
            break
    return forgotten
