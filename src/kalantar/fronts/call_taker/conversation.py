"""One conversation: its incident is opened, joined, taken apart again, and added to."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from kalantar.calls.queries import CallSeen, call_seen
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.call_taker import screen
from kalantar.fronts.call_taker.forms import IncidentForm
from kalantar.incidents import actions as incidents
from kalantar.incidents.queries import incident_of_call
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting


@require_GET
def call(request: HttpRequest, call: UUID) -> HttpResponse:
    return screen.page(request, screen.conversation(request, _seen(request, call), IncidentForm()))


@require_POST
def open_incident(request: HttpRequest, call: UUID) -> HttpResponse:
    """Open the incident, and keep the wish for secrecy in the same act."""
    seen, form, by = _seen(request, call), IncidentForm(request.POST), acting(request)
    if not form.is_valid():
        return _form(request, seen, form)
    told = form.incident | {"call": call, "secrecy": form.cleaned_data["secrecy"]}
    refused = attempt(incidents.create_incident, **told, by=by)
    return _form(request, _seen(request, call), form, refused)


@require_POST
def join(request: HttpRequest, call: UUID, incident: UUID) -> HttpResponse:
    """What was typed so far stays: in the form where it is refused, else ready to be told as well."""
    _seen(request, call)
    told = {"incident": incident, "call": call, "secrecy": bool(request.POST.get("secrecy"))}
    refused = attempt(incidents.join_call, **told, by=acting(request))
    form = IncidentForm(request.POST if refused else None)
    typed = request.POST.get("narrative", "")
    return _form(request, _seen(request, call), form, refused, typed=typed)


@require_POST
def part(request: HttpRequest, call: UUID, incident: UUID) -> HttpResponse:
    """It is about something else after all: the form comes back."""
    by = acting(request)
    refused = attempt(incidents.part_call, incident=incident, call=call, by=by)
    return _form(request, _seen(request, call), IncidentForm(), refused)


@require_POST
def note(request: HttpRequest, call: UUID) -> HttpResponse:
    """What the caller says after the incident is open goes to it as a note."""
    by, seen = acting(request), _seen(request, call)
    joined = incident_of_call(by, call)
    if joined is None:
        raise Http404
    text = request.POST.get("text", "")
    refused = attempt(incidents.add_note, incident=joined.pk, text=text, by=by)
    return _form(request, seen, IncidentForm(), refused, typed=text if refused else "")


def _seen(request: HttpRequest, call: UUID) -> CallSeen:
    seen = call_seen(acting(request), call)
    if seen is None:
        raise Http404
    return seen


def _form(
    request: HttpRequest,
    seen: CallSeen,
    form: IncidentForm,
    refused: Refused | None = None,
    **more: str,
) -> HttpResponse:
    context = screen.conversation(request, seen, form) | more
    return fragment(request, "call_taker/_form.html", context, refused)
