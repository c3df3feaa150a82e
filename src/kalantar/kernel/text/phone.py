"""Phone numbers: kept as E.164 (``+989123456789``), said as people of the country write them."""

import phonenumbers
from django.conf import settings
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    ValidationResult,
)

from kalantar.kernel.rules import input_rule
from kalantar.kernel.text.calendar import is_persian
from kalantar.kernel.text.digits import to_latin_digits, to_persian_digits
from kalantar.kernel.text.letters import normalise

phone_number_is_understood = input_rule(
    "phone_number_is_understood",
    en="This is not a phone number.",
    fa="این شمارهٔ تلفن نیست.",
    do_en="Type the digits with the area code, such as 021 8877 6655 or +1 415 553 0123.",
    do_fa="رقم‌ها را با پیش‌شماره بنویسید؛ مانند ۰۲۱۸۸۷۷۶۶۵۵ یا ‎+۱۴۱۵۵۵۳۰۱۲۳.",
)
phone_number_is_possible = input_rule(
    "phone_number_is_possible",
    en="This phone number has too many or too few digits.",
    fa="تعداد رقم‌های این شمارهٔ تلفن درست نیست.",
    do_en="Count them, with the area code; for a number abroad begin with + and the country code.",
    do_fa="رقم‌ها را همراه پیش‌شماره بشمارید؛ شمارهٔ خارج از کشور با + و کد کشور شروع می‌شود.",
)


def home_region() -> str:
    """The country whose numbers are written without a country code (ISO 3166, ``IR``)."""
    return str(getattr(settings, "PHONE_REGION", "IR"))


def parse_phone(text: str, region: str | None = None) -> str:
    """The number as E.164; Refused where it is not one or has an impossible length.

    Only the length (area code included) is judged, not whether the range is in use: a caller's number comes from the
    carrier, new ranges open every year, and a call is not refused for its number.
    """
    try:
        number = phonenumbers.parse(to_latin_digits(normalise(text)), region or home_region())
    except NumberParseException:
        raise phone_number_is_understood.refuse() from None
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        raise phone_number_is_possible.refuse()
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def say_phone(e164: str, language: str | None = None, *, region: str | None = None) -> str:
    """The number in its country's own writing at home, in the international one from elsewhere.

    Show it left to right (the ``ltr`` or ``phone`` filter), in Persian too.
    """
    number = _number(e164)
    if number is None:
        return e164
    at_home = number.country_code == phonenumbers.country_code_for_region(region or home_region())
    shape = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    written = phonenumbers.format_number(number, shape)
    return to_persian_digits(written) if is_persian(language) else written


def is_landline(e164: str) -> bool:
    """Known to be one, so that no text message comes there; a range nobody knows yet is not."""
    number = _number(e164)
    return number is not None and phonenumbers.number_type(number) == PhoneNumberType.FIXED_LINE


def _number(e164: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(e164, None)
    except NumberParseException:
        return None
