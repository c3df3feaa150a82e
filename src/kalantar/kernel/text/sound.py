"""How a name sounds, whichever letters it is written in: «مارکت» and Market have one key.

Persian leaves most vowels out and spells foreign names by ear; Latin transcriptions of Persian names
differ from sign to sign (Shariati, Shariaty; Qolhak, Gholhak). What survives in all of them are the
consonants in their order, so the key of a word is its consonants, those folded together that one
script does not tell apart or that ears confuse:

=====  =================================  ==========================================================
key    Persian                            Latin
=====  =================================  ==========================================================
a      ا ع at the beginning of a word     a e i o u at the beginning; elsewhere vowels are left out
v, y   و ی at the beginning; else vowels  v w, y at the beginning; left out elsewhere, as و ی are
s      س ص ث ز ذ ض ظ                      s z, ç, c before e i y: Jones is written جونز
c      ش چ                                sh ch sch tch; the end of Mission
j      ج ژ                                j zh dj, dg before e
g      گ ق غ                              g gh q: قلهک is Qolhak and Gholhak
k      ک                                  k ck, c elsewhere, qu before a vowel; x is ks
t      ت ط                                t th
x, h   خ; ه ح but not at a word's end     kh; h but not at a word's end (نامه is nameh, name, nama)
=====  =================================  ==========================================================

b p f d l m n r are themselves. Twice the same letter together is once (Minna, مینا; ون‌نس). Before st, sp,
sm … Persian needs a vowel (استریت), so there a vowel at the beginning is left out of both. The ال of
الدین is not said. Figures stay figures, 4th is 4.

Some letters are read in two ways. A name is kept in all of its ``sound_keys``, and asked for in one
after the other, the likeliest first. A key is coarse: what it finds stands below what is spelt alike.
"""

import re
from functools import lru_cache

from kalantar.kernel.text.search import search_key

_PERSIAN = str.maketrans(
    {
        "ب": "b", "پ": "p", "ت": "t", "ط": "t", "ث": "s", "س": "s", "ص": "s", "ز": "s", "ذ": "s",
        "ض": "s", "ظ": "s", "ج": "j", "ژ": "j", "چ": "c", "ش": "c", "ح": "h", "ه": "h", "خ": "x",
        "د": "d", "ر": "r", "ف": "f", "ق": "g", "غ": "g", "گ": "g", "ک": "k", "ل": "l", "م": "m",
        "ن": "n", "ا": "", "ع": "", "و": "", "ی": "",
    }
)  # fmt: skip
_FIRST = dict.fromkeys("اعaeiou", "a") | dict.fromkeys("وvw", "v") | dict.fromkeys("یy", "y")
_ARABIC = re.compile("[\u0600-\u06ff]")
_NOT_IN_A_KEY = re.compile("[^0-9a-z]")
_PROTHETIC = re.compile("^(?:[اع](?=[سصث][تطپکمنفب])|[aeiou](?=s[tpkmnfb]))")
_UNSAID = [
    (re.compile("(?<=.)الدین"), "دین"),
    (re.compile("(?<=عبد)ال(?=[تثدذرزسشصضطظن])"), ""),
]

_SPELT = {
    "tsch": "c", "sch": "c", "tch": "c", "chr": "kr", "ch": "c", "sh": "c", "kh": "x", "gh": "g",
    "ght": "t", "ph": "f", "th": "t", "zh": "j", "dj": "j", "ck": "k", "x": "ks", "q": "g", "z": "s",
    "c": "k", **dict.fromkeys("aeiouvwy", ""),
}  # fmt: skip
_LATIN = re.compile(
    r"(?P<soft>c(?=[eiy]))|(?P<hard>qu(?=[aeio]))|(?P<bridge>dg(?=e))"
    r"|(?P<spelt>" + "|".join(sorted(_SPELT, key=len, reverse=True)) + r")|(?P<plain>.)"
)
_DOUBLE = re.compile(r"([b-df-hj-np-tv-zء-ی])\1+")
_HEARD = [
    (re.compile("^wh"), "w"),
    (re.compile("(?:ss|t)ion"), "shn"),
    (_DOUBLE, r"\1"),
]
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th|ام|م)$")
_SOFT_G, _SILENT_H = re.compile("g(?=[eiy])"), re.compile("(?<=[ln])h(?=[aeiou])|^h(?=[aeiou])")
_YU = re.compile("^یو(?=.)")  # یونیون, یونایتد, یونیورسیتی
_EZAFE = frozenset(("e", "ye"))  # Meydan-e Azadi, Mosalla-ye …

