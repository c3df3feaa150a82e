"""What betrays Persian text that nobody read twice. Used by the check on everything shown to people.

The house's spelling: Persian ی and ک, the half-space where grammar asks for it, ezafe after ه as ـهٔ,
Persian digits and punctuation, tanvin written (لطفاً).
"""

import re
from collections.abc import Iterator

from kalantar.kernel.text.letters import ZWNJ, normalise

_LETTER = "[آ-یئؤأ]"
_NOT_PROSE = re.compile(
    r"%\(\w+\)[sd]|%[sd]|\{[^{}]*\}|<[^<>]*>|`[^`]*`|https?://\S+|&\w+;"  # places, tags, code
    r"|\d+(?:\.\d+){3}(?::\d+)?"  # addresses of machines
    r"|[./]*[A-Za-z][\w./:+@\\=-]*|(?<!\w)--?[a-z][\w-]*(?:[ =]\d[\d.]*)?"  # Latin words, file names, options
)
# Direction marks may be needed around + and -, a vowel where a word is read in two ways (ببُرید).
_MEANT = re.compile("[\u200e\u200f\u2066-\u2069\u064e-\u0650\u0652]")
_STRAY = re.compile(r"^\s+|\s+$")
_SMELLS: list[tuple[re.Pattern[str], str]] = [
    (re.compile("[يىكة]"), "an Arabic letter (ی and ک are the Persian ones)"),
    (re.compile("[0-9٠-٩]"), "a digit that is not Persian (۰-۹)"),
    (re.compile(f"(?<!{_LETTER})ن?می {_LETTER}"), "a space after «می» (half-space: می‌شود)"),
    (re.compile(f"{_LETTER} (ها|های|هایی|هایش|هایم)(?!{_LETTER})"), "a space before «ها» (half-space)"),
    (re.compile(f"{_LETTER} (تر|ترین)(?!{_LETTER})"), "a space before «تر» (half-space)"),
    (re.compile(f"ه ای(?!{_LETTER})"), "a space before «ای» (half-space: ـه‌ای)"),
    (re.compile(f"ه[ {ZWNJ}]ی(?!{_LETTER})"), "ezafe as «ه‌ی» (the house writes ـهٔ)"),
    (re.compile("[آ-ی] +[.،؛؟!:»)]"), "a space before a punctuation mark"),
    (re.compile("[آ-ی][،؛؟](?=[آ-ی])"), "no space after a punctuation mark"),
    (re.compile("[آ-ی۰-۹] ?[,;?](?!\\d)"), "Latin punctuation in Persian text (، ؛ ؟)"),
    (re.compile(r'[آ-ی]"|"[آ-ی]|“|”'), "Latin quotation marks (« »)"),
    (re.compile(r"\.\.\."), "three dots (…)"),
    (re.compile("می‌باش|میباش"), "«می‌باشد» (say «است»)"),
    (
        re.compile(
            f"(?<!{_LETTER})(لطفا|مثلا|حتما|قبلا|بعدا|فعلا|احتمالا|معمولا|اصلا|کاملا|مجددا|فورا|دقیقا|نسبتا|صرفا)"
            f"(?!{_LETTER}|ً)"
        ),
        "a missing tanvin (لطفاً)",
    ),
]  # fmt: skip


def smells(text: str) -> Iterator[str]:
    """What is wrong with this Persian text, one short reason each; nothing for clean text."""
    prose = _NOT_PROSE.sub("X", _MEANT.sub("", text))
    for pattern, reason in _SMELLS:
        if found := pattern.search(prose):
            yield f"{reason}: «{_around(prose, found)}»"
    if any(_STRAY.sub("", line) != normalise(line) for line in prose.split("\n")):
        yield "an invisible sign, a doubled space or a half-space between letters that do not join"


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 12) : found.end() + 12].replace("\n", " ").strip()
