"""A text that came in parts: which part this is, and the whole once all are there."""

from collections.abc import Collection
from dataclasses import dataclass

from kalantar.incoming_messages.models import IncomingPart


@dataclass(frozen=True, slots=True)
class PartOf:
    """``at``: which of the ``total``, from 1. ``reference``: the phone's own, the same in all of them."""

    reference: int
    total: int
    at: int


def as_text(octets: bytes) -> str:
    """To be sealed as text: a letter for each octet."""
    return octets.decode("latin-1")


def is_whole(parts: Collection[IncomingPart]) -> bool:
    return {part.at for part in parts} == set(range(1, next(iter(parts)).total + 1))


def joined(parts: Collection[IncomingPart]) -> str:
    """The octets are put together before they are read: a letter of two units may lie in two parts."""
    inside = sorted(parts, key=lambda part: part.at)
    if len({part.coding for part in inside}) > 1:  # some phones write each part as it needs it
        return "".join(_read(part.octets, part.coding) for part in inside)
    return _read("".join(part.octets for part in inside), inside[0].coding)


def _read(octets: str, coding: str) -> str:
    return octets.encode("latin-1").decode(coding, "replace")
