"""What the phone shows: the unit I am in, its assignment with the way there, and the verbs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kalantar.catalogue.queries import unavailable_reasons
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.queries import OwnAssignment, own_assignment
from kalantar.fronts.base.place import map_of
from kalantar.fronts.base.warned import warned
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import answers_said
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.text import digits_for
from kalantar.panic_alarms.queries import own_alarm
from kalantar.patrols.lifecycle import UNIT
from kalantar.patrols.models import Unit
from kalantar.patrols.queries import own_unit
from kalantar.patrols.states import STATES
from kalantar.patrols.whereabouts import position_of
from kalantar.places.routing import COSTING, NoGraph, NoRoute, Route, router
from kalantar.welfare_checks.queries import asked_of_me

IDLE_VERBS = ("become_available", "become_unavailable", "end_shift")
NEWEST = 3  # notes seen at once
MORE = 20  # of those before, with each touch
FIRST = ("arrive", "clear", "set_out", "acknowledge", "break_down")  # the likeliest next one first


def now(reader: Actor, notes: int = NEWEST) -> dict[str, Any]:
    """``notes``: so many of the latest are open."""
    unit, mine = own_unit(reader), own_assignment(reader, notes=notes + 1)
    context: dict[str, Any] = {"unit": unit, "assignment": None, "alarm": own_alarm(reader)}
    if unit is None:  # who is put into one hears of it by their own name
        return context | {"live_keys": f"user:{reader.id}"}
    keys = f"unit:{unit.pk}"
    context |= {"asked_well": asked_of_me(reader)}
    context |= {"live_keys": keys, "status": STATES[unit.status], "reason": unit.unavailable_reason}
    if mine is None:
        return context | {"verbs": _idle_verbs(unit)}
    incident = mine.incident
    return context | {
        "live_keys": f"{keys} incident:{incident.pk}",
        "assignment": mine.assignment,
        "incident": incident,
        "secret": mine.secret,
        "warnings": warned(incident, reader),
        "answers": answers_said(mine.answers),
        "earlier": mine.earlier,
        "notes": mine.notes[-notes:],
        "notes_open": notes,
        "more_notes": notes + MORE if len(mine.notes) > notes else 0,
        "others": [(one, ASSIGNMENT.states[one.assignment.state]) for one in mine.others],
        "verbs": _verbs(mine),
        "reasons": unavailable_reasons(),
        "way": _way(unit, incident, reader),
        "map": map_of(incident.city, centre=_centre(incident)),
    }


def _verbs(mine: OwnAssignment) -> list[dict[str, Any]]:
    """The next verb of the usual way first; then what may also be."""
    usual = {"sent": "acknowledge", "acknowledged": "set_out", "en_route": "arrive"}
    next_one = usual.get(mine.assignment.state, "clear")
    possible = {verb.name: verb for verb in mine.verbs if verb.possible}
    order = [next_one, *(name for name in FIRST if name != next_one)]
    return [
        {
            "label": possible[name].label,
            "url": reverse(f"patrol:{name}", args=[mine.assignment.pk]),
            "to": next(step.to for step in ASSIGNMENT.steps if step.verb == name),
            "reasons": unavailable_reasons() if name == "break_down" else [],
        }
        for name in order
        if name in possible
    ]


def _idle_verbs(unit: Unit) -> list[dict[str, Any]]:
    possible = [step for step in UNIT.verbs(unit) if step.verb in IDLE_VERBS]
    return [
        {
            "label": step.label,
            "url": reverse(f"patrol:{step.verb}"),
            "to": step.to,
            "next": step.verb == "become_available",
            "reasons": unavailable_reasons() if step.verb == "become_unavailable" else [],
        }
        for step in sorted(possible, key=lambda step: IDLE_VERBS.index(step.verb))
    ]


def _way(unit: Unit, incident: Incident, reader: Actor) -> dict[str, Any]:
    """From where the unit last was to the place: metres, minutes and the line, by road if there is one."""
    assert incident.place is not None
    way: dict[str, Any] = {
        "to": [incident.place.lon, incident.place.lat],
        "incident": incident.pk,
        "priority": incident.priority,
        "unit": {"call_sign": unit.call_sign, "kind": unit.kind, "status": unit.status},
    }
    last = position_of(reader, unit.pk)
    if last is None or last.place is None:
        return way
    here = last.place
    way |= {"from": [here.lon, here.lat], "metres": metres_between(here, incident.place)}
    route = _route(incident, here, unit.kind)
    if route is not None:
        line = [[round(point.lon, 6), round(point.lat, 6)] for point in route.line]
        way |= {"metres": route.metres, "minutes": max(1, round(route.minutes)), "line": line}
    return way | {"said": _said(way)}


def _route(incident: Incident, here: Point, kind: str) -> Route | None:
    assert incident.place is not None
    try:
        return router(incident.city_id).route(here, incident.place, COSTING.get(kind, "auto"))
    except (NoGraph, NoRoute):
        return None


def _said(way: dict[str, Any]) -> str:
    metres, language = way["metres"], get_language() or "en"
    far = _("%(metres)s m") % {"metres": int(round(metres, -1))}
    if metres >= 1000:
        point = "٫" if language.startswith("fa") else "."
        kilometres = f"{metres / 1000:.1f}".replace(".", point)
        far = _("%(kilometres)s km") % {"kilometres": kilometres}
    if "minutes" not in way:
        return digits_for(language, _("%(far)s in a straight line") % {"far": far})
    return digits_for(
        language, _("%(far)s · %(minutes)s min") % {"far": far, "minutes": way["minutes"]}
    )


def _centre(incident: Incident) -> Any:
    assert incident.place is not None
    return [incident.place.lon, incident.place.lat]
