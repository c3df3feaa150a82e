"""Alphabetical order as a Persian reader expects it, for a column sorted byte by byte ("C").

PostgreSQL from the wheel has no ICU, and code-point order puts پ چ ژ ک گ ی in the wrong places.
The order is that of CLDR's collation/fa.xml (آ before ا, the hamza letters after ا, و before ه); digits
come first and by value, then Persian, then Latin, then other scripts by code point.
"""

import re
import unicodedata

from kalantar.kernel.text.letters import ZWNJ, normalise

ALPHABET = "آاءبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_SAME_PLACE = {
    "أ": "ء",
    "إ": "ء",
    "ؤ": "ء",
    "ئ": "ء",
    "ة": "ه",
    "ێ": "ی",
    "ې": "ی",
    "ۆ": "و",
    "ڤ": "ف",
    "ڕ": "ر",
    "ڵ": "ل",
}
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_APART = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "ß": "ss",
}

# 34 Persian and 26 Latin letters fill the codes from "A" (0x41) to "|" (0x7c), above the digits.
_PLACES = {letter: chr(0x41 + place) for place, letter in enumerate(ALPHABET + _LATIN)}
_NUMBER = re.compile("[0-9]+")
_LONGEST = 15
_END = "\t"  # below the space: a shorter text comes before every longer one


def sort_key(text: str) -> str:
    """What to keep in a ``COLLATE "C"`` column and sort by; equal only for equal stored texts.

    Word by word: a space sorts before any letter. Marks, half-spaces and punctuation decide only
    between texts that are otherwise the same. Numbers sort by value: کوچهٔ ۲ before کوچهٔ ۱۰.
    """
    stored = normalise(text)
    return _NUMBER.sub(_by_value, _places(stored)).strip() + _END + stored


def _places(stored: str) -> str:
    places = []
    for letter in stored.casefold():
        letter = _SAME_PLACE.get(letter, letter)
        if letter in _PLACES:
            places.append(_PLACES[letter])
            continue
        for part in _APART.get(letter) or unicodedata.normalize("NFKD", letter):
            places.append(_place(part))
    return " ".join("".join(places).split())


def _place(part: str) -> str:
    kind = unicodedata.category(part)
    if kind == "Nd":
        return str(unicodedata.decimal(part))
    if part == ZWNJ or kind[0] == "M":
        return ""
    if kind[0] == "L":
        return _PLACES.get(_SAME_PLACE.get(part, part), part)
    return " "


def _by_value(number: re.Match[str]) -> str:
    """The number behind a sign for its length, so that byte order is order by value."""
    digits = number[0].lstrip("0") or "0"
    return chr(0x30 + min(len(digits), _LONGEST)) + digits
