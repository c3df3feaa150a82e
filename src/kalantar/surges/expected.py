"""How many calls are usual, and from how many on it is no chance any more. Plain statistics, explained."""

from datetime import datetime, timedelta
from math import exp, sqrt

from kalantar.kernel.text.calendar import local

WEEKS = 8  # looked back
WINDOW = timedelta(minutes=10)  # in which calls are counted
FLOOR = 4  # fewer calls than that are never a surge
CHANCE = 0.001  # so seldom as many come by chance
HALF_A_CALL = (
    0.5  # added to each count: eight weeks without a call do not mean that none ever comes
)


def hour_of_week(moment: datetime) -> int:
    """On the service's clock; 0 is Monday's first."""
    here = local(moment)
    return here.weekday() * 24 + here.hour


def usual(calls: int, weeks: int, window: timedelta = WINDOW) -> float:
    """How many calls come in the window on average, of so many ``calls`` in that hour of ``weeks`` weeks."""
    return (calls + HALF_A_CALL) / weeks * (window / timedelta(hours=1))


def most_by_chance(mean: float, chance: float = CHANCE) -> int:
    """The smallest number that is exceeded by chance at most so often, were calls independent (Poisson).

    For the large means of a whole country the sum is long, and still exact enough: terms begin at e^-mean,
    so beyond 700 the number is taken from the normal curve.
    """
    if mean > 700:
        return round(mean + 3.09 * sqrt(mean))
    term = total = exp(-mean)
    number = 0
    while total < 1 - chance:
        number += 1
        term *= mean / number
        total += term
    return number


def is_a_surge(calls: int, mean: float) -> bool:
    return calls >= FLOOR and calls > most_by_chance(mean)