_PERSIAN_NUMBERS = [
    "صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده",
    "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده", "بیست",
]  # fmt: skip
_ENGLISH_NUMBERS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
]  # fmt: skip
_ENGLISH_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
]  # fmt: skip
_FIGURES = {
    search_key(word): str(number)
    for words, first in (
        (_PERSIAN_NUMBERS, 0),
        ([f"{word}م" for word in _PERSIAN_NUMBERS[1:]], 1),
        (["اول", "دوم", "سوم"], 1),
        (_ENGLISH_NUMBERS, 0),
        (_ENGLISH_ORDINALS, 1),
    )
    for number, word in enumerate(words, start=first)
}


def sound_key(text: str) -> str:
    """The words of ``text`` as they sound, in their likeliest reading; a-z, 0-9 and single spaces."""
    return _key(_words(text))


def sound_keys(text: str) -> tuple[str, ...]:
    """``sound_key`` and then the other readings, none twice; empty where no letter is known.

    The others: number words as figures (چهارم, fourth: 4); as Portuguese and French are read, with ث
    for th; j as y; یو at the beginning as the u of Union.
    """
    words = _words(text)
    told = [words, *([other(word) for word in words] for other in _OTHERWISE)]
    keys = (_key(reading) for number, reading in enumerate(told) if not number or reading != words)
    return tuple(dict.fromkeys(key for key in keys if key))


def joined_sound_keys(text: str) -> tuple[str, ...]:
    """The same with words between figures joined: ولی عصر, ولیعصر, Vali Asr and Valiasr are one."""
    runs: list[str] = []
    for word in _words(text):
        apart = not runs or word[0].isdigit() or runs[-1][0].isdigit()
        runs[len(runs) if apart else -1 :] = [word if apart else runs[-1] + word]
    return sound_keys(" ".join(runs))


def _words(text: str) -> list[str]:
    words = search_key(re.sub("[çÇ]", "s", text)).split()
    return [word for word in words if word not in _EZAFE] or words


def _key(words: list[str]) -> str:
    return " ".join(sound for word in words if (sound := _sound(word)))


@lru_cache(maxsize=20_000)  # a city's names are made of few words
def _sound(word: str) -> str:
    if word[0].isdigit():
        ordinal = _ORDINAL.match(word)
        return ordinal[1] if ordinal else _NOT_IN_A_KEY.sub("", word)
    word = _PROTHETIC.sub("", word)
    if _ARABIC.search(word):
        for pattern, said in _UNSAID:
            word = pattern.sub(said, word)
        word = _DOUBLE.sub(r"\1", word)
        rest = word[1:].translate(_PERSIAN)
        first = _FIRST.get(word[0]) or word[0].translate(_PERSIAN)
    else:
        for pattern, said in _HEARD:
            word = pattern.sub(said, word)
        first = _FIRST.get(word[0], "")
        rest = _LATIN.sub(_said, word[1:] if first else word)
    sounds = _NOT_IN_A_KEY.sub("", first + rest)
    return sounds[0] + sounds[1:].rstrip("h") if sounds else ""


def _said(found: re.Match[str]) -> str:
    if found["spelt"]:
        return _SPELT[found["spelt"]]
    if found["plain"]:
        return found["plain"]
    return "s" if found["soft"] else "k" if found["hard"] else "j"


def _as_romance(word: str) -> str:
    word = _SOFT_G.sub("j", _SILENT_H.sub("", word))
    return word.replace("x", "sh").replace("ث", "ت")


def _j_as_y(word: str) -> str:
    return word.replace("j", "y")


def _as_long_u(word: str) -> str:
    return _YU.sub("ا", word)


def _as_figure(word: str) -> str:
    return _FIGURES.get(word, word)


_OTHERWISE = (_as_figure, _as_romance, _j_as_y, _as_long_u)
