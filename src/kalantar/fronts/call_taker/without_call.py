"""An incident nobody rang about: a patrol saw it, somebody came to the station, an alarm went off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kalantar.calls.models import PlaceSource
from kalantar.fronts.base.doing import fragment, onward
from kalantar.fronts.base.place import in_city
from kalantar.fronts.call_taker import screen
from kalantar.fronts.call_taker.forms import IncidentForm
from kalantar.incidents.actions import create_incident
from kalantar.incidents.models import Incident
from kalantar.incidents.rules import OPENERS, may_open_incident
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import digits_for
from kalantar.people.middleware import acting


@require_http_methods(["GET", "POST"])
def without_call(request: HttpRequest) -> HttpResponse:
    """The form a call has, without a call. Where one may is judged by the place."""
    if not acting(request).areas(OPENERS):
        raise may_open_incident.refuse()
    if request.method == "GET":
        return screen.page(request, _context(request, IncidentForm()))
    form = IncidentForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    try:
        incident = create_incident(**form.incident, by=acting(request))
    except Refused as refused:
        return _form(request, form, refused)
    return _opened(request, incident)


def _form(request: HttpRequest, form: IncidentForm, refused: Refused | None = None) -> HttpResponse:
    template = "call_taker/_without_call.html"
    return fragment(request, template, _context(request, form), refused)


def _context(request: HttpRequest, form: IncidentForm) -> dict[str, Any]:
    room = screen.works_in_room(acting(request))
    return {**screen.fields(form, PlaceSource.MAP), "room": room}


def _opened(request: HttpRequest, incident: Incident) -> HttpResponse:
    """Who works in the room goes on with it there; a call taker goes back to the calls."""
    if screen.works_in_room(acting(request)):
        there = {"city": str(incident.city_id), "incident": str(incident.pk)}
        return onward(reverse("dispatcher:room"), **there)
    number = digits_for(get_language() or "fa", incident.number)
    told = _("Incident %(number)s is open; the dispatchers see it.") % {"number": number}
    messages.success(request, told)
    return onward(in_city(request, reverse("call_taker:desk")))
