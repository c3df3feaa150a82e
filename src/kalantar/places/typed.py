"""What somebody typed for a place, taken apart: two streets, a street and its number, words and sounds."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice, product

from kalantar.kernel.text import joined_sound_keys, search_key, sound_keys

type Wording = tuple[str, ...]  # phrases, each of which begins a word of the name

_AND = re.compile(r"\s+(?:and|und|och|ja|e|y|et|at|x|with|و|با|در)\s+|\s*[&/+@×]\s*", re.IGNORECASE)
_CROSSING_OF = re.compile(
    r"^\s*(?:تقاطع|سر|نبش|چهار\s?راه|سه\s?راه|(?:the\s+)?(?:corner|crossing|intersection|junction)\s+of|corner)\s+",
    re.IGNORECASE,
)  # fmt: skip
_NUMBER_WORDS = frozenset(("پلاک", "شماره", "no", "nr", "number"))
_NUMBER = re.compile(r"\d+[a-z]?$")
# What follows one of these after the number of the house is a door inside of it.
_INSIDE = frozenset(
    search_key(word)
    for word in [
        "واحد", "طبقه", "زنگ", "بلوک", "flat", "apt", "apartment", "unit", "floor", "suite", "bell",
        "as", "asunto", "krs", "rappu", "lgh", "ap", "apto", "andar", "bloco",
    ]
)  # fmt: skip
MOST_WORDINGS = 6

# Said with a name and not written on a foreign sign: «خیابان مارکت» is Market Street, Shariati Street
# is «شریعتی». Left out where a name is asked for by its sound, or may be misspelt.
_KINDS = frozenset(
    search_key(word)
    for word in [
        "خیابان", "خیابون", "بلوار", "بزرگراه", "اتوبان", "آزادراه", "جاده", "میدان", "میدون",
        "کوچه", "بن‌بست", "کوی", "محله", "گذر", "street", "st", "avenue", "ave", "road",
        "rd", "boulevard", "blvd", "square", "sq", "lane", "ln", "alley", "highway", "hwy",
        "drive", "dr", "plaza", "khiaban", "khiyaban", "kheyaban", "kuche", "kucheh", "koocheh",
        "meydan", "meidan", "maydan", "bolvar", "bozorgrah", "rua", "avenida", "av", "praca",
        "katu", "tie", "gatan", "gata", "strasse",
    ]
)  # fmt: skip

# Those of them that mean a kind of the gazetteer and nothing else: "St" may be a saint.
_OF_KIND = {
    "square": ["میدان", "میدون", "square", "plaza", "meydan", "meidan", "maydan", "praca"],
    "street": [
        "خیابان", "خیابون", "بلوار", "بزرگراه", "اتوبان", "آزادراه", "جاده", "کوچه", "بن‌بست",
        "street", "avenue", "road", "boulevard", "lane", "alley", "highway", "khiaban", "khiyaban",
        "kheyaban", "kuche", "kucheh", "koocheh", "bolvar", "bozorgrah", "rua", "avenida", "katu",
        "gatan", "gata", "strasse",
    ],
}  # fmt: skip
_KIND_OF = {search_key(word): kind for kind, words in _OF_KIND.items() for word in words}

# Those of them that stand as words of their own on signs, and that somebody in a hurry joins.
_JOINED_IN_HASTE = [
    search_key(word)
    for word in [
        "خیابان", "بلوار", "بزرگراه", "اتوبان", "میدان", "کوچه", "street", "avenue", "road",
        "boulevard", "square", "alley", "highway", "drive", "plaza",
    ]
]  # fmt: skip
_NAME = 3  # letters that are left of a name at least


def pairs(text: str) -> list[tuple[str, str]]:
    """The two streets of "X and Y", for every "and" there is, at most three."""
    plain = _CROSSING_OF.sub("", text)
    found = ((plain[: middle.start()], plain[middle.end() :]) for middle in _AND.finditer(plain))
    return [pair for pair in found if all(search_key(side) for side in pair)][:3]


def words(text: str) -> list[str]:
    """The words of ``text`` as they are compared, a house number last, as the gazetteer has it."""
    typed = _without_doors(search_key(text).split())
    said = [word for word in typed if word not in _NUMBER_WORDS] or typed
    if len(said) > 1 and _NUMBER.match(said[0]) and not _NUMBER.match(said[-1]):
        return [*said[1:], said[0]]
    return said


def _without_doors(typed: Sequence[str]) -> list[str]:
    """The house alone: «پلاک ۹ واحد ۱۲», 9 flat 12 and 9 B 12 are number 9; 9 B is 9b."""
    found: list[str] = []
    inside = False
    for word in typed:
        numbered = any(_NUMBER.match(one) for one in found)
        if not inside and not (word in _INSIDE and numbered):
            found.append(word)
        inside = not inside and word in _INSIDE and numbered
    match found[-3:]:
        case [house, stair, door] if house.isdigit() and _is_letter(stair) and _NUMBER.match(door):
            return found[:-2]
        case [*_, house, stair] if house.isdigit() and _is_letter(stair):
            return [*found[:-2], house + stair]
    return found


def _is_letter(word: str) -> bool:
    return len(word) == 1 and "a" <= word <= "z"


def kind_said(said: Sequence[str]) -> str:
    """The kind a word of it means, square or street; empty where none does, or both do."""
    kinds = {_KIND_OF[word] for word in said if word in _KIND_OF}
    return kinds.pop() if len(kinds) == 1 and len(said) > 1 else ""


def of_kind(kind: str) -> str:
    """A pattern for names between separators that begin or end with a word for the kind."""
    words = "|".join(word for word, means in _KIND_OF.items() if means == kind)
    return rf" \| ({words}) | ({words}) \| "


def is_called(kind: str, names: Iterable[str]) -> bool:
    between = " | ".join(search_key(name) for name in names)
    return re.search(of_kind(kind), f" | {between} | ") is not None


def ends_in_number(said: Sequence[str]) -> bool:
    return len(said) > 1 and bool(_NUMBER.match(said[-1]))


def house_number(text: str) -> str:
    """The number of a house in a street that is named too; empty where it may be anything else."""
    said = words(text)
    named = any(word not in _KINDS for word in said[:-1])
    return said[-1] if ends_in_number(said) and named and not pairs(text) else ""


def spelt(said: Sequence[str]) -> list[Wording]:
    """As it is spelt: apart, and joined where that may be one name (Vali Asr, Valiasr)."""
    joined = without_kind(" ".join(said)).replace(" ", "")
    return _distinct([tuple(said)] + ([(joined,)] if joined.isalpha() else []))


def taken_apart(said: Sequence[str]) -> Wording | None:
    """One word that a name and its kind of street were joined to: MarketStreet, «خیابانمارکت»."""
    if len(said) != 1:
        return None
    for kind in _JOINED_IN_HASTE:
        if len(said[0]) < len(kind) + _NAME:
            continue
        if said[0].endswith(kind):
            return (said[0].removesuffix(kind), kind)
        if said[0].startswith(kind):
            return (kind, said[0].removeprefix(kind))
    return None


def heard(said: Sequence[str]) -> list[Wording]:
    """As it sounds, in every reading, without the word for the kind of street."""
    return _distinct(tuple(key.split()) for key in _sounds(" ".join(said)))


def crossing_spelt(pair: tuple[str, str]) -> list[Wording]:
    return [(search_key(pair[0]), search_key(pair[1]))]


def crossing_heard(pair: tuple[str, str]) -> list[Wording]:
    return _distinct(product(_sounds(pair[0]), _sounds(pair[1])))


def without_kind(phrase: str) -> str:
    """Without «خیابان» and Street, which are like each other in every name; unless that is all."""
    return " ".join(word for word in phrase.split() if word not in _KINDS) or phrase


def _sounds(text: str) -> list[str]:
    name = " ".join(word for word in search_key(text).split() if word not in _KINDS)
    return list(dict.fromkeys([*sound_keys(name), *joined_sound_keys(name)]))


def _distinct(wordings: Iterable[Wording]) -> list[Wording]:
    return list(islice(dict.fromkeys(wordings), MOST_WORDINGS))
