"""What the words of a command name: incidents by their serial, units by their figure, officers
by their personnel number, choices of a catalogue by their name in either language."""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from kalantar.catalogue.models import Disposition, Named
from kalantar.catalogue.queries import dispositions
from kalantar.commands.rules import (
    command_names_one_choice,
    command_names_one_closed_incident,
    command_names_one_incident,
    command_names_one_officer,
    command_names_one_unit,
    command_names_one_unit_of_several,
    command_names_the_year,
    unit_is_on_an_incident,
)
from kalantar.commands.signs import sign_key
from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Incident, IncidentState
from kalantar.incidents.queries import incidents_found
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import search_key
from kalantar.kernel.text.digits import in_persian_text, to_latin_digits
from kalantar.patrols.board import board
from kalantar.patrols.models import Unit
from kalantar.people.models import RoleGrant
from kalantar.people.roles import Role

OFFERED = 20  # choices that are said where none was understood


def open_incident(number: str, city: UUID, by: Actor) -> Incident:
    """By its whole number, or its serial, in any digits; never by the end of another's serial."""
    of_any_state = incidents_found(by, city=city, number=number)  # one a year
    found = [one for one in of_any_state if one.state != IncidentState.CLOSED]
    if not found:
        raise command_names_one_incident.refuse(number=number)
    if len(found) > 1:
        numbers = [Sentence(en=one.number, fa=in_persian_text(one.number)) for one in found]
        several = listed(numbers, most=OFFERED)
        raise command_names_the_year.refuse(number=number, found=several)
    return found[0]


def closed_incident(number: str, city: UUID, by: Actor) -> UUID:
    """By its whole number, or its serial; two of the same serial are two years'."""
    asked = {"city": city, "number": number, "state": IncidentState.CLOSED}
    found = incidents_found(by, **asked, limit=2)  # type: ignore[arg-type]
    if len(found) != 1:
        raise command_names_one_closed_incident.refuse(number=number)
    return found[0].pk


def unit(sign: str, city: UUID, by: Actor, *, off_duty: bool = False) -> UUID:
    """By its call sign, or the figures in it: 7 is T-07 where no other unit has that figure."""
    wanted = sign_key(sign)
    known = board(by, city, off_duty=off_duty)
    units = [one for one in known if not (one.plain_clothes and one.place_hidden)]
    whole = [one.id for one in units if sign_key(one.call_sign) == wanted]
    figure = _figure(wanted) if wanted.isdecimal() else None
    figures = [one.id for one in units if figure and _figure(one.call_sign) == figure]
    found = whole or figures
    if not found:
        raise command_names_one_unit.refuse(sign=sign)
    if len(found) > 1:
        signs = sorted(one.call_sign for one in units if one.id in found)
        several = listed([Sentence(en=one, fa=one) for one in signs], most=OFFERED)
        raise command_names_one_unit_of_several.refuse(sign=sign, found=several)
    return found[0]


def running(sign: str, city: UUID, by: Actor) -> Assignment:
    """What the unit of that sign is on now."""
    meant = unit(sign, city, by)
    on_it = Assignment.objects.filter(unit=meant, ended_at=None).first()
    if on_it is None:
        raise unit_is_on_an_incident.refuse(unit=Unit.objects.get(pk=meant).call_sign)
    return on_it


def choice(said: str, rows: Iterable[Named]) -> UUID:
    """The one of that name or code in either language, or the only one that begins so."""
    wanted, rows = search_key(said), list(rows)
    names = [
        (row.pk, {search_key(each) for each in (row.name.en, row.name.fa, row.code)})
        for row in rows
    ]
    found = [pk for pk, of_it in names if wanted in of_it]
    found = found or [pk for pk, of_it in names if any(each.startswith(wanted) for each in of_it)]
    if len(found) != 1 or not wanted:
        near = [row.name for row in rows if row.pk in found and wanted]
        offered = listed(near or [row.name for row in rows], most=OFFERED)
        raise command_names_one_choice.refuse(said=said, offered=offered)
    return found[0]


def ending_said(said: str) -> str:
    """The ending of that name as a note says it; nothing where none was said."""
    if not said:
        return ""
    ended = choice(said, dispositions())
    return str(Disposition.objects.get(pk=ended).name)


def officers(said: str, unit: UUID, by: Actor) -> list[UUID]:
    """Patrol officers of the unit's area by their personnel numbers, with spaces between.

    One who patrols elsewhere is refused as one who does not exist: who works there is not told.
    """
    wanted = [word.casefold() for word in said.split() if word not in ("and", "و")]
    around = Unit.objects.values_list("jurisdiction__ancestors", flat=True).get(pk=unit)
    held = RoleGrant.objects.valid(by.now()).filter(
        role=Role.PATROL_OFFICER,
        jurisdiction__in=around,
        user__username__in=wanted,
        user__is_active=True,
    )
    known = dict(held.values_list("user__username", "user"))
    for each in wanted:
        if each not in known:
            raise command_names_one_officer.refuse(said=each)
    return [known[each] for each in wanted]


def listed(names: Sequence[Sentence], most: int) -> Sentence:
    """The names with commas between, in both languages; at most so many, and a sign that more are."""
    said, more = names[:most], "…" if len(names) > most else ""
    persian = "، ".join(one.fa for one in said)
    return Sentence(en=", ".join(one.en for one in said) + more, fa=persian + more)


def _figure(call_sign: str) -> str:
    """``7`` of T-07; nothing where there is no figure, ``0`` of zeros alone."""
    figures = re.sub(r"\D", "", to_latin_digits(call_sign))
    return figures.lstrip("0") or figures[:1]
