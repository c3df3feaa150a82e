"""What each command does, by the same actions as the buttons. Each is given the words that were
found, and returns the incident it was about; None where it was about a unit alone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from kalantar.catalogue.queries import dispositions, offered_types, unavailable_reasons
from kalantar.dispatch import actions as dispatch
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.recommendation import recommend
from kalantar.fronts.dispatcher import named
from kalantar.fronts.dispatcher.rules import command_is_understood
from kalantar.fronts.dispatcher.said_place import as_corrected, said_place
from kalantar.incidents import actions as incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import search_key
from kalantar.patrols import actions as patrols

type Words = dict[str, str]
STEPS: dict[str, Callable[..., Any]] = {
    "acknowledge": dispatch.acknowledge,
    "set_out": dispatch.set_out,
    "arrive": dispatch.arrive,
    "clear": dispatch.clear,
}


def send(said: Words, city: UUID, by: Actor) -> UUID:
    """Who sends others than recommended says why, after a colon or “because”; the rule asks for it."""
    incident = named.open_incident(said["number"], city, by).pk
    signs = [sign for sign in said["units"].split() if sign not in ("and", "و")]
    units = [named.unit(sign, city, by) for sign in signs]
    shown, why = recommend(incident=incident, by=by), said["because"] or said["why"]
    dispatch.send_units(incident=incident, units=units, shown=shown, why=why, by=by)
    return incident


def step(said: Words, city: UUID, by: Actor) -> UUID:
    wanted = search_key(said["verb"])
    for one in ASSIGNMENT.steps:
        if one.verb in STEPS and wanted in (search_key(one.label.en), search_key(one.label.fa)):
            on_it = named.running(said["unit"], city, by)
            STEPS[one.verb](assignment=on_it.pk, by=by)
            return on_it.incident_id
    raise command_is_understood.refuse()


def show(said: Words, city: UUID, by: Actor) -> UUID:
    return named.open_incident(said["number"], city, by).pk


def note(said: Words, city: UUID, by: Actor) -> UUID:
    incident = named.open_incident(said["number"], city, by).pk
    incidents.add_note(incident=incident, text=said["text"], by=by)
    return incident


def call_off(said: Words, city: UUID, by: Actor) -> UUID:
    on_it = named.running(said["unit"], city, by)
    dispatch.call_off(assignment=on_it.pk, why=said["why"], by=by)
    return on_it.incident_id


def backup(said: Words, city: UUID, by: Actor) -> UUID:
    on_it = named.running(said["unit"], city, by)
    dispatch.call_backup(assignment=on_it.pk, by=by)
    return on_it.incident_id


def no_backup(said: Words, city: UUID, by: Actor) -> UUID:
    on_it = named.running(said["unit"], city, by)
    dispatch.withdraw_backup(assignment=on_it.pk, by=by)
    return on_it.incident_id


def divert(said: Words, city: UUID, by: Actor) -> UUID:
    on_it = named.running(said["unit"], city, by)
    to = named.open_incident(said["number"], city, by).pk
    dispatch.divert(assignment=on_it.pk, to=to, why=said["why"], by=by)
    return to


def break_down(said: Words, city: UUID, by: Actor) -> UUID:
    on_it = named.running(said["unit"], city, by)
    reason = named.choice(said["reason"], unavailable_reasons())
    dispatch.break_down(assignment=on_it.pk, reason=reason, by=by)
    return on_it.incident_id


def close(said: Words, city: UUID, by: Actor) -> UUID:
    incident = named.open_incident(said["number"], city, by).pk
    ended = named.choice(said["ending"], dispositions())
    incidents.close_incident(incident=incident, disposition=ended, note=said["note"], by=by)
    return incident


def reopen(said: Words, city: UUID, by: Actor) -> UUID:
    incident = named.closed_incident(said["number"], city, by)
    incidents.reopen_incident(incident=incident, why=said["why"], by=by)
    return incident


def priority(said: Words, city: UUID, by: Actor) -> UUID:
    incident = named.open_incident(said["number"], city, by).pk
    wanted = int(said["priority"])
    incidents.change_priority(incident=incident, priority=wanted, why=said["why"], by=by)
    return incident


def type_(said: Words, city: UUID, by: Actor) -> UUID:
    incident = named.open_incident(said["number"], city, by).pk
    wanted = named.choice(said["type"], offered_types())
    incidents.change_type(incident=incident, type=wanted, why=said["why"], by=by)
    return incident


def place(said: Words, city: UUID, by: Actor) -> UUID:
    incident = named.open_incident(said["number"], city, by).pk
    asked = as_corrected(said_place(said["place"], city))
    incidents.correct_place(incident=incident, **asked, by=by)
    return incident


def available(said: Words, city: UUID, by: Actor) -> None:
    patrols.become_available(unit=named.unit(said["unit"], city, by), by=by)


def unavailable(said: Words, city: UUID, by: Actor) -> None:
    unit = named.unit(said["unit"], city, by)
    reason = named.choice(said["reason"], unavailable_reasons())
    patrols.become_unavailable(unit=unit, reason=reason, by=by)


def begin_shift(said: Words, city: UUID, by: Actor) -> None:
    unit = named.unit(said["unit"], city, by, off_duty=True)
    patrols.begin_shift(unit=unit, officers=named.officers(said["officers"], unit, by), by=by)


def end_shift(said: Words, city: UUID, by: Actor) -> None:
    patrols.end_shift(unit=named.unit(said["unit"], city, by), by=by)


def join_crew(said: Words, city: UUID, by: Actor) -> None:
    unit = named.unit(said["unit"], city, by)
    (officer,) = named.officers(said["officer"], unit, by)
    patrols.join_crew(unit=unit, officer=officer, by=by)


def leave_crew(said: Words, city: UUID, by: Actor) -> None:
    unit = named.unit(said["unit"], city, by)
    (officer,) = named.officers(said["officer"], unit, by)
    patrols.leave_crew(unit=unit, officer=officer, by=by)
