"""Names as they are mistyped and misheard: pairs of what is typed and who is meant, from one seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from bench.parts.names import LATIN_FAMILY, LATIN_GIVEN, Named

ZWNJ = "\u200c"
# What lies beside a letter on the Persian keyboard (ISIRI 9147).
_BESIDE = {
    letter: left + right
    for row in ("ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو")
    for left, letter, right in zip(f" {row}", row, f"{row[1:]} ", strict=False)
}
_SOUNDS_ALIKE = ("تط", "سصث", "زذضظ", "هح", "قغ")
_ARABIC = str.maketrans("یک", "يك")


@dataclass(frozen=True)
class Typed:
    text: str
    meant: Named
    alone: bool  # the family name without the given one


def mistakes() -> "dict[str, Callable[[str, random.Random], str]]":
    """Each with a family name and chance; the name itself where it cannot be made of this one."""
    return {
        "as it is": lambda name, chance: name,
        "Arabic letters": lambda name, chance: name.translate(_ARABIC),
        "hamza and آ": _hamza,
        "joined, spaced": _joined,
        "a letter dropped": _dropped,
        "two exchanged": _exchanged,
        "the key beside": _key_beside,
        "twice": _twice,
        "sounds alike": _alike,
        "ending ه, ة": lambda name, chance: _ending(name),
    }


def typed(among: "list[Named]", of_each: int, seed: int = 110) -> "dict[str, list[Typed]]":
    """``of_each`` of every mistake; every third is the family name alone."""
    found: dict[str, list[Typed]] = {}
    for kind, mistake in mistakes().items():
        chance = random.Random(f"{seed} {kind}")
        found[kind] = _made(among, of_each, chance, mistake, any_name=kind == "as it is")
    found["Latin letters"] = _latin(among, of_each, random.Random(f"{seed} latin"))
    return found


def _made(
    among: "list[Named]",
    count: int,
    chance: random.Random,
    mistake: "Callable[[str, random.Random], str]",
    *,
    any_name: bool,
) -> list[Typed]:
    made: list[Typed] = []
    for _ in range(count * 200):
        if len(made) == count:
            break
        meant = chance.choice(among)
        family = mistake(meant.family, chance)
        if family != meant.family or any_name:
            made.append(_said(meant.given, family, meant, alone=len(made) % 3 == 2))
    return made


def _latin(among: "list[Named]", count: int, chance: random.Random) -> list[Typed]:
    known = [one for one in among if one.given in LATIN_GIVEN and one.family in LATIN_FAMILY]
    return [
        _said(
            chance.choice(LATIN_GIVEN[meant.given]), chance.choice(LATIN_FAMILY[meant.family]), meant,
            alone=number % 3 == 2,
        )
        for number, meant in enumerate(chance.choices(known, k=count) if known else [])
    ]  # fmt: skip


def _said(given: str, family: str, meant: Named, *, alone: bool) -> Typed:
    return Typed(family if alone else f"{given} {family}", meant, alone)


def _hamza(name: str, chance: random.Random) -> str:
    """رضایی, رضائی; آقایی, اقایی; مؤمنی, مومنی."""
    for one, other in (("ایی", "ائی"), ("ئ", "ی"), ("آ", "ا"), ("ؤ", "و")):
        if one in name:
            return name.replace(one, other, 1)
    return name


def _joined(name: str, chance: random.Random) -> str:
    """Two parts are written as one; one with a known ending as two."""
    if " " in name or ZWNJ in name:
        return name.replace(" ", "").replace(ZWNJ, chance.choice(("", " ")))
    for ending in ("زاده", "پور", "نژاد", "نیا"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return f"{name.removesuffix(ending)} {ending}"
    return name


def _dropped(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(name))
    return name[:at] + name[at + 1 :] if len(name) > 3 and name[at].isalpha() else name


def _exchanged(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name) - 1)
    pair = name[at : at + 2]
    return name[:at] + pair[::-1] + name[at + 2 :] if pair.isalpha() else name


def _key_beside(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    beside = _BESIDE.get(name[at], "").strip()
    return name[:at] + chance.choice(beside) + name[at + 1 :] if beside else name


def _twice(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    return name[: at + 1] + name[at:] if name[at].isalpha() else name


def _alike(name: str, chance: random.Random) -> str:
    places = [at for at, sign in enumerate(name) if any(sign in group for group in _SOUNDS_ALIKE)]
    if not places:
        return name
    at = chance.choice(places)
    group = next(one for one in _SOUNDS_ALIKE if name[at] in one)
    return name[:at] + chance.choice(group.replace(name[at], "")) + name[at + 1 :]


def _ending(name: str) -> str:
    return f"{name[:-1]}ة" if name.endswith("ه") else name
