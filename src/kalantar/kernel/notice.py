"""What a live screen is told: which keys changed, never what they hold. The page asks again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

CHANNEL = "kalantar"
LONGEST = 7999  # bytes: PostgreSQL refuses a longer payload, and with it the whole transaction
ANYTHING = "*"  # the key that stands for too many to say; every page asks again


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: the event's name and the keys it touches, each ``kind:id``."""

    event: str
    keys: frozenset[str]


def of_entry(event: str, kinds: Sequence[str], ids: Sequence[UUID], areas: Iterable[UUID]) -> str:
    """The NOTIFY payload of a timeline entry: its subjects and its areas."""
    keys = [f"{kind}:{id}" for kind, id in zip(kinds, ids, strict=True)]
    return _payload(event, keys + [f"area:{area}" for area in areas])


def of_keys(event: str, keys: Iterable[str]) -> str:
    """The NOTIFY payload of something measured, which has no entry: its keys as they are."""
    return _payload(event, sorted(keys))


def _payload(event: str, keys: Sequence[str]) -> str:
    said = json.dumps({"e": event, "k": keys})
    return said if len(said) <= LONGEST else json.dumps({"e": event, "k": [ANYTHING]})


def read(payload: str) -> Notice:
    heard = json.loads(payload)
    return Notice(event=heard["e"], keys=frozenset(heard["k"]))
