"""How an id is said: each capability says its own kinds, many ids in one query."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence

type Labels = Mapping[UUID, Sentence]
type Labeller = Callable[[Collection[UUID], Actor], Labels]

LABELLERS: dict[str, Labeller] = {}
GONE = Sentence(en="(erased)", fa="(پاک‌شده)")


def labels(kind: str) -> Callable[[Labeller], Labeller]:
    """Register the function that says ids of ``kind``, as far as the reader may know them."""

    def named(labeller: Labeller) -> Labeller:
        if kind in LABELLERS:
            raise ValueError(f"{kind} is already said by {LABELLERS[kind].__module__}")
        LABELLERS[kind] = labeller
        return labeller

    return named


def say(wanted: Mapping[str, Collection[UUID]], reader: Actor) -> dict[UUID, Sentence]:
    """The labels of all ids in ``wanted`` (kind → ids): one query a kind; what is gone says so."""
    said: dict[UUID, Sentence] = {}
    for kind, ids in wanted.items():
        known = LABELLERS[kind](ids, reader) if ids else {}
        said |= {id: known.get(id, GONE) for id in ids}
    return said
