"""The command line of the room, in both languages: every command there is, and doing it.

The sheet on ``?`` lists these samples, and a command that begins like one of them and does not go on
is refused with its sample.
"""

from dataclasses import replace
from uuid import UUID, uuid5

from kalantar.fronts.dispatcher import commanded
from kalantar.fronts.dispatcher.rules import command_is_of_a_city, command_is_understood
from kalantar.fronts.dispatcher.written import BECAUSE, NUMBER, SEND, UNIT, command
from kalantar.kernel.action import done_before
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import normalise
from kalantar.places.models import Jurisdiction

REST = r"\s*[:،,]\s*"
COMMANDS = [
    command(
        "dispatch 7 12 to 1043: why",
        "اعزام ۷ ۱۲ به ۱۰۴۳: دلیل",
        "dispatch|send|اعزام",
        SEND,
        commanded.send,
        whole=False,
    ),
    command("1043", "۱۰۴۳", "", NUMBER, commanded.show),
    command(
        "note 1043: words",
        "یادداشت ۱۰۴۳: متن",
        "note|یادداشت",
        rf"{NUMBER}\s*[:،,]\s*(?P<text>.+)",
        commanded.note,
    ),
    command(
        "call off 7: why",
        "لغو ۷: دلیل",
        "call off|لغو اعزام|لغو",
        UNIT + BECAUSE,
        commanded.call_off,
    ),
    command("backup 7", "پشتیبان ۷", "backup|پشتیبان", UNIT, commanded.backup),
    command("no backup 7", "بدون پشتیبان ۷", "no backup|بدون پشتیبان", UNIT, commanded.no_backup),
    command(
        "divert 7 to 1043: why",
        "تغییر مسیر ۷ به ۱۰۴۳: دلیل",
        "divert|تغییر مسیر",
        rf"{UNIT}\s+(?:to|به)\s+{NUMBER}{BECAUSE}",
        commanded.divert,
    ),
    command(
        "broken down 7: reason",
        "بازماندن ۷: علت",
        "broken down|break down|باز ماندن",
        rf"{UNIT}\s*[:،,]\s*(?P<reason>.+)",
        commanded.break_down,
    ),
    command(
        "close 1043: how it ended; note",
        "بستن ۱۰۴۳: نتیجه؛ یادداشت",
        "close|بستن",
        rf"{NUMBER}\s*[:،,]\s*(?P<ending>[^;؛]+)(?:[;؛]\s*(?P<note>.+))?",
        commanded.close,
    ),
    command(
        "reopen 1043: why",
        "بازگشایی ۱۰۴۳: دلیل",
        "reopen|open again|باز گشایی",
        NUMBER + BECAUSE,
        commanded.reopen,
    ),
    command(
        "priority 1043 1: why",
        "اولویت ۱۰۴۳ ۱: دلیل",
        "priority|اولویت",
        rf"{NUMBER}\s+(?P<priority>[1-5]){BECAUSE}",
        commanded.priority,
    ),
    command(
        "type 1043 brawl: why",
        "نوع ۱۰۴۳ نزاع: دلیل",
        "type|نوع",
        rf"{NUMBER}\s+(?P<type>[^:]+?){BECAUSE}",
        commanded.type_,
    ),
    command(
        "place 1043: address",
        "محل ۱۰۴۳: نشانی",
        "place|محل",
        rf"{NUMBER}\s*[:،,]\s*(?P<place>.+)",
        commanded.place,
    ),
    command("available 7", "آزاد ۷", "available|آزاد", UNIT, commanded.available),
    command(
        "unavailable 7: reason",
        "خارج از دسترس ۷: علت",
        "unavailable|خارج از دسترس|خروج از دسترس",
        rf"{UNIT}\s*[:،,]\s*(?P<reason>.+)",
        commanded.unavailable,
    ),
    command(
        "begin shift 7: personnel numbers",
        "آغاز شیفت ۷: شماره‌های پرسنلی",
        "begin shift|آغاز شیفت",
        rf"{UNIT}\s*[:،,]\s*(?P<officers>.+)",
        commanded.begin_shift,
    ),
    command("end shift 7", "پایان شیفت ۷", "end shift|پایان شیفت", UNIT, commanded.end_shift),
    command(
        "join 7: personnel number",
        "پیوستن ۷: شمارهٔ پرسنلی",
        "join|پیوستن",
        rf"{UNIT}\s*[:،,]\s*(?P<officer>\S+)",
        commanded.join_crew,
    ),
    command(
        "leave 7: personnel number",
        "جداشدن ۷: شمارهٔ پرسنلی",
        "leave|جدا شدن",
        rf"{UNIT}\s*[:،,]\s*(?P<officer>\S+)",
        commanded.leave_crew,
    ),
    command("T-07 on scene", "T-07 در صحنه", "", r"(?P<unit>\S+)\s+(?P<verb>.+)", commanded.step),
]


def run(text: str, city: Jurisdiction | None, by: Actor) -> UUID | None:
    """Do it; the incident it was about, None where it was about a unit. Refused in the rule's words.

    The same words sent again with the same operation id were done already, though what they name may
    be gone by now (an incident that is closed); other words are another operation.
    """
    said = normalise(text)
    if not said:
        raise command_is_understood.refuse()
    if city is None:
        raise command_is_of_a_city.refuse()
    if by.operation is not None:
        by = replace(by, operation=uuid5(by.operation, said))
    for one in COMMANDS:
        words = one.read(said)
        if words is not None:
            try:
                return one.act(words, city.pk, by)
            except Refused:
                if done_before(by):
                    return None
                raise
    raise command_is_understood.refuse()
