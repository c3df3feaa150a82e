"""Which acts of the room can be taken back, by which lawful act, and why the others cannot.

Nothing is rewritten: the reverse is an act of its own, judged by its own rules, and refers to the first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kalantar.commands import reverses
from kalantar.commands.events import ACTS, ActTakenBack, UnitHeard
from kalantar.dispatch import events as sent
from kalantar.incidents import events as of_incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.patrols import events as of_unit

type Back = Callable[[Sequence[Entry], Actor], None]


@dataclass(frozen=True, slots=True)
class Undoing:
    """``called``: what the act is. ``back``: its reverse, given the entries of the act; None where
    there is none, and then ``why`` says why not and what to do."""

    called: Sentence
    back: Back | None = None
    why: Sentence | None = None


_REPORTED = Sentence(
    en="What a unit reported has happened, and its time is kept. Write a note if it was a mistake.",
    fa="آنچه یگان اعلام کرده رخ داده و زمانش ثبت است. اگر اشتباه بوده است یادداشت بنویسید.",
)
_KEPT = Sentence(
    en="What was written stays. Write what is right as well.",
    fa="آنچه نوشته شده می‌ماند. درستش را هم بنویسید.",
)


def _never(called: tuple[str, str], why: Sentence | tuple[str, str]) -> Undoing:
    said = why if isinstance(why, Sentence) else Sentence(*why)
    return Undoing(Sentence(*called), why=said)


# In the order in which an act is called after one of its entries: closing with a note is a closing.
UNDOING: dict[type[Event], Undoing] = {
    ActTakenBack: _never(
        ("what was taken back", "پس‌گرفتن"),
        (
            "Your last act was taken back already. Do it again if it was right.",
            "آخرین کار شما پیش‌تر پس گرفته شده است. اگر درست بود دوباره انجامش دهید.",
        ),
    ),
    UnitHeard: _never(("what was heard over the radio", "اعلام بی‌سیمی"), _REPORTED),
    sent.BackupCalled: _never(("the call for backup", "درخواست نیروی پشتیبان"), _REPORTED),
    sent.BackupNotNeeded: _never(
        ("that no backup is needed", "بی‌نیازی از نیروی پشتیبان"), _REPORTED
    ),
    sent.AssignmentAcknowledged: _never(("the acknowledgement", "اعلام دریافت"), _REPORTED),
    sent.UnitSetOut: _never(("setting out", "حرکت"), _REPORTED),
    sent.UnitArrived: _never(("the arrival", "رسیدن به صحنه"), _REPORTED),
    sent.UnitCleared: _never(("the end of the work there", "پایان کار"), _REPORTED),
    sent.UnitBrokeDown: _never(("the breakdown", "بازماندن از مأموریت"), _REPORTED),
    sent.UnitDiverted: _never(
        ("the diversion", "تغییر مسیر"),
        (
            "The unit has turned round already. Divert it back, with the reason.",
            "یگان تغییر مسیر داده است. با ذکر دلیل آن را بازگردانید.",
        ),
    ),
    sent.UnitSent: Undoing(Sentence(en="sending", fa="اعزام"), reverses.call_off),
    sent.UnitCalledOff: _never(
        ("calling off", "لغو اعزام"),
        (
            "The unit has been told that it is free. Send it again.",
            "به یگان گفته شده که آزاد است. دوباره اعزامش کنید.",
        ),
    ),
    of_incident.IncidentCreated: _never(
        ("opening the incident", "ثبت رخداد"),
        (
            "An incident that was opened keeps its number. Close it, with how it ended.",
            "رخدادی که ثبت شد شماره‌اش می‌ماند. آن را با نتیجه‌اش ببندید.",
        ),
    ),
    of_incident.IncidentClosed: Undoing(Sentence(en="closing", fa="بستن رخداد"), reverses.reopen),
    of_incident.IncidentReopened: _never(
        ("opening again", "بازگشایی"),
        (
            "Closing says how it ended. Close it again, with that.",
            "بستن رخداد نتیجه می‌خواهد. آن را با نتیجه‌اش دوباره ببندید.",
        ),
    ),
    of_incident.QuestionAnswered: _never(
        ("the answers", "پاسخ پرسش‌ها"),
        (
            "The answer before is not kept. Answer the question again.",
            "پاسخ پیشین نگه داشته نمی‌شود. دوباره به پرسش پاسخ دهید.",
        ),
    ),
    of_incident.TypeChanged: Undoing(
        Sentence(en="the change of type", fa="تغییر نوع"), reverses.type_before
    ),
    of_incident.PriorityChanged: Undoing(
        Sentence(en="the change of priority", fa="تغییر اولویت"), reverses.priority_before
    ),
    of_incident.PlaceCorrected: _never(
        ("the correction of the place", "اصلاح محل"),
        (
            "The place before is not kept. Correct it again.",
            "محل پیشین نگه داشته نمی‌شود. دوباره اصلاحش کنید.",
        ),
    ),
    of_incident.CallJoined: Undoing(
        Sentence(en="joining the call", fa="پیوستن تماس"), reverses.part
    ),
    of_incident.CallParted: Undoing(
        Sentence(en="taking the call apart", fa="جداکردن تماس"), reverses.join
    ),
    of_incident.NoteWritten: _never(("the note", "یادداشت"), _KEPT),
    of_unit.UnitBecameUnavailable: Undoing(
        Sentence(en="taking the unit off the board", fa="خروج یگان از دسترس"), reverses.available
    ),
    of_unit.UnitBecameAvailable: _never(
        ("making the unit available", "آزادشدن یگان"),
        (
            "Taking a unit off the board has a reason. Take it off again, with that.",
            "خروج یگان از دسترس علت می‌خواهد. با همان علت دوباره خارجش کنید.",
        ),
    ),
    of_unit.ShiftBegun: Undoing(
        Sentence(en="beginning the shift", fa="آغاز شیفت"), reverses.end_shift
    ),
    of_unit.ShiftEnded: _never(
        ("ending the shift", "پایان شیفت"),
        (
            "A shift that has ended is over. Begin a new one.",
            "شیفت پایان‌یافته بسته است. شیفت تازه‌ای آغاز کنید.",
        ),
    ),
    of_unit.CrewJoined: Undoing(
        Sentence(en="joining the crew", fa="پیوستن به سرنشینان"), reverses.leave
    ),
    of_unit.CrewLeft: Undoing(
        Sentence(en="leaving the crew", fa="جداشدن از سرنشینان"), reverses.rejoin
    ),
}
BY_EVENT = {event.__name__: undoing for event, undoing in UNDOING.items()}
ACTS |= {name: undoing.called for name, undoing in BY_EVENT.items()}

# What each verb's act is called after; a verb that only asks has none.
OF_VERB = {
    verb: UNDOING[event]
    for verb, event in {
        "send": sent.UnitSent,
        "acknowledge": sent.AssignmentAcknowledged,
        "set_out": sent.UnitSetOut,
        "arrive": sent.UnitArrived,
        "clear": sent.UnitCleared,
        "call_off": sent.UnitCalledOff,
        "divert": sent.UnitDiverted,
        "break_down": sent.UnitBrokeDown,
        "ask_backup": sent.BackupCalled,
        "need_no_backup": sent.BackupNotNeeded,
        "add_note": of_incident.NoteWritten,
        "close": of_incident.IncidentClosed,
        "reopen": of_incident.IncidentReopened,
        "change_priority": of_incident.PriorityChanged,
        "change_type": of_incident.TypeChanged,
        "correct_place": of_incident.PlaceCorrected,
        "answer_questions": of_incident.QuestionAnswered,
        "join_call": of_incident.CallJoined,
        "unit_available": of_unit.UnitBecameAvailable,
        "unit_unavailable": of_unit.UnitBecameUnavailable,
        "begin_shift": of_unit.ShiftBegun,
        "end_shift": of_unit.ShiftEnded,
        "join_crew": of_unit.CrewJoined,
        "leave_crew": of_unit.CrewLeft,
        "undo": ActTakenBack,
    }.items()
}
