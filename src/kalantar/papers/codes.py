"""The code of a paper: twelve letters and digits that nobody takes for one another, in three groups.

Sixty random bits: who guesses a thousand times a second finds none in a million years.
"""

import secrets

from kalantar.kernel.text import normalise, to_latin_digits

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of Crockford's base 32
LENGTH, GROUP = 12, 4
_TAKEN_FOR = str.maketrans("OILU", "011V")


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def in_groups(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def typed_code(text: str) -> str:
    """The code somebody typed or scanned, however it is written; empty where it is none."""
    plain = to_latin_digits(normalise(text)).upper().translate(_TAKEN_FOR)
    code = "".join(letter for letter in plain if letter not in "-‐–— ./")
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""
