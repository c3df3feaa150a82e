"""What the words of a command name: incidents by the end of their number, units by their figure,
officers by their personnel number, choices of a catalogue by their name in either language."""

import re
from collections.abc import Iterable
from uuid import UUID

from kalantar.catalogue.models import Named
from kalantar.dispatch.models import Assignment
from kalantar.fronts.dispatcher.rules import (
    command_names_one_choice,
    command_names_one_closed_incident,
    command_names_one_incident,
    command_names_one_officer,
    command_names_one_place,
    command_names_one_unit,
)
from kalantar.incidents.models import Incident, IncidentState
from kalantar.incidents.queries import incidents_found, visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import search_key
from kalantar.kernel.text.digits import to_latin_digits
from kalantar.patrols.queries import board
from kalantar.people.models import RoleGrant
from kalantar.people.roles import Role
from kalantar.places.hit import Hit
from kalantar.places.queries import search

OFFERED = 12  # choices that are said where none was understood


def open_incident(number: str, city: UUID, by: Actor) -> Incident:
    """By its whole number, or the last figures of it, in any digits."""
    said = to_latin_digits(number).strip()
    seen = visible_incidents(by).open().filter(city=city)
    found = list(seen.filter(number__endswith=said)[:2])
    exact = [one for one in found if one.number.rpartition("-")[2].lstrip("0") == said.lstrip("0")]
    if len(found) != 1 and len(exact) != 1:
        raise command_names_one_incident.refuse(number=number)
    return (exact or found)[0]


def closed_incident(number: str, city: UUID, by: Actor) -> UUID:
    """By its whole number, or its serial; two of the same serial are two years'."""
    asked = {"city": city, "number": number, "state": IncidentState.CLOSED}
    found = incidents_found(by, **asked, limit=2)  # type: ignore[arg-type]
    if len(found) != 1:
        raise command_names_one_closed_incident.refuse(number=number)
    return found[0].pk


def unit(sign: str, city: UUID, by: Actor, *, off_duty: bool = False) -> UUID:
    """By its call sign, or the figures in it: 7 is T-07 where no other unit has that figure."""
    wanted = sign.casefold()
    known = board(by, city, off_duty=off_duty)
    units = [one for one in known if not (one.plain_clothes and one.place_hidden)]
    whole = [one.id for one in units if one.call_sign.casefold() == wanted]
    figures = [one.id for one in units if _figure(one.call_sign) == wanted.lstrip("0")]
    found = whole or figures
    if len(found) != 1:
        raise command_names_one_unit.refuse(sign=sign)
    return found[0]


def running(sign: str, city: UUID, by: Actor) -> Assignment:
    """What the unit of that sign is on now."""
    on_it = Assignment.objects.filter(unit=unit(sign, city, by), ended_at=None).first()
    if on_it is None:
        raise command_names_one_unit.refuse(sign=sign)
    return on_it


def choice(said: str, rows: Iterable[Named]) -> UUID:
    """The one of that name or code in either language, or the only one with these words in its name."""
    wanted, rows = search_key(said), list(rows)
    names = [
        (row.pk, {search_key(each) for each in (row.name.en, row.name.fa, row.code)})
        for row in rows
    ]
    found = [pk for pk, of_it in names if wanted in of_it]
    found = found or [pk for pk, of_it in names if any(wanted in each for each in of_it)]
    if len(found) != 1 or not wanted:
        offered = [row.name for row in rows[:OFFERED]]
        named = Sentence(", ".join(one.en for one in offered), "، ".join(one.fa for one in offered))
        raise command_names_one_choice.refuse(said=said, offered=named)
    return found[0]


def officers(said: str, by: Actor) -> list[UUID]:
    """Patrol officers by their personnel numbers, with spaces between."""
    wanted = [word for word in said.split() if word not in ("and", "و")]
    patrolling = RoleGrant.objects.valid(by.now()).filter(role=Role.PATROL_OFFICER)
    rows = patrolling.filter(user__username__in=wanted).values_list("user__username", "user")
    known = dict(rows)
    for each in wanted:
        if each not in known:
            raise command_names_one_officer.refuse(said=each)
    return [known[each] for each in wanted]


def place(said: str, city: UUID) -> Hit:
    """The likeliest hit of the city's search, or pasted coordinates."""
    found = search(city, said, limit=1)
    if not found:
        raise command_names_one_place.refuse(said=said)
    return found[0]


def _figure(call_sign: str) -> str:
    return re.sub(r"\D", "", to_latin_digits(call_sign)).lstrip("0")
