"""The Iranian national ID (کد ملی): ten digits, the last of which checks the nine before it."""

from kalantar.kernel.rules import input_rule
from kalantar.kernel.text.digits import to_latin_digits
from kalantar.kernel.text.letters import normalise

national_id_has_ten_digits = input_rule(
    "national_id_has_ten_digits",
    en="A national ID has ten digits, zeros at the start included.",
    fa="کد ملی ده رقم است و صفرهای اول آن هم نوشته می‌شود.",
    do_en="Type it as it is printed on the card.",
    do_fa="آن را همان‌گونه که روی کارت چاپ شده است بنویسید.",
)
national_id_check_digit_fits = input_rule(
    "national_id_check_digit_fits",
    en="There is no such national ID: its last digit does not fit the others.",
    fa="چنین کد ملی‌ای وجود ندارد؛ رقم آخر با رقم‌های دیگر نمی‌خواند.",
    do_en="Compare it with the card; one digit is probably mistyped.",
    do_fa="آن را با کارت مقایسه کنید؛ احتمالاً یک رقم اشتباه نوشته شده است.",
)

_BETWEEN_DIGITS = str.maketrans("", "", " -_./‐–\n")


def parse_national_id(text: str) -> str:
    """The ten Latin digits to keep; Refused where it cannot be somebody's.

    The check of the Civil Registration Organization's number: multiply the first nine digits by 10
    down to 2, add, take modulo 11; the check digit is the remainder below 2, else 11 minus it.
    Ten equal digits fit that sum but are never issued.
    """
    digits = to_latin_digits(normalise(text)).translate(_BETWEEN_DIGITS)
    if len(digits) != 10 or not (digits.isascii() and digits.isdecimal()):
        raise national_id_has_ten_digits.refuse()
    if len(set(digits)) == 1 or int(digits[9]) != national_id_check_digit(digits[:9]):
        raise national_id_check_digit_fits.refuse()
    return digits


def national_id_check_digit(nine: str) -> int:
    """The tenth digit for these nine Latin digits."""
    remainder = sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
    return remainder if remainder < 2 else 11 - remainder
