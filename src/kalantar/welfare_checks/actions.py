"""What can be done for a unit that gives no word: it falls due, is asked, told on, helped, and heard.

The incident is locked first, as dispatch does, and so stands for all checks of its units.
"""

from datetime import datetime
from uuid import UUID

from kalantar.dispatch.actions import send_units
from kalantar.dispatch.models import Assignment
from kalantar.dispatch.recommendation import plain_areas, recommended
from kalantar.incidents.models import Incident
from kalantar.kernel.action import action, find, lock
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.timeline import Event, record
from kalantar.welfare_checks import events
from kalantar.welfare_checks.lifecycle import CHECK, LOOK_AFTER
from kalantar.welfare_checks.models import LAST_STEP, Heard, How, WelfareCheck
from kalantar.welfare_checks.queries import named
from kalantar.welfare_checks.rules import (
    may_give_word,
    may_look_after,
    may_watch_the_time,
    next_step_is_reached,
    nobody_else_asks,
    somebody_goes_there,
    unit_is_still_on_it,
    unit_is_to_be_asked,
)
from kalantar.welfare_checks.silence import last_word_of

ASSIGNMENTS = Assignment.objects.select_related("incident__jurisdiction", "unit__jurisdiction")
INCIDENTS = Incident.objects.select_related("jurisdiction", "type")
CHECKS = WelfareCheck.objects.select_related("assignment")


@action
def raise_check(*, assignment: UUID, by: Actor) -> WelfareCheck:
    """The time is over: it is written down, and everybody in the room sees it. Refused where it is not."""
    may_watch_the_time.require(by, None)
    silent = _locked(assignment)
    check = None if _open(silent, by) else _due(silent, by)
    unit_is_to_be_asked.require(check)
    assert check is not None
    return check


@action
def escalate_check(*, check: UUID, by: Actor) -> WelfareCheck:
    """A step had its time and nobody has heard the unit: the next are told; the last again and again."""
    may_watch_the_time.require(by, None)
    silent = _locked(find(CHECKS, check).assignment_id)
    row = _open(silent, by)
    unit_is_to_be_asked.require(row)
    assert row is not None
    next_step_is_reached.require(row, by.now())
    _tell_next(row, silent, by)
    return row


@action
def settle_check(*, check: UUID, by: Actor) -> WelfareCheck:
    """The unit gave word by itself: it set out, arrived, wrote what it sees."""
    may_watch_the_time.require(by, None)
    row = find(CHECKS, check)
    silent = _locked(row.assignment_id)
    still = _open(silent, by)
    unit_is_to_be_asked.require(None if still else row)
    return find(CHECKS, check)


@action
def take_up_check(*, assignment: UUID, by: Actor) -> WelfareCheck:
    """Somebody is going to ask; everybody sees who. Two at once: the second is told who the first is."""
    silent = may_look_after.allow(by, _locked(assignment))
    check = _to_be_asked(silent, by)
    CHECK.advance(check, "take_up")
    _takes_up(check, by)
    check.save()
    _record(events.CheckTaken(silent.incident_id, silent.unit_id), check, silent, by)
    return check


@action
def no_answer(*, assignment: UUID, by: Actor) -> WelfareCheck:
    """The unit was asked and did not answer: the next are told at once."""
    silent = may_look_after.allow(by, _locked(assignment))
    check = _to_be_asked(silent, by)
    CHECK.advance(check, "no_answer")
    _takes_up(check, by)
    check.tries, check.tried_at = check.tries + 1, by.now()
    check.save()
    facts = silent.incident_id, silent.unit_id, check.tries
    _record(events.CheckUnanswered(*facts), check, silent, by)
    _tell_next(check, silent, by)
    return check


@action
def send_help(*, assignment: UUID, by: Actor) -> WelfareCheck:
    """The unit recommended first is sent after it, unless another was sent there since it is silent.

    It stays in the list until it was heard; the commander is told at once.
    """
    silent = may_look_after.allow(by, _locked(assignment))
    check = _to_be_asked(silent, by)
    CHECK.advance(check, "send_help")
    _takes_up(check, by)
    check.help_at = by.now()
    check.save()
    if not _sent_since(silent, check.due_at):
        _send_nearest(silent.incident, by)
    _record(events.HelpSent(silent.incident_id, silent.unit_id), check, silent, by)
    if check.step == 0:
        _tell_next(check, silent, by)
    return check


