"""The times at which a station receives with an appointment: which are to come, and opening a day's."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from uuid_utils.compat import uuid7

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.days import OnDay, TimeOfDay, moment_at
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk.lists import cell
from kalantar.fronts.desk.order_forms import HINT
from kalantar.fronts.desk.stations import offered, station_for
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import digits_for, say_date, say_time
from kalantar.people.middleware import acting
from kalantar.places.models import Jurisdiction
from kalantar.reception.actions import open_slots
from kalantar.reception.models import Slot
from kalantar.reception.queries import services, slots_of
from kalantar.reception.rules import MOST_AT_ONCE, MOST_SLOTS, may_keep_reception

SHORTEST, LONGEST = 5, 480  # minutes of one time


class SlotsForm(forms.Form):
    """A day, from one time to another, every so many minutes."""

    service = forms.TypedChoiceField(label=gettext_lazy("Service"), coerce=UUID)
    day = OnDay(label=gettext_lazy("Day"), max_length=40, help_text=HINT)
    begins = TimeOfDay(label=gettext_lazy("From"))
    ends = TimeOfDay(label=gettext_lazy("Until"))
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes of each time"), min_value=SHORTEST, max_value=LONGEST,
        initial=20, widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric"}),
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=gettext_lazy("Visitors at each time"), min_value=1, max_value=MOST_AT_ONCE,
        initial=1, widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "slots-%s")
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(str(one.pk), str(one.name)) for one in services()]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        day, begins, ends = (told.pop(name) for name in ("day", "begins", "ends"))
        return {"starts": times(day, begins, ends, told["minutes"]), **told}


def times(day: date, begins: time, ends: time, minutes: int) -> list[datetime]:
    """When each begins, as many as are over by ``ends``; one more than may be opened is enough to say so."""
    at, last, each = moment_at(day, begins), moment_at(day, ends), timedelta(minutes=minutes)
    count = max(0, (last - at) // each)
    return [at + each * number for number in range(min(count, MOST_SLOTS + 1))]


@require_http_methods(["GET", "POST"])
def slots(request: HttpRequest) -> HttpResponse:
    by = acting(request)
    station = station_for(request, by)
    if station is None:
        raise Http404
    form = SlotsForm(request.POST or None)
    if not form.is_valid():
        return _page(request, by, station, form)
    refused = attempt(open_slots, station=station.pk, **form.asked, by=by)
    if refused:
        return _page(request, by, station, form, refused)
    messages.success(request, _opened(len(form.asked["starts"])))
    return redirect("desk:slots")


def _opened(count: int) -> str:
    said = digits_for(get_language() or "fa", str(count))
    opened = ngettext("%(said)s time was opened.", "%(said)s times were opened.", count)
    return opened % {"said": said}


def _page(
    request: HttpRequest,
    by: Actor,
    station: Jurisdiction,
    form: SlotsForm,
    refused: Refused | None = None,
) -> HttpResponse:
    """Who may not open times is told so in the rule's words; whoever works there sees which there are."""
    found = slots_of(by, station, by.now(), after=id_of(request.GET.get("after")), limit=PAGE + 1)
    keeps = may_keep_reception(by, Slot(station=station))
    context = {
        "heading": _("Times with an appointment"),
        "station": station,
        "others": offered(request, by),
        "columns": [_("Day"), _("From"), _("Until"), _("Service"), _("Taken"), _("Visitors")],
        "rows": [
            {"url": reverse("desk:slot", args=[one.pk]), "cells": _cells(one)}
            for one in found[:PAGE]
        ],
        "next": found[PAGE - 1].pk if len(found) > PAGE else None,
        "beyond": "after" in request.GET,
        "form": form if keeps else None,
        "why_not": may_keep_reception.sentence,
        "refused": refused,
        "operation": uuid7(),
    }
    status = 422 if refused or form.errors else 200
    return render(request, "desk/slots.html", context, status=status)


def _cells(slot: Slot) -> list[dict[str, Any]]:
    spoken = get_language() or "fa"
    return [
        cell(say_date(slot.starts_at)),
        cell(say_time(slot.starts_at)),
        cell(say_time(slot.ends_at)),
        cell(slot.service.name),
        cell(digits_for(spoken, str(slot.booked))),
        cell(digits_for(spoken, str(slot.capacity)) if slot.capacity else _("closed")),
    ]
