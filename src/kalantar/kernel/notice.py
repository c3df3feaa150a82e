"""What a live screen is told: which keys changed, never what they hold. The page asks again."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from uuid import UUID

CHANNEL = "kalantar"
LONGEST = 7999  # bytes: PostgreSQL refuses a longer payload, and with it the whole transaction
AT_ONCE = 120  # keys of at most 60 characters in a payload
AREA = "area:"
ANYTHING = "*"  # the key that stands for too many to say; every page asks again


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: the event's name and the keys it touches, each ``kind:id``."""

    event: str
    keys: frozenset[str]

    def told(self) -> Iterator[tuple[str, set[str]]]:
        """Each key that somebody may have asked for, with those they are told for it: itself; and
        for ``incident_in:<area>`` every ``incident:<id>`` of an act there, and nothing else of it."""
        areas = [key.removeprefix(AREA) for key in self.keys if key.startswith(AREA)]
        things: dict[str, set[str]] = defaultdict(set)
        for key in self.keys:
            yield key, {key}
            things[key.partition(":")[0]].add(key)
        for kind, keys in things.items():
            for area in areas:
                yield f"{kind}_in:{area}", keys


def of_entry(event: str, kinds: Sequence[str], ids: Sequence[UUID], areas: Iterable[UUID]) -> str:
    """The NOTIFY payload of a timeline entry: its subjects and its areas."""
    keys = [f"{kind}:{id}" for kind, id in zip(kinds, ids, strict=True)]
    return _payload(event, keys + [f"area:{area}" for area in areas])


def of_keys(event: str, keys: Iterable[str]) -> list[str]:
    """The NOTIFY payloads of something measured, which has no entry: its keys as they are.

    One, or several where they are too many for one: a batch from a whole nation wakes nobody else.
    """
    return [_payload(event, some) for some in batched(sorted(keys), AT_ONCE)]


def _payload(event: str, keys: Sequence[str]) -> str:
    said = json.dumps({"e": event, "k": keys})
    return said if len(said) <= LONGEST else json.dumps({"e": event, "k": [ANYTHING]})


def read(payload: str) -> Notice:
    heard = json.loads(payload)
    return Notice(event=heard["e"], keys=frozenset(heard["k"]))
