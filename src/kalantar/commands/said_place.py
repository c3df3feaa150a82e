"""The place somebody's words mean, where cars are sent: surely that one, or refused with those it may be."""

from typing import Any
from uuid import UUID

from kalantar.calls.models import PlaceSource
from kalantar.commands.rules import (
    command_names_one_place,
    command_names_one_place_of_several,
)
from kalantar.kernel.geometry import metres_between
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import joined_key, search_key
from kalantar.places.hit import Hit
from kalantar.places.queries import search

LOOKED_AT = 12  # hits among which another may be meant as well
OFFERED = 6  # of them that are said
SAME_M = 100  # entries of one name nearer to each other are one place


def said_place(said: str, city: UUID) -> Hit:
    """Pasted coordinates, or the one place of that name, else the one with all these words in its,
    else the one in which they all begin a word (Market St).

    A hit that only resembles what was said is offered, not taken.
    """
    found = search(city, said, limit=LOOKED_AT)
    if not found:
        raise command_names_one_place.refuse(said=said)
    if found[0].kind == "coordinates" and len(found) == 1:
        return found[0]
    named = [hit for hit in found if hit.kind != "coordinates"]  # of two pairs, neither is certain
    meant = (
        [hit for hit in named if joined_key(said) in map(joined_key, _names(hit))]
        or [hit for hit in named if _words(said) <= _words(*_names(hit))]
        or [hit for hit in named if _begin(_words(said), _words(*_names(hit)))]
    )
    if not meant or any(metres_between(hit.point, meant[0].point) > SAME_M for hit in meant):
        offered = list(dict.fromkeys(_told(hit) for hit in meant or found))[:OFFERED]
        told = Sentence(en="; ".join(offered), fa="؛ ".join(offered))
        raise command_names_one_place_of_several.refuse(said=said, offered=told)
    return meant[0]


def as_corrected(hit: Hit) -> dict[str, Any]:
    """What an incident is told of it. Pasted coordinates were taken from a map, not heard."""
    source = PlaceSource.MAP if hit.kind == "coordinates" else PlaceSource.CALLER
    return {"place": hit.point, "address": hit.written, "place_source": source}


def _names(hit: Hit) -> list[str]:
    return [name for name in (hit.fa, hit.en, hit.local) if name]


def _words(*names: str) -> set[str]:
    return set(search_key(" ".join(names)).split()) - {"and", "و"}


def _begin(said: set[str], words: set[str]) -> bool:
    """Half a word is enough; half a number is another house."""
    return all(
        one in words or (one.isalpha() and any(word.startswith(one) for word in words))
        for one in said
    )


def _told(hit: Hit) -> str:
    """Kept from being turned round by the words beside it (FSI … PDI)."""
    name = f"{hit.label} ({hit.near})" if hit.near else hit.label
    return f"\u2068{name}\u2069"
