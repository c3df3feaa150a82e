"""What a verb answers with: the card of its incident, or the form it asks first, also when refused."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods
from uuid_utils.compat import uuid7

from kalantar.dispatch.models import Assignment
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.dispatcher import screen
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import incident_of
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.people.opening import read

ask_first = require_http_methods(["GET", "POST"])


def card_shown(
    request: HttpRequest, incident: UUID, refused: Refused | None = None, *, was: int | None = None
) -> HttpResponse:
    """``was``: the priority before what was done; a more urgent one now is said."""
    context = screen.card(request, incident)
    if context["incident"] is None:
        raise Http404
    context["typed"] = request.POST if refused else {}
    context["was"] = was if was and context["incident"].priority < was else None
    return fragment(request, "dispatcher/_card.html", context, refused)


def form_shown(
    request: HttpRequest,
    form: forms.Form,
    label: str,
    template: str = "dispatcher/_ask.html",
    *,
    of: str = "",
    card: UUID,
    refused: Refused | None = None,
) -> HttpResponse:
    """The form of a verb, opened, or shown again with what was typed and what is wrong with it.
    ``of``: the call sign of the unit that it is about.

    Its operation id is another each time. A refused one is free again, but where the answer to what
    was done is lost and the form is sent again with other words, the old id would stand for both.
    """
    context = {"form": form, "label": label, "of": of, "url": request.path, "operation": uuid7()}
    return asked_in_place(request, template, context, card, refused)


def asked_in_place(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    card: UUID,
    refused: Refused | None = None,
) -> HttpResponse:
    """Where it was asked, not in place of the card; and nowhere once another card stands there."""
    answer = fragment(request, template, context, refused)
    answer["HX-Retarget"] = f'#card[data-card="{card}"] #verb'
    return answer


def asked_then_done(
    request: HttpRequest,
    form: forms.Form,
    label: str,
    act: Callable[..., object],
    *,
    of: str = "",
    card: UUID,
    **subject: UUID,
) -> HttpResponse:
    """The form of a verb until it is filled in and nothing forbids it; then the verb is done with what
    it says, and the card of the incident ``card`` is shown. ``form``: its fields are called as what
    ``act`` asks for. A refusal stands in the form, which keeps what was typed."""
    if not form.is_valid():
        return form_shown(request, form, label, of=of, card=card)
    refused = attempt(act, **subject, **form.cleaned_data, by=acting(request))
    if refused is None:
        return card_shown(request, card)
    incident_or_404(request, card)
    return form_shown(request, form, label, of=of, card=card, refused=refused)


def incident_or_404(request: HttpRequest, id: UUID) -> Incident:
    """For a form or list of its own, which tells of it as the card does: its reading is recorded."""
    found = incident_of(acting(request), id)
    if found is None:
        raise Http404
    read(found, "incident", acting(request))
    return found


def incident_left(assignment: UUID) -> UUID:
    """Whose card is shown afterwards; who may do it, and see it, is judged by the action and card."""
    found = Assignment.objects.filter(pk=assignment).values_list("incident_id", flat=True).first()
    if found is None:
        raise Http404
    return found
