"""The verbs of an incident. Each asks what it needs, does one action, and shows the card."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kalantar.catalogue.queries import questions_of
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.dispatcher.answers import AnswersForm
from kalantar.fronts.dispatcher.forms import (
    CloseForm,
    NoteForm,
    PlaceForm,
    PriorityForm,
    TypeForm,
    Why,
)
from kalantar.fronts.dispatcher.showing import (
    ask_first,
    asked_then_done,
    card_shown,
    form_shown,
    incident_or_404,
)
from kalantar.incidents import actions as incidents
from kalantar.incidents.queries import answers_of, calls_of, calls_to_join, joined_to
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.people.roles import WATCHERS

CALLS = 20  # of an incident in one page, and of those that could join it


@ask_first
def change_priority(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = PriorityForm(request.POST or None, language=get_language() or "fa")
    return _asked(request, incident, form, _("Change the priority"), incidents.change_priority)


@ask_first
def change_type(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = TypeForm(request.POST or None)
    return _asked(request, incident, form, _("Change the type"), incidents.change_type)


@ask_first
def add_note(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = NoteForm(request.POST or None)
    return _asked(request, incident, form, _("Write a note"), incidents.add_note)


@ask_first
def answer_questions(request: HttpRequest, incident: UUID) -> HttpResponse:
    """The questions of its type with what was answered; what is answered now may raise the priority."""
    found = incident_or_404(request, incident)
    form = AnswersForm(
        request.POST or None,
        incident=found,
        questions=questions_of(found.type_id),
        kept=answers_of(incident),
        language=get_language() or "fa",
    )
    if not form.is_valid():
        return form_shown(request, form, _("Write the answers"), "dispatcher/_answers.html")
    asked = {"incident": incident, "answers": form.answers, "by": acting(request)}
    refused = attempt(incidents.answer_questions, **asked)
    return card_shown(request, incident, refused, was=found.priority)


@ask_first
def close(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = CloseForm(request.POST or None)
    return _asked(request, incident, form, _("Close the incident"), incidents.close_incident)


@ask_first
def reopen(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = Why(request.POST or None)
    return _asked(request, incident, form, _("Open the incident again"), incidents.reopen_incident)


@ask_first
def correct_place(request: HttpRequest, incident: UUID) -> HttpResponse:
    """The place as one says it, or pasted coordinates."""
    form = PlaceForm(request.POST or None, city=incident_or_404(request, incident).city_id)
    return _asked(request, incident, form, _("Correct the place"), incidents.correct_place)


@require_GET
def join_call(request: HttpRequest, incident: UUID) -> HttpResponse:
    """The calls of the incident, and those that could join it; each list in pages."""
    by, found = acting(request), incident_or_404(request, incident)
    after, behind = id_of(request.GET.get("after")), id_of(request.GET.get("behind"))
    joined = calls_of(found.pk, by, after=after, limit=CALLS + 1)
    others = calls_to_join(by, after=behind, limit=CALLS + 1)
    if others:
        read_of_areas(by.areas(WATCHERS), "calls", by)
    context = {
        "incident": found,
        "calls": joined[:CALLS],
        "several": joined_to(found.pk).calls > 1,
        "next_after": joined[CALLS - 1].call.pk if len(joined) > CALLS else None,
        "others": others[:CALLS],
        "next_others": others[CALLS - 1].call.pk if len(others) > CALLS else None,
    }
    return render(request, "dispatcher/_calls.html", context)


@require_POST
def join(request: HttpRequest, incident: UUID, call: UUID) -> HttpResponse:
    refused = attempt(incidents.join_call, incident=incident, call=call, by=acting(request))
    return card_shown(request, incident, refused)


@require_POST
def part(request: HttpRequest, incident: UUID, call: UUID) -> HttpResponse:
    refused = attempt(incidents.part_call, incident=incident, call=call, by=acting(request))
    return card_shown(request, incident, refused)


def _asked(
    request: HttpRequest, incident: UUID, form: Form, label: str, act: Callable[..., object]
) -> HttpResponse:
    return asked_then_done(request, form, label, act, card=incident, incident=incident)
