"""One time with an appointment: who booked it, and taking it back."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.verbs import NOTHING, Tried, Verb, VerbForm, asks, out_of_place, refusals
from kalantar.kernel.actor import Actor
from kalantar.messaging.models import Message, MessageState
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.reception import actions
from kalantar.reception.events import CALLED_OFF
from kalantar.reception.models import Appointment, Slot
from kalantar.reception.queries import booked_at, slot_of
from kalantar.reception.rules import MOST_AT_ONCE, may_take_times_back


class PlacesForm(VerbForm):
    capacity = forms.IntegerField(
        label=gettext_lazy("Visitors at this time"), min_value=0, max_value=MOST_AT_ONCE,
        help_text=gettext_lazy("With 0, or as many as have booked, nobody can book it any more."),
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric"}),
    )  # fmt: skip

    def prepare(self) -> None:
        self.fields["capacity"].initial = self.about.capacity


class CallOffForm(VerbForm):
    reason = forms.ChoiceField(label=gettext_lazy("Why, as the message says it"))

    def prepare(self) -> None:
        said = [(code, str(words)) for code, words in CALLED_OFF.items()]
        self.fields["reason"].choices = said  # type: ignore[attr-defined]


VERBS = {
    verb.name: verb
    for verb in (
        Verb("places", "P", gettext_lazy("Change the places"), actions.change_places, "slot",
             may_take_times_back, PlacesForm),
        Verb("call_off", "O", gettext_lazy("Call this time off"), actions.call_off_slot, "slot",
             may_take_times_back, CallOffForm, danger=True),
    )
}  # fmt: skip


@require_GET
def slot(request: HttpRequest, id: UUID) -> HttpResponse:
    by = acting(request)
    return render(request, "desk/slot.html", _page(by, _seen(by, id)))


@verb_of("desk:slot")
def act(request: HttpRequest, id: UUID, verb: str) -> HttpResponse:
    """A verb of the time; where it is refused the form stays open with what was typed."""
    by, asked = acting(request), VERBS.get(verb)
    if asked is None:
        raise Http404
    form = asked.form(request.POST, about=(found := _seen(by, id)), by=by)
    tried = Tried(verb, form)
    if form.is_valid():
        tried.refused = attempt(asked.act, slot=id, **form.asked, by=by)
        if not tried.refused:
            messages.success(request, _("Done."))
            return redirect("desk:slot", id)
    return render(request, "desk/slot.html", _page(by, found, tried), status=422)


def _seen(by: Actor, id: UUID) -> Slot:
    found = slot_of(by, id)
    if found is None:
        raise Http404
    return found


def _page(by: Actor, found: Slot, tried: Tried = NOTHING) -> dict[str, Any]:
    """Who booked it is shown, so that it was read is recorded."""
    booked = booked_at(found)
    if booked:
        read_of_areas([found.station_id], "registered_persons", by)
    verbs = asks(VERBS.values(), found, by, tried) if by.now() < found.starts_at else []
    told = _told(booked)
    return {
        "heading": _("Time with an appointment"),
        "slot": found,
        "standing": [one for one in booked if not one.called_off],
        "called_off": [
            (one, CALLED_OFF[one.called_off], one.pk in told) for one in booked if one.called_off
        ],
        "verbs": verbs,
        "grey": refusals(verbs),
        "refused": out_of_place(verbs, tried),
    }


def _told(booked: list[Appointment]) -> set[UUID]:
    """Whom a message goes to, or went to; the others are told by phone."""
    about = [one.pk for one in booked if one.called_off]
    sent = Message.objects.filter(about__in=about).exclude(state=MessageState.SUPPRESSED)
    return set(sent.values_list("about", flat=True))
