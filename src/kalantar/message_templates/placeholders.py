"""What a template may name: a closed list of plain values, and no name of anybody.

Whoever reads a phone on a table learns that there is a file, and nothing of the other party.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from unicodedata import bidirectional

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import ZWNJ
from kalantar.kernel.text.digits import (
    LATIN,
    LEFT_TO_RIGHT,
    PERSIAN,
    RIGHT_TO_LEFT,
    in_persian_message,
)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What it is called where a template is written, and an example of it in both languages."""

    name: Sentence
    example: Sentence
    longest: int = 60  # letters: a status, never a story


OWN_LINK = "https://kalantar.example.ir/h/Xr2mQv7KcT0bN4sWfJ9dLhEyGaPzUo1iV6tRkB3nCq8/"

# The examples are as long as what really stands there at its longest: who approves counts their parts.
PLACEHOLDERS: dict[str, Placeholder] = {
    "file_number": Placeholder(
        Sentence(en="file number", fa="شمارهٔ پرونده"),
        Sentence(en="1405-0001-00002-5", fa=in_persian_message("۱۴۰۵-۰۰۰۱-۰۰۰۰۲-۵")),
    ),
    "ticket": Placeholder(Sentence(en="queue number", fa="شمارهٔ نوبت"), Sentence(en="A-114", fa="A-114")),
    "station": Placeholder(
        Sentence(en="station", fa="کلانتری"),
        Sentence(en="Police Station 148 Enghelab", fa="کلانتری ۱۴۸ انقلاب اسلامی"),
    ),
    "branch": Placeholder(
        Sentence(en="court branch", fa="شعبه"),
        Sentence(en="Branch 1203, Prosecutor's Office 16, Tehran", fa="شعبهٔ ۱۲۰۳ دادیاری دادسرای ناحیهٔ ۱۶ تهران"),
    ),
    "order_kind": Placeholder(
        Sentence(en="kind of order", fa="نوع دستور"), Sentence(en="locating a person", fa="دستور دیگر")
    ),
    "outcome": Placeholder(
        Sentence(en="outcome", fa="نتیجه"),
        Sentence(en="Handed over to a specialised police", fa="صلح و سازش در مرکز مشاوره و مددکاری"),
    ),
    "status": Placeholder(
        Sentence(en="status", fa="وضعیت"),
        Sentence(
            en="closed; outcome: Handed over to a specialised police",
            fa="بسته‌شده؛ نتیجه: صلح و سازش در مرکز مشاوره و مددکاری",
        ),
    ),
    "next_step": Placeholder(
        Sentence(en="next step", fa="گام بعدی"),
        Sentence(en="come to the station with your papers", fa="مراجعه به کلانتری با مدارک لازم"),
    ),
    "documents": Placeholder(
        Sentence(en="documents to bring", fa="مدارک لازم"),
        Sentence(en="identity card and the deed of ownership", fa="کارت ملی و اصل سند مالکیت"),
    ),
    "reason": Placeholder(
        Sentence(en="reason", fa="دلیل"),
        Sentence(en="whom you were to see is not there", fa="تعطیلی کلانتری در آن ساعت"),
    ),
    "unit": Placeholder(Sentence(en="call sign", fa="معرف بی‌سیم"), Sentence(en="T-07", fa="T-07")),
    "date": Placeholder(Sentence(en="date", fa="تاریخ"), Sentence(en="2026-11-28", fa="۱۴۰۵/۰۹/۰۷")),
    "time": Placeholder(Sentence(en="time", fa="ساعت"), Sentence(en="10:30", fa="۱۰:۳۰")),
    "code": Placeholder(Sentence(en="one-time code", fa="کد یک‌بارمصرف"), Sentence(en="482913", fa="482913")),
    "link": Placeholder(
        Sentence(en="address of the portal", fa="نشانی درگاه"),
        Sentence(en="https://kalantar.example.ir/my", fa="درگاه https://kalantar.example.ir/my"),
    ),
    "own_link": Placeholder(
        Sentence(en="address of a page of their own", fa="نشانی صفحهٔ خود شخص"),
        Sentence(en=OWN_LINK, fa=OWN_LINK),
        longest=120,
    ),
}  # fmt: skip
DIRECTIONS = (LEFT_TO_RIGHT, RIGHT_TO_LEFT)  # around a number, put there by the service alone
_STRONG = {"L", "R", "AL"}  # letters that have a direction
TELLS_OF_ONE = frozenset(
    {"file_number", "ticket", "code", "link", "own_link"}
)  # whose file, turn or phone it is
SECRET = frozenset({"code", "own_link"})  # nobody reads again what opened something
LONGEST_VALUE = 60  # letters, where a place says no other


def named(text: str) -> set[str] | None:
    """The placeholders a template's text names; None where its braces cannot be understood."""
    try:
        found = list(Formatter().parse(text))
    except ValueError:
        return None
    if any(name is not None and (spec or conversion) for _, name, spec, conversion in found):
        return None
    return {name for _, name, _, _ in found if name is not None}


def is_plain_value(value: str, longest: int = LONGEST_VALUE) -> bool:
    """Short, on one line, and with nothing in it that would be filled in again."""
    seen = "".join(one for one in value if one not in DIRECTIONS)
    spoken = seen.replace(ZWNJ, "")
    return 0 < len(seen) <= longest and spoken.isprintable() and not set(value) & set("{}")


def plain_value(text: str) -> str:
    """The text as a value: on one line, without braces, cut where it is too long; a dash where empty.
    What turns the direction of writing goes: people's words must not turn round what stands beside them."""
    spoken = "".join(one if one == ZWNJ or one.isprintable() else " " for one in text)
    line = " ".join("".join(one for one in spoken if one not in "{}").split())
    return (line if len(line) <= LONGEST_VALUE else f"{line[: LONGEST_VALUE - 1]}…") or "-"


def filled(text: str, values: Mapping[str, str]) -> str:
    """A message that begins with a number is written to the left all the same: phones take the direction
    of the whole from its first letter, and the mark before a number is one."""
    said = text.format_map(values)
    first = next((one for one in said if bidirectional(one) in _STRONG), "")
    return RIGHT_TO_LEFT + said if first == LEFT_TO_RIGHT else said


def parts_said(text: str, said: str) -> dict[str, str] | None:
    """What stood in each place of ``text`` when it was said so; None where it was not said by it."""
    pattern, seen = "", set[str]()
    for words, name, _spec, _conversion in Formatter().parse(text):
        pattern += re.escape(words)
        if name is not None:
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    found = re.fullmatch(pattern, said.removeprefix(RIGHT_TO_LEFT), re.DOTALL)
    return found.groupdict() if found else None


def made_up(name: str, value: str) -> str:
    """A value of the same shape that is nobody's: each digit another, as many letters. Of an address that
    opens somebody's page the letters are the secret, too: the example stands there."""
    if name == "own_link":
        return OWN_LINK
    return value.translate(_MADE_UP) if name in TELLS_OF_ONE else value


_MADE_UP = str.maketrans(LATIN + PERSIAN, "3141592653" + "۳۱۴۱۵۹۲۶۵۳")


def examples(text: str, language: str) -> dict[str, str]:
    """An example for each placeholder the text names, for who writes it."""
    said = {name: PLACEHOLDERS[name].example for name in named(text) or ()}
    return {name: one.fa if language.startswith("fa") else one.en for name, one in said.items()}
