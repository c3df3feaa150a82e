"""How files are numbered: ``1405-0012-00347-6``, year, register of the station, serial, check digit."""

from kalantar.incidents.numbering import year_of
from kalantar.kernel.rules import input_rule
from kalantar.kernel.text import normalise, to_latin_digits

__all__ = ["number_of", "old_number_of", "parse_case_number", "year_of"]

case_number_has_its_digits = input_rule(
    "case_number_has_its_digits",
    en="A file number has fourteen digits.",
    fa="شمارهٔ پرونده چهارده رقم است.",
    do_en="Type it as it stands on the receipt: 1405-0012-00347-6.",
    do_fa="آن را همان‌گونه که روی رسید آمده است بنویسید: ‎۱۴۰۵-۰۰۱۲-۰۰۳۴۷-۶.",
)
case_number_check_digit_fits = input_rule(
    "case_number_check_digit_fits",
    en="There is no such file number: its last digit does not fit the others.",
    fa="چنین شمارهٔ پرونده‌ای وجود ندارد؛ رقم آخر با رقم‌های دیگر نمی‌خواند.",
    do_en="Compare it with the receipt; one digit is probably mistyped.",
    do_fa="آن را با رسید مقایسه کنید؛ احتمالاً یک رقم اشتباه نوشته شده است.",
)

# The totally anti-symmetric quasigroup of order 10 by H. M. Damm, “Total anti-symmetrische
# Quasigruppen”, Marburg 2004: no single wrong digit and no two exchanged neighbours give zero.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_LENGTHS = (4, 4, 5, 1)
DIGITS = sum(_LENGTHS)
_BETWEEN = str.maketrans("", "", " -_./‐–\n")


def number_of(year: int, register: int, serial: int) -> str:
    """``register``: the station's, 1 to 9,999; ``serial``: 1 to 99,999 in the station and year."""
    digits = f"{year:04}{register:04}{serial:05}"
    return _grouped(digits + str(_remainder(digits)))


def parse_case_number(text: str) -> str:
    """The number as it is kept; Refused where it is none. Digits of either script, however grouped."""
    digits = to_latin_digits(normalise(text)).translate(_BETWEEN)
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise case_number_has_its_digits.refuse()
    if _remainder(digits) != 0:
        raise case_number_check_digit_fits.refuse()
    return _grouped(digits)


def old_number_of(text: str) -> str:
    """A number of an old register as it is kept and looked for: without spaces, in Latin digits."""
    return "".join(to_latin_digits(normalise(text)).split()).upper()


def _remainder(digits: str) -> int:
    row = 0
    for digit in digits:
        row = _DAMM[row][int(digit)]
    return row


def _grouped(digits: str) -> str:
    groups, at = [], 0
    for length in _LENGTHS:
        groups.append(digits[at : at + length])
        at += length
    return "-".join(groups)
