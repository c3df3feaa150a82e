"""What a name is found by: the ways people write it, and the ways it sounds, in any letters."""

from collections.abc import Iterator
from typing import Any

from kalantar.kernel.text import joined_key, joined_sound_keys, normalise, search_key

PART = " | "  # between two ways; one stands at the beginning too, so that each begins alike


def in_their_letters(given: str, family: str) -> dict[str, Any]:
    """Each by the name of the field for the letters it is written in; without those that are empty."""
    typed = {"given": normalise(given), "family": normalise(family)}
    return {
        f"{name}_{'en' if text.isascii() else 'fa'}": text for name, text in typed.items() if text
    }


def ways(*names: tuple[str, str]) -> str:
    """For ``search``: each (given, family), the family first as well, and joined."""
    return _written(way for given, family in names for way in _spelt(given, family))


def sounds(*names: tuple[str, str]) -> str:
    """For ``sound``: the same as they sound, joined, and the family by itself."""
    return _written(way for given, family in names for way in _heard(given, family))


def parts(kept: str) -> set[str]:
    """Each way by itself again."""
    return {way for one in kept.split(PART) if (way := one.strip())}


def _written(found: Iterator[str]) -> str:
    kept = [way for way in dict.fromkeys(found) if way.strip()]
    return f"{PART}{PART.join(kept)}{PART}" if kept else ""


def _spelt(given: str, family: str) -> Iterator[str]:
    first, last = search_key(given), search_key(family)
    yield f"{first} {last}".strip()
    yield f"{last} {first}".strip()
    yield f"{joined_key(first)} {joined_key(last)}".strip()
    yield joined_key(f"{first} {last}")
    yield joined_key(f"{last} {first}")


def _heard(given: str, family: str) -> Iterator[str]:
    yield from joined_sound_keys(f"{given} {family}")
    yield from joined_sound_keys(f"{family} {given}")
    yield from joined_sound_keys(family)
