"""What a template may name: a closed list of plain values, and no name of anybody.

Whoever reads a phone on a table learns that there is a file, and nothing of the other party.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from unicodedata import bidirectional

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import ZWNJ
from kalantar.kernel.text.digits import LEFT_TO_RIGHT, RIGHT_TO_LEFT, in_persian_message


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What it is called where a template is written, and an example of it in both languages."""

    name: Sentence
    example: Sentence


PLACEHOLDERS: dict[str, Placeholder] = {
    "file_number": Placeholder(
        Sentence(en="file number", fa="شمارهٔ پرونده"), Sentence(en="1405-0012-00347-6", fa=in_persian_message("۱۴۰۵-۰۰۱۲-۰۰۳۴۷-۶"))
    ),
    "ticket": Placeholder(Sentence(en="queue number", fa="شمارهٔ نوبت"), Sentence(en="A14", fa="A14")),
    "station": Placeholder(Sentence(en="station", fa="کلانتری"), Sentence(en="Station 110", fa="کلانتری ۱۱۰")),
    "branch": Placeholder(Sentence(en="court branch", fa="شعبه"), Sentence(en="Branch 3", fa="شعبهٔ ۳")),
    "order_kind": Placeholder(
        Sentence(en="kind of order", fa="نوع دستور"), Sentence(en="summons", fa="احضار")
    ),
    "outcome": Placeholder(Sentence(en="outcome", fa="نتیجه"), Sentence(en="settled", fa="صلح و سازش")),
    "status": Placeholder(Sentence(en="status", fa="وضعیت"), Sentence(en="under way", fa="در دست اقدام")),
    "next_step": Placeholder(
        Sentence(en="next step", fa="گام بعدی"), Sentence(en="come to the station", fa="مراجعه به کلانتری")
    ),
    "documents": Placeholder(
        Sentence(en="documents to bring", fa="مدارک لازم"), Sentence(en="identity card", fa="کارت ملی")
    ),
    "date": Placeholder(Sentence(en="date", fa="تاریخ"), Sentence(en="2026-11-28", fa="۱۴۰۵/۰۹/۰۷")),
    "time": Placeholder(Sentence(en="time", fa="ساعت"), Sentence(en="10:30", fa="۱۰:۳۰")),
    "code": Placeholder(Sentence(en="one-time code", fa="کد یک‌بارمصرف"), Sentence(en="482913", fa="482913")),
    "link": Placeholder(Sentence(en="address of the portal", fa="نشانی درگاه"), Sentence(en="110.example/p", fa="درگاه ۱۱۰")),
}  # fmt: skip
DIRECTIONS = (LEFT_TO_RIGHT, RIGHT_TO_LEFT)  # around a number, put there by the service alone
_STRONG = {"L", "R", "AL"}  # letters that have a direction
LONGEST_VALUE = 60  # letters: a status, never a story


def named(text: str) -> set[str] | None:
    """The placeholders a template's text names; None where its braces cannot be understood."""
    try:
        found = list(Formatter().parse(text))
    except ValueError:
        return None
    if any(name is not None and (spec or conversion) for _, name, spec, conversion in found):
        return None
    return {name for _, name, _, _ in found if name is not None}


def is_plain_value(value: str) -> bool:
    """Short, on one line, and with nothing in it that would be filled in again."""
    seen = "".join(one for one in value if one not in DIRECTIONS)
    spoken = seen.replace(ZWNJ, "")
    return 0 < len(seen) <= LONGEST_VALUE and spoken.isprintable() and not set(value) & set("{}")


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


def examples(text: str, language: str) -> dict[str, str]:
    """An example for each placeholder the text names, for who writes it."""
    said = {name: PLACEHOLDERS[name].example for name in named(text) or ()}
    return {name: one.fa if language.startswith("fa") else one.en for name, one in said.items()}
