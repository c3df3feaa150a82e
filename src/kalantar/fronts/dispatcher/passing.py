"""The nearer units that are not proposed, as the card shows them: a few one by one, the others grouped."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kalantar.dispatch.nearer import PassedOver
from kalantar.dispatch.why_not import WhyNot, grouped
from kalantar.kernel.sentence import Sentence

ONE_BY_ONE = 5  # shown before the others are opened


@dataclass(frozen=True, slots=True)
class Passed:
    """``rest`` opens under the words of ``grouped``, which are of all but the first; ``counted``: of
    those ``more`` that are not named, being too many."""

    first: Sequence[PassedOver] = field(hash=False)
    rest: Sequence[PassedOver] = field(hash=False)
    others: int
    grouped: Sentence
    more: int
    counted: Sentence


def passed(named: Sequence[PassedOver], counted: Mapping[WhyNot, int]) -> Passed:
    rest = named[ONE_BY_ONE:]
    numbers = Counter(one.reason.code for one in rest) + Counter(counted)
    return Passed(
        first=named[:ONE_BY_ONE],
        rest=rest,
        others=numbers.total(),
        grouped=grouped(numbers),
        more=sum(counted.values()),
        counted=grouped(counted),
    )
