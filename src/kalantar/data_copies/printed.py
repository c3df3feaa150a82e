"""A copy as its paper shows it, in the language that is active."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language

from kalantar.data_copies import wording as w
from kalantar.data_copies.facts import Coded, Copy, FileCopy, Group, Item, Value
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import digits_for, say_date, say_datetime, say_phone
from kalantar.kernel.text.digits import in_persian_text


def as_said(copy: Copy) -> dict[str, Any]:
    return {
        "intro": str(w.INTRO),
        "nothing": str(w.NOTHING_KEPT),
        "groups": [_group(one) for one in copy.groups],
        "files": [_file(one) for one in copy.files],
        "kept": str(w.HOW_LONG),
        "kept_for": [[str(one.what), str(one.why)] for one in copy.kept_for],
        "not_here": str(w.NOT_HERE),
        "left_out": [[str(one.what), str(one.why)] for one in copy.left_out],
    }


def _file(one: FileCopy) -> dict[str, Any]:
    number = str(next(fact.value for fact in one.facts if fact.key == "number"))
    said = Sentence(en=number, fa=in_persian_text(number))
    return {
        "title": str(w.A_FILE.format(number=said)),
        "facts": _item(one.facts),
        "groups": [_group(each) for each in one.groups if each.items],
    }


def _group(one: Group) -> dict[str, Any]:
    return {
        "title": str(one.title),
        "source": str(w.SOURCE.format(source=one.source)),
        "items": [_item(each) for each in one.items],
    }


def _item(one: Item) -> list[list[str]]:
    return [[str(fact.label), value_said(fact.key, fact.value)] for fact in one]


_COMMA = {True: "، ", False: ", "}
_IN_DIGITS = ("number", "label", "ticket", "birth_year", "national_id")


def value_said(key: str, value: Value) -> str:
    match value:
        case datetime():
            return say_datetime(value, short=True)
        case date():
            return say_date(value, short=True)
        case Coded():
            return str(value.said)
        case list():
            return _COMMA[_persian()].join(str(one.said) for one in value)
        case int():
            return _digits(value)
        case str() if key == "phone":
            return say_phone(value).replace(" ", "")  # its groups would turn round in Persian
        case str() if key in _IN_DIGITS:
            return _digits(value)
    return str(value)


def _persian() -> bool:
    return (get_language() or "fa").startswith("fa")


def _digits(value: object) -> str:
    return digits_for(get_language() or "fa", str(value))
