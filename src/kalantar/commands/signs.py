"""A call sign as it is compared, whatever keyboard it came from."""

from kalantar.kernel.text import ZWNJ, normalise, to_latin_digits


def sign_key(sign: str) -> str:
    return to_latin_digits(normalise(sign)).replace(ZWNJ, "").replace(" ", "").casefold()
