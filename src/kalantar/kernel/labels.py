"""How an id is said: each capability says its own kinds, many ids in one query."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence

type Labels = Mapping[UUID, Sentence]
type Labeller = Callable[[Collection[UUID], Actor], Labels]

LABELLERS: dict[str, Labeller] = {}
NOTHING: Labels = {}
GONE = Sentence(en="(erased)", fa="(پاک‌شده)")


def labels(kind: str) -> Callable[[Labeller], Labeller]:
    """Register the function that says ids of ``kind``, as far as the reader may know them."""

    def named(labeller: Labeller) -> Labeller:
        if kind in LABELLERS:
            raise ValueError(f"{kind} is already said by {LABELLERS[kind].__module__}")
        LABELLERS[kind] = labeller
        return labeller

    return named


def say(
    wanted: Mapping[str, Collection[UUID]], reader: Actor, known: Labels = NOTHING
) -> dict[UUID, Sentence]:
    """The labels of all ids in ``wanted`` (kind → ids): one query a kind; what is gone says so.

    ``known``: labels the page has already, which are not asked for.
    """
    said = dict(known)
    for kind, ids in wanted.items():
        missing = [id for id in ids if id not in known]
        found = LABELLERS[kind](missing, reader) if missing else {}
        said |= {id: found.get(id, GONE) for id in missing}
    return said
