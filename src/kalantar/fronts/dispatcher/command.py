"""The command line of the room, in both languages: what it means, and doing it by the same actions.

dispatch 7 12 to 1043      اعزام ۷ ۱۲ به ۱۰۴۳
dispatch 7 to 1043: why    اعزام ۷ به ۱۰۴۳: دلیل
dispatch 7 to 1043 because why    اعزام ۷ به ۱۰۴۳ چون دلیل
1043                       ۱۰۴۳
T-07 on scene              T-07 در صحنه
note 1043: two injured     یادداشت ۱۰۴۳: دو مجروح
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from kalantar.dispatch import actions as dispatch
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment
from kalantar.fronts.dispatcher.rules import (
    command_is_understood,
    command_names_one_incident,
    command_names_one_unit,
)
from kalantar.incidents.actions import add_note
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import search_key
from kalantar.kernel.text.digits import to_latin_digits
from kalantar.patrols.queries import board
from kalantar.places.models import Jurisdiction

SEND = re.compile(
    r"(?:dispatch|send|اعزام)\s+(?P<units>.+?)\s+(?:to|به)\s+(?P<number>[\d-]+)"
    r"(?:(?:\s*[:،,]\s*|\s+)(?:because\s+|چون\s+|زیرا\s+)(?P<because>.+)"
    r"|\s*[:،,](?!\s*(?:because|چون|زیرا)$)\s*(?P<why>.+))?",
    re.DOTALL,
)
NOTE = re.compile(r"(?:note|یادداشت)\s+(?P<number>[\d-]+)\s*[:،,]\s*(?P<text>.+)", re.DOTALL)
SHOW = re.compile(r"[\d-]+")
STEP = re.compile(r"(?P<unit>\S+)\s+(?P<verb>.+)")
STEPS: dict[str, Callable[..., Any]] = {
    "acknowledge": dispatch.acknowledge,
    "set_out": dispatch.set_out,
    "arrive": dispatch.arrive,
    "clear": dispatch.clear,
}


def run(text: str, city: Jurisdiction | None, by: Actor) -> UUID:
    """Do it; returns the incident it was about. Refused in the rule's words."""
    said = to_latin_digits(text).strip()
    if city is None or not said:
        raise command_is_understood.refuse()
    if found := SEND.fullmatch(said):
        why = found["because"] or found["why"] or ""
        return _send(found["units"].split(), found["number"], why, city, by)
    if found := NOTE.fullmatch(said):
        incident = open_incident(found["number"], city.pk, by)
        add_note(incident=incident.pk, text=found["text"], by=by)
        return incident.pk
    if SHOW.fullmatch(said):
        return open_incident(said, city.pk, by).pk
    if found := STEP.fullmatch(said):
        return _step(found["unit"], found["verb"], city, by)
    raise command_is_understood.refuse()


def _send(signs: list[str], number: str, why: str, city: Jurisdiction, by: Actor) -> UUID:
    """Who sends others than recommended says why, after a colon or “because”; the rule asks for it."""
    incident = open_incident(number, city.pk, by)
    units = [_unit(sign, city, by) for sign in signs if sign not in ("and", "و")]
    dispatch.send_units(incident=incident.pk, units=units, why=why, by=by)
    return incident.pk


def _step(sign: str, word: str, city: Jurisdiction, by: Actor) -> UUID:
    wanted = search_key(word)
    for step in ASSIGNMENT.steps:
        if step.verb in STEPS and wanted in (search_key(step.label.en), search_key(step.label.fa)):
            on_it = Assignment.objects.filter(unit=_unit(sign, city, by), ended_at=None).first()
            if on_it is None:
                raise command_names_one_unit.refuse(sign=sign)
            STEPS[step.verb](assignment=on_it.pk, by=by)
            return on_it.incident_id
    raise command_is_understood.refuse()


def open_incident(number: str, city: UUID, by: Actor) -> Incident:
    """By its whole number, or the last figures of it, in any digits."""
    said = to_latin_digits(number).strip()
    seen = visible_incidents(by).open().filter(city=city)
    found = list(seen.filter(number__endswith=said)[:2])
    exact = [one for one in found if one.number.rpartition("-")[2].lstrip("0") == said.lstrip("0")]
    if len(found) != 1 and len(exact) != 1:
        raise command_names_one_incident.refuse(number=number)
    return (exact or found)[0]


def _unit(sign: str, city: Jurisdiction, by: Actor) -> UUID:
    """By its call sign, or the figures in it: 7 is T-07 where no other unit has that figure."""
    wanted = sign.casefold()
    units = [unit for unit in board(by, city.id) if not (unit.plain_clothes and unit.place_hidden)]
    whole = [unit.id for unit in units if unit.call_sign.casefold() == wanted]
    figures = [unit.id for unit in units if _figure(unit.call_sign) == wanted.lstrip("0")]
    found = whole or figures
    if len(found) != 1:
        raise command_names_one_unit.refuse(sign=sign)
    return found[0]


def _figure(call_sign: str) -> str:
    return re.sub(r"\D", "", to_latin_digits(call_sign)).lstrip("0")
