"""Whether somebody asks how a file stands, and after which number: a few words, and nothing guessed."""

import re
import unicodedata

from kalantar.kernel.text import normalise

WHOLE = 14  # digits of a file's number: they alone are a question too
_ASKING = {"وضعیت", "پیگیری", "status"}
_AROUND = {
    "پرونده", "پرونده‌ام", "پروندهام", "شماره", "به", "من", "ام", "چیست", "است",
    "file", "case", "number", "no", "nr", "of", "for", "my", "the", "is", "what",
}  # fmt: skip


def number_asked(text: str) -> str | None:
    """The digits it asks after, in 0-9, however they were written and parted; empty where none were
    given. None where it is no such question: another word in it is for a person to read."""
    said = "".join(one for one in normalise(text) if unicodedata.category(one) != "Mn").casefold()
    words = set(re.findall(r"[^\W\d_]+", said))
    digits = "".join(str(unicodedata.decimal(one)) for one in said if one.isdecimal())
    asks = bool(words & _ASKING) and words <= _ASKING | _AROUND
    return digits if asks or (not words and len(digits) == WHOLE) else None
