"""How text is stored: one spelling for every letter, nothing invisible, nothing a reader would miss."""

import re
import unicodedata

ZWNJ = "\u200c"
HAMZA_ABOVE = "\u0654"

# One code point per letter. The left ones come from Arabic, Urdu and Kurdish keyboards and old
# Windows fonts; a Persian reader sees the same letter.
_LETTERS = {
    "ي": "ی", "ى": "ی", "ے": "ی",
    "ك": "ک", "ڪ": "ک",
    "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ة",
    "ۀ": "ه" + HAMZA_ABOVE, "ۂ": "ه" + HAMZA_ABOVE, "ۓ": "ئ",
    "ٱ": "ا",
    "٠": "۰", "١": "۱", "٢": "۲", "٣": "۳", "٤": "۴",
    "٥": "۵", "٦": "۶", "٧": "۷", "٨": "۸", "٩": "۹",
    "ـ": "",  # tatweel only stretches a word
    "\u200b": ZWNJ, "\u00ad": ZWNJ,  # what some keyboards send for the half-space
    "\t": " ", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n",
}  # fmt: skip
_UNIFY = str.maketrans(_LETTERS)

# Isolated, initial, medial and final shapes pasted from PDF files; ligatures such as ﻻ and ﷲ.
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")

# Vowels and reading marks go. Three marks stay, because correct Persian is written with them:
# tanvin (قبلاً), tashdid (بنّا) and the small hamza of ezafe (خانهٔ).
_SHORT_VOWELS = "\u064c-\u0650\u0652"
_RARE_MARKS = (
    "\u0610-\u061a\u0653\u0655-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
_READING_MARKS = re.compile(f"[{_SHORT_VOWELS}{_RARE_MARKS}]")
_NEVER_SAID = re.compile(f"[{_RARE_MARKS}]")
_STRAY_HAMZA = re.compile(f"(?<!ه){HAMZA_ABOVE}|(?<={HAMZA_ABOVE}){HAMZA_ABOVE}")

_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f"
_NOT_SIGN = re.compile(
    f"(?<=[{_ARABIC}])[¬{ZWNJ}]+(?=[{_ARABIC}])"
)  # Windows once sent it for ZWNJ
# A half-space says something only between two letters of which the first would have joined.
_LONERS = "اآأإدذرزژوؤةءۆۇۋڕ"  # these never join to the letter after them
_IDLE_ZWNJ = re.compile(
    f"(?<![{_ARABIC}{HAMZA_ABOVE}\u064b\u0651{_SHORT_VOWELS}]){ZWNJ}+|(?<=[{_LONERS}]){ZWNJ}+"
    f"|{ZWNJ}+(?![{_ARABIC}{ZWNJ}])|(?<={ZWNJ}){ZWNJ}+"
)


def normalise(text: str) -> str:
    """``text`` as it is stored: NFC, one spelling for each letter, no invisible or control signs.

    What a reader can see stays: letters and their order, tanvin, tashdid, ezafe's hamza, ة, the
    half-space (ZWNJ) where it parts two letters that would join, line ends, Latin digits. Applying
    it twice changes nothing. It is not for comparing: see ``search_key``.
    """
    return _stored(text, _READING_MARKS)


def as_said(text: str) -> str:
    """The same for what somebody said, signs or is answered for by: short vowels stay, as one of them can make
    another word of it (هُل and هِل)."""
    return _stored(text, _NEVER_SAID)


def _stored(text: str, without: re.Pattern[str]) -> str:
    text = _SHAPES.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]), text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text.translate(_UNIFY))
    text = text.replace("ی" + HAMZA_ABOVE, "ئ")
    text = unicodedata.normalize("NFC", "".join(sign for sign in text if _is_said(sign)))
    text = _STRAY_HAMZA.sub("", without.sub("", text))
    text = unicodedata.normalize("NFC", _IDLE_ZWNJ.sub("", _NOT_SIGN.sub(ZWNJ, text)))
    text = _STRAY_HAMZA.sub("", text)  # marks that came together are in their order only now
    return unicodedata.normalize("NFC", _tidy_spaces(text))


def _is_said(sign: str) -> bool:
    """Whether it is text: not a control, bidi, private or half a surrogate pair."""
    kind = unicodedata.category(sign)
    return sign in ("\n", ZWNJ) or kind not in ("Cc", "Cf", "Cs", "Co")


def _tidy_spaces(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
