"""Every verb that can be said, with its words in both languages and what follows them.

The sheet of commands, the samples in refusals, completion, the radio and a patrol's text message
are all read from this list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kalantar.commands.slots import (
    BECAUSE,
    EXAMPLE,
    WHICH_INCIDENT,
    WHICH_UNIT,
    WRITTEN,
    Joint,
    Kind,
    Slot,
)
from kalantar.dispatch.rules import SENDERS
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.lifecycle import LEADS, SHIFT
from kalantar.people.roles import ROOM, WATCHERS, Role


@dataclass(frozen=True, slots=True)
class Verb:
    """``en`` and ``fa``: its words, the first is the one it is written with. ``who``: the roles that
    may do it, so that no other is offered it; the rules of the action judge.

    A verb that names a unit first is also understood after the unit: ``T-07 on scene``.
    """

    name: str
    label: Sentence
    en: tuple[str, ...]
    fa: tuple[str, ...]
    slots: tuple[Slot, ...]
    who: Sequence[Role]

    @property
    def by_message(self) -> bool:
        return self.name in BY_MESSAGE

    @property
    def word(self) -> Sentence:
        return Sentence(en=self.en[0], fa=self.fa[0])

    @property
    def of_a_unit(self) -> bool:
        return bool(self.slots) and self.slots[0] == WHICH_UNIT

    @property
    def sample(self) -> Sentence:
        """The whole of it with an example in each place; as it is said of a unit over the radio."""
        said = self.word
        if self.name in SAID_OF_A_UNIT:
            return Sentence(en=f"T-07 {said.en}", fa=f"T-07 {said.fa}")
        for slot in self.slots:
            joint, example = WRITTEN[slot.joint], EXAMPLE[slot.kind]
            said = Sentence(en=said.en + joint.en + example.en, fa=said.fa + joint.fa + example.fa)
        return said


def _verb(
    name: str,
    label: tuple[str, str],
    words: tuple[str, str],
    *slots: Slot,
    who: Sequence[Role] = SENDERS,
) -> Verb:
    """``label`` and ``words`` in English and Persian; several words have a ``|`` between."""
    en, fa = (tuple(one.split("|")) for one in words)
    return Verb(name, Sentence(*label), en, fa, slots, who)


_REASON = Slot("reason", Kind.REASON, Joint.COLON)
_ENDING = Slot("ending", Kind.ENDING, Joint.COLON)
SAID_OF_A_UNIT = ("acknowledge", "set_out", "arrive", "clear", "ask_backup", "need_no_backup")
# What a crew may write by text message, whose sender's number can be forged: how far it is itself, which
# the next word corrects, and which is answered to the number we know (ADR 0094).
BY_MESSAGE = (*SAID_OF_A_UNIT, "unit_available")
# These open what is asked next; nothing is done by them alone.
ASKING = frozenset({"show", "answer_questions", "join_call"})
VERBS = (
    _verb(
        "send",
        ("Send units", "اعزام یگان"),
        ("dispatch|send", "اعزام|بفرست"),
        Slot("units", Kind.UNITS),
        Slot("number", Kind.INCIDENT, Joint.TO),
        Slot("why", Kind.WHY, Joint.COMMA_OR_BECAUSE, optional=True),
    ),
    _verb(
        "show",
        ("Show an incident", "نمایش رخداد"),
        ("show", "نمایش"),
        WHICH_INCIDENT,
        who=WATCHERS,
    ),
    _verb(
        "acknowledge",
        ("The unit acknowledges", "اعلام دریافت یگان"),
        ("acknowledge|acknowledged|roger", "دریافت شد|دریافت|دریافت کردم"),
        WHICH_UNIT,
    ),
    _verb(
        "set_out",
        ("The unit is en route", "حرکت یگان"),
        ("en route|on the way|set out", "در راه|حرکت|حرکت کردم|راه افتادم"),
        WHICH_UNIT,
    ),
    _verb(
        "arrive",
        ("The unit is on scene", "رسیدن یگان به صحنه"),
        ("on scene|arrived|arrive", "در صحنه|رسیدم|رسید|رسیدن به صحنه"),
        WHICH_UNIT,
    ),
    _verb(
        "clear",
        ("The unit is done there", "پایان کار یگان"),
        ("clear|cleared|done", "پایان کار|پایان مأموریت|تمام|تمام شد"),
        WHICH_UNIT,
        Slot("ending", Kind.ENDING, Joint.COLON, optional=True),
    ),
    _verb(
        "call_off",
        ("Call a unit off", "لغو اعزام یگان"),
        ("call off", "لغو|لغو اعزام"),
        WHICH_UNIT,
        BECAUSE,
    ),
    _verb(
        "divert",
        ("Divert a unit", "تغییر مسیر یگان"),
        ("divert", "تغییر مسیر"),
        WHICH_UNIT,
        Slot("number", Kind.INCIDENT, Joint.TO),
        BECAUSE,
    ),
    _verb(
        "break_down",
        ("The unit cannot go on", "بازماندن یگان از مأموریت"),
        ("broken down|break down", "بازماندن|باز ماندن"),
        WHICH_UNIT,
        _REASON,
    ),
    _verb(
        "ask_backup",
        ("The unit asks for backup", "درخواست نیروی پشتیبان"),
        (
            "backup|back up|needs backup|need backup",
            "پشتیبان|پشتیبانی|نیروی پشتیبان|نیروی کمکی|کمک",
        ),
        WHICH_UNIT,
    ),
    _verb(
        "need_no_backup",
        ("The unit needs no backup any more", "بی‌نیازی از نیروی پشتیبان"),
        ("no backup|backup not needed", "بدون پشتیبان|پشتیبان لازم نیست"),
        WHICH_UNIT,
    ),
    _verb(
        "add_note",
        ("Write a note", "نوشتن یادداشت"),
        ("note", "یادداشت"),
        WHICH_INCIDENT,
        Slot("text", Kind.TEXT, Joint.COLON),
        who=(*ROOM, Role.STATION_CHIEF),
    ),
    _verb(
        "answer_questions",
        ("Write the answers to the questions", "ثبت پاسخ پرسش‌ها"),
        ("answers", "پاسخ‌ها|پاسخ"),
        WHICH_INCIDENT,
        who=ROOM,
    ),
    _verb(
        "join_call",
        ("Join a call, or take one apart", "پیوستن یا جداکردن تماس"),
        ("calls", "تماس‌ها|تماس"),
        WHICH_INCIDENT,
        who=ROOM,
    ),
    _verb(
        "close",
        ("Close an incident", "بستن رخداد"),
        ("close", "بستن|ببند"),
        WHICH_INCIDENT,
        _ENDING,
        Slot("note", Kind.TEXT, Joint.SEMICOLON, optional=True),
        who=ROOM,
    ),
    _verb(
        "reopen",
        ("Open an incident again", "بازگشایی رخداد"),
        ("reopen|open again", "بازگشایی"),
        Slot("number", Kind.CLOSED),
        BECAUSE,
    ),
    _verb(
        "change_priority",
        ("Change the priority", "تغییر اولویت"),
        ("priority", "اولویت"),
        WHICH_INCIDENT,
        Slot("priority", Kind.PRIORITY),
        BECAUSE,
        who=ROOM,
    ),
    _verb(
        "change_type",
        ("Change the type", "تغییر نوع"),
        ("type", "نوع"),
        WHICH_INCIDENT,
        Slot("type", Kind.TYPE),
        BECAUSE,
        who=ROOM,
    ),
    _verb(
        "correct_place",
        ("Correct the place", "اصلاح محل"),
        ("place", "محل"),
        WHICH_INCIDENT,
        Slot("place", Kind.PLACE, Joint.COLON),
        who=ROOM,
    ),
    _verb(
        "unit_available",
        ("A unit is available again", "آزادشدن یگان"),
        ("available|free", "آزاد|آزادم|آزاد شدم"),
        WHICH_UNIT,
        who=LEADS,
    ),
    _verb(
        "unit_unavailable",
        ("Take a unit off the board", "خروج یگان از دسترس"),
        ("unavailable", "خارج از دسترس|خروج از دسترس"),
        WHICH_UNIT,
        _REASON,
        who=LEADS,
    ),
    _verb(
        "begin_shift",
        ("Begin a unit's shift", "آغاز شیفت یگان"),
        ("begin shift", "آغاز شیفت"),
        WHICH_UNIT,
        Slot("officers", Kind.OFFICERS, Joint.COLON),
        who=SHIFT,
    ),
    _verb(
        "end_shift",
        ("End a unit's shift", "پایان شیفت یگان"),
        ("end shift", "پایان شیفت"),
        WHICH_UNIT,
        who=SHIFT,
    ),
    _verb(
        "join_crew",
        ("Put an officer into a crew", "افزودن مأمور به سرنشینان"),
        ("join", "پیوستن"),
        WHICH_UNIT,
        Slot("officer", Kind.OFFICER, Joint.COLON),
        who=SHIFT,
    ),
    _verb(
        "leave_crew",
        ("Take an officer out of a crew", "جداکردن مأمور از سرنشینان"),
        ("leave", "جداشدن|جدا شدن"),
        WHICH_UNIT,
        Slot("officer", Kind.OFFICER, Joint.COLON),
        who=SHIFT,
    ),
    _verb(
        "undo",
        ("Take back one's own last act", "پس‌گرفتن آخرین کار خود"),
        ("undo|take back", "واگرد|پس بگیر"),
        who=(*ROOM, Role.STATION_CHIEF),
    ),
)
BY_NAME = {verb.name: verb for verb in VERBS}
