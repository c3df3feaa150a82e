"""Where a request differs from its form, in the reader's language: our sentence for the validator's."""

from typing import Any

from kalantar.kernel.sentence import Sentence

UNREADABLE = Sentence(en="The body cannot be read as JSON.", fa="بدنهٔ درخواست JSON خوانا نیست.")
ANY = Sentence(en="This value does not fit.", fa="این مقدار پذیرفتنی نیست.")
DIFFERENCES = {
    "missing": Sentence(en="This is missing.", fa="این مورد نیامده است."),
    "json_invalid": UNREADABLE,
    "greater_than": Sentence(en="It must be above {gt}.", fa="باید بیش از {gt} باشد."),
    "greater_than_equal": Sentence(en="It must be at least {ge}.", fa="باید دست‌کم {ge} باشد."),
    "less_than": Sentence(en="It must be below {lt}.", fa="باید کمتر از {lt} باشد."),
    "less_than_equal": Sentence(en="It must be at most {le}.", fa="باید حداکثر {le} باشد."),
    "string_too_long": Sentence(
        en="It must have at most {max_length} characters.",
        fa="باید حداکثر {max_length} نویسه داشته باشد.",
    ),
}
KINDS = {
    "uuid": Sentence(en="It must be a UUID.", fa="باید UUID باشد."),
    "int": Sentence(en="It must be a whole number.", fa="باید عدد صحیح باشد."),
    "float": Sentence(en="It must be a number.", fa="باید عدد باشد."),
    "bool": Sentence(en="It must be true or false.", fa="باید true یا false باشد."),
    "string": Sentence(en="It must be text.", fa="باید متن باشد."),
    "datetime": Sentence(en="It must be a date and time.", fa="باید تاریخ و ساعت باشد."),
}


def said(error: dict[str, Any]) -> str:
    """Of one of the validator's errors: its ``type`` and, where there are, the bounds in ``ctx``."""
    kind, facts = error.get("type", ""), error.get("ctx") or {}
    if kind in DIFFERENCES:
        return str(DIFFERENCES[kind].format(**facts))
    base, _, how = kind.rpartition("_")
    return str(KINDS.get(base.removesuffix("_from"), ANY) if how in ("type", "parsing") else ANY)
