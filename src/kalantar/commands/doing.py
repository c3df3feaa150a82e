"""What each command does, by the same actions as the buttons. Each is given the words that were
found, and returns the incident it was about; None where it was about a unit alone."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from kalantar.catalogue.queries import dispositions, offered_types, unavailable_reasons
from kalantar.commands import actions as commands
from kalantar.commands import naming
from kalantar.commands.queries import last_act
from kalantar.commands.rules import something_was_done
from kalantar.commands.said_place import as_corrected, said_place
from kalantar.dispatch import actions as dispatch
from kalantar.dispatch.recommendation import recommend
from kalantar.incidents import actions as incidents
from kalantar.kernel.actor import Actor
from kalantar.patrols import actions as patrols

type Words = Mapping[str, str]


def send(said: Words, city: UUID, by: Actor) -> UUID:
    """Who sends others than recommended says why, after a colon or “because”; the rule asks for it."""
    incident = naming.open_incident(said["number"], city, by).pk
    signs = [sign for sign in said["units"].split() if sign not in ("and", "و")]
    units = [naming.unit(sign, city, by) for sign in signs]
    shown, why = recommend(incident=incident, by=by), said["why"]
    dispatch.send_units(incident=incident, units=units, shown=shown, why=why, by=by)
    return incident


def acknowledge(said: Words, city: UUID, by: Actor) -> UUID:
    return _heard("acknowledge", said, city, by)


def set_out(said: Words, city: UUID, by: Actor) -> UUID:
    return _heard("set_out", said, city, by)


def arrive(said: Words, city: UUID, by: Actor) -> UUID:
    return _heard("arrive", said, city, by)


def clear(said: Words, city: UUID, by: Actor) -> UUID:
    """How it ended, where it was said, is written down as a note: the room closes the incident."""
    return _heard("clear", said, city, by, note=naming.ending_said(said["ending"]))


def ask_backup(said: Words, city: UUID, by: Actor) -> UUID:
    return _heard("ask_backup", said, city, by)


def need_no_backup(said: Words, city: UUID, by: Actor) -> UUID:
    return _heard("need_no_backup", said, city, by)


def break_down(said: Words, city: UUID, by: Actor) -> UUID:
    reason = naming.choice(said["reason"], unavailable_reasons())
    return _heard("break_down", said, city, by, reason=reason)


def _heard(verb: str, said: Words, city: UUID, by: Actor, **more: Any) -> UUID:
    """What a unit says of itself: who types it heard it over the radio."""
    on_it = naming.running(said["unit"], city, by)
    commands.hear_unit(assignment=on_it.pk, verb=verb, **more, by=by)
    return on_it.incident_id


def show(said: Words, city: UUID, by: Actor) -> UUID:
    return naming.open_incident(said["number"], city, by).pk


def note(said: Words, city: UUID, by: Actor) -> UUID:
    incident = naming.open_incident(said["number"], city, by).pk
    incidents.add_note(incident=incident, text=said["text"], by=by)
    return incident


def call_off(said: Words, city: UUID, by: Actor) -> UUID:
    on_it = naming.running(said["unit"], city, by)
    dispatch.call_off(assignment=on_it.pk, why=said["why"], by=by)
    return on_it.incident_id


def divert(said: Words, city: UUID, by: Actor) -> UUID:
    on_it = naming.running(said["unit"], city, by)
    to = naming.open_incident(said["number"], city, by).pk
    dispatch.divert(assignment=on_it.pk, to=to, why=said["why"], by=by)
    return to


def close(said: Words, city: UUID, by: Actor) -> UUID:
    incident = naming.open_incident(said["number"], city, by).pk
    ended = naming.choice(said["ending"], dispositions())
    incidents.close_incident(incident=incident, disposition=ended, note=said["note"], by=by)
    return incident


def reopen(said: Words, city: UUID, by: Actor) -> UUID:
    incident = naming.closed_incident(said["number"], city, by)
    incidents.reopen_incident(incident=incident, why=said["why"], by=by)
    return incident


def priority(said: Words, city: UUID, by: Actor) -> UUID:
    incident = naming.open_incident(said["number"], city, by).pk
    wanted = int(said["priority"])
    incidents.change_priority(incident=incident, priority=wanted, why=said["why"], by=by)
    return incident


def type_(said: Words, city: UUID, by: Actor) -> UUID:
    incident = naming.open_incident(said["number"], city, by).pk
    wanted = naming.choice(said["type"], offered_types())
    incidents.change_type(incident=incident, type=wanted, why=said["why"], by=by)
    return incident


def place(said: Words, city: UUID, by: Actor) -> UUID:
    incident = naming.open_incident(said["number"], city, by).pk
    asked = as_corrected(said_place(said["place"], city))
    incidents.correct_place(incident=incident, **asked, by=by)
    return incident


def available(said: Words, city: UUID, by: Actor) -> None:
    patrols.become_available(unit=naming.unit(said["unit"], city, by), by=by)


def unavailable(said: Words, city: UUID, by: Actor) -> None:
    unit = naming.unit(said["unit"], city, by)
    reason = naming.choice(said["reason"], unavailable_reasons())
    patrols.become_unavailable(unit=unit, reason=reason, by=by)


def begin_shift(said: Words, city: UUID, by: Actor) -> None:
    unit = naming.unit(said["unit"], city, by, off_duty=True)
    patrols.begin_shift(unit=unit, officers=naming.officers(said["officers"], unit, by), by=by)


def end_shift(said: Words, city: UUID, by: Actor) -> None:
    patrols.end_shift(unit=naming.unit(said["unit"], city, by), by=by)


def join_crew(said: Words, city: UUID, by: Actor) -> None:
    unit = naming.unit(said["unit"], city, by)
    (officer,) = naming.officers(said["officer"], unit, by)
    patrols.join_crew(unit=unit, officer=officer, by=by)


def leave_crew(said: Words, city: UUID, by: Actor) -> None:
    unit = naming.unit(said["unit"], city, by)
    (officer,) = naming.officers(said["officer"], unit, by)
    patrols.leave_crew(unit=unit, officer=officer, by=by)


def undo(said: Words, city: UUID, by: Actor) -> UUID | None:
    act = last_act(by)
    something_was_done.require(act)
    commands.take_back(entry=act[0].pk, by=by)
    about = act[0].facts.get("incident")
    return UUID(about) if about else None


DO: dict[str, Callable[[Words, UUID, Actor], UUID | None]] = {
    "send": send,
    "show": show,
    "answer_questions": show,
    "join_call": show,
    "acknowledge": acknowledge,
    "set_out": set_out,
    "arrive": arrive,
    "clear": clear,
    "call_off": call_off,
    "divert": divert,
    "break_down": break_down,
    "ask_backup": ask_backup,
    "need_no_backup": need_no_backup,
    "add_note": note,
    "close": close,
    "reopen": reopen,
    "change_priority": priority,
    "change_type": type_,
    "correct_place": place,
    "unit_available": available,
    "unit_unavailable": unavailable,
    "begin_shift": begin_shift,
    "end_shift": end_shift,
    "join_crew": join_crew,
    "leave_crew": leave_crew,
    "undo": undo,
}
