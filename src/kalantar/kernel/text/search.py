"""How text is asked for: two spellings of the same thing become one key, on write and on query.

The policy, from most to least certain:

- everything ``normalise`` does, then upper and lower case, Latin marks (ä→a, ç→c), tanvin, tashdid
  and the small hamza fall away; آ أ إ → ا, ؤ → و, ئ → ی, ة → ه; a final ء falls away;
- the half-space joins (``علی‌رضا`` = ``علیرضا``); ezafe's ی falls away (``خانه‌ی`` = ``خانهٔ``);
- digits become Latin; punctuation becomes a space, an apostrophe nothing;
- two و become one (داوود, مسئول = مسؤول = مسوول); a few words have two spellings in live use and
  get one (``_ONE_SPELLING``).

``joined_key`` also drops the spaces: ``علی رضا`` = ``علیرضا``. Use it to compare whole names.
"""

import re
import unicodedata
from functools import lru_cache

from kalantar.kernel.text.letters import HAMZA_ABOVE, ZWNJ, normalise

_FOLDED = str.maketrans(
    {
        "آ": "ا", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی", "ة": "ه", "ء": "",
        "ێ": "ی", "ې": "ی", "ۍ": "ی", "ۆ": "و", "ۇ": "و", "ۋ": "و", "ڕ": "ر", "ڵ": "ل", "ڤ": "ف",
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ı": "i",
        "ŋ": "n", "ŧ": "t", "ĸ": "k", "ſ": "s",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "`": "", "´": "", "′": "", "٬": "",
    }
)  # fmt: skip
_HAMZA_AND_VAV = re.compile("[ئؤ]و")
_TA_BEFORE_AL = re.compile("ة(?= ?ال)")  # آیة‌الله is said and mostly written آیت‌الله
_EZAFE = re.compile(f"ه(?:[{ZWNJ} ]ی)+(?= |$)")
_DOUBLE_VAV = re.compile("وو+")

# Words with two spellings in live use. Each right side is free of every left side.
_ONE_SPELLING = {
    "رحمن": "رحمان", "اسمعیل": "اسماعیل", "اسحق": "اسحاق",
    "طهران": "تهران", "طهماسب": "تهماسب", "اطاق": "اتاق", "بلیط": "بلیت", "امپراطور": "امپراتور",
    "مسیله": "مساله", "هییت": "هیات", "جریت": "جرات", "نشیت": "نشات",
}  # fmt: skip
_TWO_SPELLINGS = re.compile("|".join(_ONE_SPELLING))


@lru_cache(maxsize=1_000)  # one name is asked for in many ways in a row
def search_key(text: str) -> str:
    """The words of ``text`` as they are compared: lower case, spaces between words, Latin digits."""
    text = normalise(unicodedata.normalize("NFKC", text)).casefold()
    text = _HAMZA_AND_VAV.sub("و", _without_marks(text))
    text = _TA_BEFORE_AL.sub("ت", text).translate(_FOLDED)
    text = "".join(_word_sign(sign) for sign in text)
    text = _EZAFE.sub("ه", " ".join(text.split()))
    text = _DOUBLE_VAV.sub("و", text.replace(ZWNJ, ""))
    return _TWO_SPELLINGS.sub(lambda word: _ONE_SPELLING[word[0]], text)


def joined_key(text: str) -> str:
    """``search_key`` without its spaces: for names people write joined, half-joined and apart."""
    return search_key(text).replace(" ", "")


def _without_marks(text: str) -> str:
    """Latin letters without diacritics, Persian ones without marks; the Persian letters stay whole."""
    bare = []
    for sign in text:
        if "\u0600" <= sign <= "\u06ff":
            if unicodedata.category(sign) != "Mn" and sign != HAMZA_ABOVE:
                bare.append(sign)
        else:
            parts = unicodedata.normalize("NFKD", sign)
            bare.extend(part for part in parts if unicodedata.category(part) != "Mn")
    return "".join(bare).casefold()


def _word_sign(sign: str) -> str:
    """A letter as it is, a digit of any script in Latin, anything else a space."""
    if sign == ZWNJ or unicodedata.category(sign)[0] == "L":
        return sign
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.decimal(sign))
    return sign if unicodedata.category(sign)[0] == "M" else " "
