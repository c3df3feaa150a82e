"""The verbs of an incident. Each asks what it needs, does one action, and shows the card."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kalantar.catalogue.queries import questions_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.dispatcher.answers import AnswersForm
from kalantar.fronts.dispatcher.forms import (
    CloseForm,
    NoteForm,
    PlaceForm,
    PriorityForm,
    Reason,
    TypeForm,
)
from kalantar.fronts.dispatcher.showing import (
    ask_first,
    asked_then_done,
    card_shown,
    form_shown,
    incident_or_404,
)
from kalantar.incidents import actions as incidents
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import answers_of
from kalantar.people.middleware import acting


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
    form = _answers(request, found)
    shown = (request, form, _("Write the answers"), "dispatcher/_answers.html")
    if not form.is_valid():
        return form_shown(*shown, card=incident)
    asked = {"incident": incident, "answers": form.answers, "by": acting(request)}
    refused = attempt(incidents.answer_questions, **asked)
    if refused:
        return form_shown(*shown, card=incident, refused=refused)
    return card_shown(request, incident, was=found.priority)


@ask_first
def close(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = CloseForm(request.POST or None)
    return _asked(request, incident, form, _("Close the incident"), incidents.close_incident)


@ask_first
def reopen(request: HttpRequest, incident: UUID) -> HttpResponse:
    form = Reason(request.POST or None)
    return _asked(request, incident, form, _("Open the incident again"), incidents.reopen_incident)


@ask_first
def correct_place(request: HttpRequest, incident: UUID) -> HttpResponse:
    """The place as one says it, or pasted coordinates."""
    form = PlaceForm(request.POST or None, city=incident_or_404(request, incident).city_id)
    return _asked(request, incident, form, _("Correct the place"), incidents.correct_place)


def _answers(request: HttpRequest, found: Incident) -> AnswersForm:
    return AnswersForm(
        request.POST or None,
        incident=found,
        questions=questions_of(found.type_id),
        kept=answers_of(found.pk),
        language=get_language() or "fa",
    )


def _asked(
    request: HttpRequest, incident: UUID, form: Form, label: str, act: Callable[..., object]
) -> HttpResponse:
    return asked_then_done(request, form, label, act, card=incident, incident=incident)
