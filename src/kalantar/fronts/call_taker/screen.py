"""What the call taker's pages and fragments show, gathered once, from what the reader may see."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from kalantar.call_backs.queries import count_owed, owed_call_backs
from kalantar.call_backs.rules import nobody_else_calls_back
from kalantar.calls.models import CallState
from kalantar.calls.queries import (
    CallSeen,
    calls_in_conversation,
    recent_calls_from,
    waiting_calls,
)
from kalantar.catalogue.models import IncidentType, Question
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import fragment
from kalantar.fronts.base.place import city_for, every_area, live_keys, map_of
from kalantar.fronts.call_taker.forms import ANSWER, IncidentForm
from kalantar.incidents.queries import calls_of, incident_of_call
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import digits_for
from kalantar.people.middleware import acting
from kalantar.people.opening import read, read_of_areas
from kalantar.people.roles import WATCHERS, Role
from kalantar.places.coordinates import say_coordinates
from kalantar.places.models import Jurisdiction
from kalantar.places.queries import nearest_address

TO_RETURN = 20  # abandoned calls listed at once, the soonest deadline first


def page(
    request: HttpRequest, form: dict[str, Any], refused: Refused | None = None
) -> HttpResponse:
    """The whole desk; ``form``: what stands in its middle, empty in no conversation."""
    city = city_for(request, acting(request))
    around = map_of(city, incidents=reverse("dispatcher:pins")) if city else map_of(None)
    current = form["call"].pk if "call" in form else None
    which = live_keys(acting(request), city, "incident_in")
    context = {**waiting(request, current), **form, "city": city, "map": around, "which": which}
    return fragment(request, "call_taker/desk.html", context, refused)


def waiting(request: HttpRequest, current: UUID | None) -> dict[str, Any]:
    """Who is spoken with, who rings, who hung up; where numbers are listed, their reading is recorded."""
    by = acting(request)
    spoken, rings, hung_up = mine(by), waiting_calls(by), owed_call_backs(by, limit=TO_RETURN)
    city = city_for(request, by)
    if spoken or rings or hung_up:
        read_of_areas(by.areas(WATCHERS), "calls", by)
    return {
        "mine": spoken,
        "waiting": rings,
        "abandoned": [(one, nobody_else_calls_back(one.row, by)) for one in hung_up],
        "owed": count_owed(by, by.now(), city.pk) if city else None,
        "current": current,
        "live_keys": every_area(by),  # whoever is free answers, wherever it rings
        "new_operation": uuid7(),  # each form of the page is an act of its own
    }


def works_in_room(by: Actor) -> bool:
    """Whether the room is a screen of the reader's, where incidents are gone on with."""
    return bool(by.areas({Role.DISPATCHER, Role.COMMANDER, Role.STATION_CHIEF}))


def mine(by: Actor) -> list[CallSeen]:
    """The conversations the reader is in."""
    return [seen for seen in calls_in_conversation(by) if seen.call.answered_by_id == by.id]


def conversation(request: HttpRequest, seen: CallSeen, form: IncidentForm) -> dict[str, Any]:
    """One call with its form, or with the incident it is joined to; that it was read is recorded."""
    by = acting(request)
    read(seen.call, "call", by)
    joined = incident_of_call(by, seen.call.pk)
    recent = recent_calls_from(by, seen.number or "", by.now())
    rang = [one.call.pk for one in recent if one.call.returns_id is None]
    return {
        "seen": seen,
        "call": seen.call,
        "speaking": seen.call.state == CallState.ANSWERED,
        "joined": joined,
        "others_tell": joined is not None and len(calls_of(joined.pk, by)) > 1,
        "notes": joined.notes.order_by("-written_at")[:5] if joined else [],
        "before": [id for id in rang if id != seen.call.pk],
        "here": None if joined or form.is_bound else _where_it_rings(request, seen),
        **fields(form, "caller"),
    }


def fields(form: IncidentForm, source: str) -> dict[str, Any]:
    """The form of an incident. ``source``: how a place chosen from the list is known."""
    given = {name: value for name, value in form.data.items() if name.startswith(ANSWER)}
    type = id_of(form.data.get("type"))
    return {
        "form": form,
        "source": source,
        "operation": uuid7(),
        **(questions(type, given) if type else {}),
    }


def questions(type: UUID, given: dict[str, Any]) -> dict[str, Any]:
    """What is asked for the type, with what was answered, and what will have to be sent."""
    rows: list[Any] = list(Question.objects.filter(incident_type=type, retired_at=None))
    for row in rows:
        row.given = given.get(f"{ANSWER}{row.pk}", "")
    return {
        "type": IncidentType.objects.filter(pk=type).first(),
        "questions": rows,
        "yes_no": [("yes", _("Yes")), ("no", _("No"))],
    }


def _where_it_rings(request: HttpRequest, seen: CallSeen) -> dict[str, Any] | None:
    """Where the exchange says the caller is: offered first, as it may be where help is needed."""
    city: Jurisdiction | None = city_for(request, acting(request))
    place = seen.call.place
    if place is None or city is None:
        return None
    beside = nearest_address(city.pk, place)
    name = beside.written if beside else digits_for(get_language() or "fa", say_coordinates(place))
    return {"name": name, "point": place, "accuracy_m": seen.call.accuracy_m}
