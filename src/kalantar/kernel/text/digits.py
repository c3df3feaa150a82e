"""Digits: one value, written the reader's way (۱٬۲۳۴٫۵ or 1,234.5)."""

import re
from decimal import Decimal

from kalantar.kernel.sentence import Sentence

LATIN = "0123456789"
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
ARABIC = "٠١٢٣٤٥٦٧٨٩"

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"  # marks: strong letters that are not seen

_TO_LATIN = str.maketrans(PERSIAN + ARABIC, LATIN * 2)
_TO_PERSIAN = str.maketrans(LATIN + ARABIC, PERSIAN * 2)
_PERSIAN_SIGNS = str.maketrans(LATIN + ",.", PERSIAN + "٬٫")

# A call sign (T-07), an address of a machine or a file name keeps its digits inside a sentence.
_CODE_OR_NUMBER = re.compile(
    r"(?P<number>(?<![\w./:+-])[0-9]+(?:\.[0-9]+)?(?![\w+:/]|[.-]\w))|[\w./:+-]+"
)

_LONG = re.compile(r"\d(?:[\s./-]?\d){6,}")
_OF_PARTS = re.compile(r"(?<!\w)[0-9۰-۹]+(?:-[0-9۰-۹]+)+(?!\w)")


def to_latin_digits(text: str) -> str:
    """Persian and Arabic digits as 0-9; everything else as it was."""
    return text.translate(_TO_LATIN)


def has_long_number(text: str) -> bool:
    """Whether a number as long as a phone's or a national ID's stands in it, in whatever digits: seven of them."""
    return bool(_LONG.search(to_latin_digits(text)))


def to_persian_digits(text: str) -> str:
    """Latin and Arabic digits as ۰-۹; everything else as it was."""
    return text.translate(_TO_PERSIAN)


def digits_for(language: str, text: str) -> str:
    """``text`` with the digits a reader of ``language`` expects."""
    return to_persian_digits(text) if language.startswith("fa") else to_latin_digits(text)


def sentence_digits(language: str, sentence: str) -> str:
    """A whole sentence with the digits its reader expects: numbers change, codes stay as they are."""
    if not language.startswith("fa"):
        return sentence
    return _CODE_OR_NUMBER.sub(_persian_number, sentence)


def _persian_number(found: re.Match[str]) -> str:
    if found["number"]:
        return found[0].translate(_PERSIAN_SIGNS)
    return found[0] if re.search("[A-Za-z]|[.].*[.]", found[0]) else to_persian_digits(found[0])


def localise_number(value: int | float | Decimal, language: str) -> str:
    """The number with thousands separated: ``۱٬۲۳۴٫۵`` in Persian, ``1,234.5`` in English.

    A negative number gets the true minus sign; in Persian a left-to-right mark stands before it
    (as CLDR does), so that it stays on the number's left in a right-to-left line.
    """
    sign, number = ("−", -value) if value < 0 else ("", value)
    written = f"{number:,}"
    if language.startswith("fa"):
        return ("\u200e" + sign if sign else "") + written.translate(_PERSIAN_SIGNS)
    return sign + written


def in_persian_text(number: str) -> str:
    """A number of several parts (1405-001043) in Persian digits, kept from being turned round.

    Between Persian words a dash parts the digits and the parts change places; the isolate (Unicode
    Bidirectional Algorithm, LRI … PDI) keeps them in the order they are written.
    """
    return f"\u2066{to_persian_digits(number)}\u2069"


def in_persian_message(text: str) -> str:
    """A value of a Persian SMS in which numbers of several parts keep their order: each stands between a
    left-to-right and a right-to-left mark. Phones older than the isolates (Unicode 6.3) know these two
    marks; they need no partner, so a text may be cut anywhere; and they cost two units, as isolates do."""
    return _OF_PARTS.sub(lambda found: f"{LEFT_TO_RIGHT}{found[0]}{RIGHT_TO_LEFT}", text)


def figure(value: int | float) -> Sentence:
    """A number as each language writes it, for a place in a sentence."""
    return Sentence(en=localise_number(value, "en"), fa=localise_number(value, "fa"))


def counted(number: int, one: str, many: str) -> Sentence:
    """``1 part``, ``2 parts``; in Persian the number alone, for its noun is the same after any."""
    noun = one if number == 1 else many
    return Sentence(en=f"{localise_number(number, 'en')} {noun}", fa=localise_number(number, "fa"))


def lasting(seconds: int) -> Sentence:
    """A span as a sentence says it: ``48 s``, ``2 min 48 s``, ``1 h 0 min``; seconds within an hour."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, within = divmod(minutes, 60)
    if hours:
        said = Sentence(en="{hours} h {minutes} min", fa="{hours} ساعت و {minutes} دقیقه")
        return said.format(hours=figure(hours), minutes=figure(within))
    if not minutes:
        return Sentence(en="{rest} s", fa="{rest} ثانیه").format(rest=figure(rest))
    said = Sentence(en="{minutes} min {rest} s", fa="{minutes} دقیقه و {rest} ثانیه")
    return said.format(minutes=figure(minutes), rest=figure(rest))
