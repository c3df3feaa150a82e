"""What an entry tells of somebody may be more than its reader may know: then it is said otherwise.

A label (``labels.py``) is the same in every entry; a veil is of one entry, by its moment and by what
else stands in it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import Labels
from kalantar.kernel.models import Entry
from kalantar.kernel.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Names:
    """An entry and whom or what it names beside its actor, each with its kind."""

    entry: Entry
    ids: frozenset[tuple[str, UUID]]


type Veils = Mapping[UUID, Labels]  # entry → what is said in it instead of a label
type Veil = Callable[[Sequence[Names], Actor], Veils]

VEILS: list[Veil] = []


def veil(judged: Veil) -> Veil:
    """Register what says, of many entries at once, who is named in each otherwise to this reader."""
    VEILS.append(judged)
    return judged


def veiled(named: Sequence[Names], reader: Actor) -> Veils:
    found: dict[UUID, dict[UUID, Sentence]] = defaultdict(dict)
    for judged in VEILS:
        for entry, labels in judged(named, reader).items():
            found[entry].update(labels)
    return found