@action
def give_word(*, assignment: UUID, how: str, by: Actor) -> Heard:
    """The unit is heard, on its phone (``button``) or by the room (``radio``): its time begins anew, and
    what was asked about it is answered. ``by.now()`` may be before there was a network."""
    heard = may_give_word.allow(by, _locked(assignment))
    check = _open(heard, by) or _due(heard, by)
    if check is None:
        unit_is_still_on_it.require(heard)
    elif by.now() > check.last_word_at:
        _settle(check, How(how), by.now(), by.id)
    word, _ = Heard.objects.get_or_create(assignment=heard, defaults={"at": by.now(), "how": how})
    if by.now() >= word.at:
        word.at, word.how = by.now(), how
        word.save(update_fields=["at", "how"])
    event = events.WordGiven if check is None else events.UnitIsWell
    _record(event(heard.incident_id, heard.unit_id, how), check, heard, by)
    return word


def _locked(assignment: UUID) -> Assignment:
    """The assignment, its incident locked: its times are asked afterwards."""
    incident = lock(INCIDENTS, find(ASSIGNMENTS, assignment).incident_id)
    silent = find(ASSIGNMENTS, assignment)
    silent.incident = incident
    return silent


def _open(silent: Assignment, by: Actor) -> WelfareCheck | None:
    """The one that is open; where the unit gave word by itself since, that is written down, and none is."""
    opened = WelfareCheck.objects.open().filter(assignment=silent).select_related("owner")
    check, said = opened.first(), last_word_of(silent.pk).last_word  # type: ignore[attr-defined]
    if check is None or said <= check.last_word_at:
        return check
    _settle(check, How.STATUS, said, None)
    well = events.UnitIsWell(silent.incident_id, silent.unit_id, How.STATUS)
    _record(well, check, silent, system(by.clock))
    return None


def _due(silent: Assignment, by: Actor) -> WelfareCheck | None:
    """Written down now, where the time is over: who acts before the service has done so finds it."""
    times, now = last_word_of(silent.pk), by.now()
    last: datetime = times.last_word  # type: ignore[attr-defined]
    due: datetime | None = times.due_at  # type: ignore[attr-defined]
    if silent.ended_at is not None or due is None or due > now:
        return None
    check = WelfareCheck(assignment=silent, jurisdiction=silent.incident.jurisdiction)
    check.last_word_at, check.due_at, check.step_at = last, due, due
    check.save(force_insert=True)
    silent_s = round((now - last).total_seconds())
    fallen_due = events.CheckDue(silent.incident_id, silent.unit_id, silent_s)
    _record(fallen_due, check, silent, system(by.clock))
    return check


def _to_be_asked(silent: Assignment, by: Actor) -> WelfareCheck:
    check = _open(silent, by) or _due(silent, by)
    unit_is_to_be_asked.require(check)
    assert check is not None
    if not nobody_else_asks(check, by):
        raise nobody_else_asks.refuse(who=named(check.owner))
    return check


def _takes_up(check: WelfareCheck, by: Actor) -> None:
    check.owner_id, check.taken_at = by.id, by.now()


def _tell_next(check: WelfareCheck, silent: Assignment, by: Actor) -> None:
    check.step, check.step_at = min(check.step + 1, LAST_STEP), by.now()
    check.save(update_fields=["step", "step_at"])
    told = events.CheckEscalated(silent.incident_id, silent.unit_id, check.step)
    _record(told, check, silent, system(by.clock))


def _settle(check: WelfareCheck, how: How, at: datetime, by: UUID | None) -> None:
    CHECK.advance(check, "all_well")
    check.how, check.settled_at, check.settled_by_id = how, max(at, check.due_at), by
    check.save()


def _sent_since(silent: Assignment, since: datetime) -> bool:
    others = silent.incident.assignments.filter(ended_at=None).exclude(pk=silent.pk)
    return others.filter(sent_at__gte=since).exists()


def _send_nearest(incident: Incident, by: Actor) -> None:
    shown = recommended(incident, by.now(), plain=plain_areas(by))
    nearest = shown.units[:1]
    somebody_goes_there.require(len(nearest))
    send_units(incident=incident.pk, units=nearest, shown=shown, by=by)


def _record(event: Event, check: WelfareCheck | None, silent: Assignment, by: Actor) -> None:
    incident = silent.incident
    about = [incident, silent.unit, *([check] if check else [])]
    record(event, about=about, by=by, areas=incident.jurisdiction.ancestors, roles=LOOK_AFTER)
