"""A name in the other script's letters, letter by letter: good enough to say which of two is nearer.

Where ``sound`` finds several names with the same consonants, the vowels that were written decide.
"""

import re

from kalantar.kernel.text.search import search_key

# One Persian letter, one Latin letter: the database does the same with its ``translate``.
PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
LATIN = "abptsjchxdzrzjsssztzagfgkglmnohi"

_TWO_LETTERS = {"ش": "sh", "چ": "ch", "خ": "kh"}
_TOGETHER = [
    (re.compile("(?<![آ-ی])ا(?=[وی])"), ""),  # او, ای at a beginning are o and i
    (re.compile("(?<![آ-ی])وا"), "va"),
]
_FOLDED = [
    (re.compile("sh"), "s"), (re.compile("ch"), "c"), (re.compile("kh"), "x"), (re.compile("gh|q"), "g"),
    (re.compile("zh"), "j"), (re.compile("ou|oo|[vuw]"), "o"), (re.compile("ee|y"), "i"),
]  # fmt: skip


def in_other_letters(text: str) -> tuple[str, bool]:
    """``text`` in Latin letters, and whether it was in Persian ones.

    Persian becomes what a Latin sign may say. Latin becomes what ``translate(…, PERSIAN, LATIN)``
    makes of a Persian sign.
    """
    key = search_key(text)
    if not any(letter in PERSIAN for letter in key):
        for pattern, folded in _FOLDED:
            key = pattern.sub(folded, key)
        return key, False
    for pattern, letters in _TOGETHER:
        key = pattern.sub(letters, key)
    for letter, letters in _TWO_LETTERS.items():
        key = key.replace(letter, letters)
    return key.translate(str.maketrans(PERSIAN, LATIN)), True
