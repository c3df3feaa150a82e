"""What was said to a question, as it is kept: ``yes`` or ``no``, a number in Latin digits, words."""

import re

from kalantar.catalogue.models import Question
from kalantar.incidents.priority import YES
from kalantar.kernel.text import normalise, to_latin_digits

NO = frozenset({"no", "false", "0", "خیر", "نه"})
NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,6})?")


def answer_to(kind: str, said: str) -> str | None:
    """``kind`` of question; None where it is no answer to one of it. Digits may be Persian."""
    text = normalise(said)
    plain = to_latin_digits(text).replace("٫", ".").casefold()
    if kind == Question.Kind.YES_NO:
        return "yes" if plain in YES else "no" if plain in NO else None
    if kind == Question.Kind.NUMBER:
        return plain if NUMBER.fullmatch(plain) else None
    return text
