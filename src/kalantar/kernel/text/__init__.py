"""Persian and Latin text: stored in one spelling, found in any, sorted and said as people expect."""

from kalantar.kernel.text.browsers import say_browser
from kalantar.kernel.text.calendar import (
    say_age,
    say_date,
    say_datetime,
    say_time,
    start_of_day,
)
from kalantar.kernel.text.digits import (
    counted,
    digits_for,
    figure,
    has_long_number,
    lasting,
    localise_number,
    sentence_digits,
    to_latin_digits,
    to_persian_digits,
)
from kalantar.kernel.text.letters import ZWNJ, as_said, normalise
from kalantar.kernel.text.letters_across import LATIN, PERSIAN, in_other_letters
from kalantar.kernel.text.national_id import (
    national_id_check_digit,
    national_id_check_digit_fits,
    national_id_has_ten_digits,
    parse_national_id,
)
from kalantar.kernel.text.order import sort_key
from kalantar.kernel.text.phone import (
    parse_phone,
    phone_number_is_possible,
    phone_number_is_understood,
    say_phone,
)
from kalantar.kernel.text.search import joined_key, search_key
from kalantar.kernel.text.sound import joined_sound_keys, sound_key, sound_keys
from kalantar.kernel.text.typed_dates import date_exists, date_is_understood, parse_date

__all__ = [
    "LATIN",
    "PERSIAN",
    "ZWNJ",
    "as_said",
    "counted",
    "date_exists",
    "date_is_understood",
    "digits_for",
    "figure",
    "has_long_number",
    "in_other_letters",
    "joined_key",
    "joined_sound_keys",
    "lasting",
    "localise_number",
    "national_id_check_digit",
    "national_id_check_digit_fits",
    "national_id_has_ten_digits",
    "normalise",
    "parse_date",
    "parse_national_id",
    "parse_phone",
    "phone_number_is_possible",
    "phone_number_is_understood",
    "say_age",
    "say_browser",
    "say_date",
    "say_datetime",
    "say_phone",
    "say_time",
    "search_key",
    "sentence_digits",
    "sort_key",
    "sound_key",
    "sound_keys",
    "start_of_day",
    "to_latin_digits",
    "to_persian_digits",
]
