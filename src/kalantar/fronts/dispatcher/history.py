"""The room's history: what is asked of it, and the incidents found, a page at a time."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kalantar.catalogue.queries import offered_types
from kalantar.fronts.base.days import Day, LastDay
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import PAGE, incidents_found
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import digits_for, to_latin_digits
from kalantar.kernel.text.calendar import local
from kalantar.places.models import Jurisdiction

PRIORITIES = range(1, 6)


IN_ADDRESSES = (
    "type",
    "state",
    "priority",
    "since",
    "until",
)  # what a link may ask: no one's words


def asked_in(request: HttpRequest) -> dict[str, str]:
    """What is asked: by the form in a body, or by a link, such as a figure's to what it counts."""
    if request.method == "POST":
        return request.POST.dict()
    return {name: request.GET[name] for name in IN_ADDRESSES if name in request.GET}


class Since(Day):
    """A day, or a moment of it: ``1405/9/1 14:00``, on the service's clock."""

    def clean(self, value: Any) -> datetime | None:
        typed = to_latin_digits(str(value or "")).strip()
        told = re.fullmatch(r"(?P<day>.+?)\s+(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)", typed)
        begins = super().clean(told["day"] if told else value)
        if told is None or begins is None:
            return begins
        day = local(begins - self.after)
        return day.replace(hour=int(told["hour"]), minute=int(told["minute"]))


class Until(Since, LastDay):
    """The last day that still counts, or the moment it runs until."""


class HistoryForm(forms.Form):
    number = forms.CharField(label=_("Number"), required=False, max_length=20)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    type = forms.TypedChoiceField(label=_("What it is"), required=False, coerce=UUID)
    state = forms.ChoiceField(label=_("State"), required=False)
    priority = forms.TypedChoiceField(
        label=_("Priority"), required=False, coerce=int, empty_value=None
    )
    since = Since(label=_("From the day"), required=False, max_length=40)
    until = Until(label=_("To the day"), required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("All"))
        types = [(str(row.pk), str(row.name)) for row in offered_types()]
        states = [(state, str(said)) for state, said in INCIDENT.states.items()]
        self.fields["type"].choices = [every, *types]  # type: ignore[attr-defined]
        language = get_language() or "fa"
        urgent = [(str(one), digits_for(language, str(one))) for one in PRIORITIES]
        self.fields["priority"].choices = [every, *urgent]  # type: ignore[attr-defined]
        self.fields["state"].choices = [every, *states]  # type: ignore[attr-defined]


def page_of(
    city: Jurisdiction | None, form: HistoryForm, before: UUID | None, reader: Actor
) -> tuple[list[Incident], bool]:
    """A page of what was found, and whether there is more; nothing where the question is wrong."""
    if city is None or not form.is_valid():
        return [], False
    asked = form.cleaned_data | {"type": form.cleaned_data["type"] or None}
    found = incidents_found(reader, city=city.pk, before=before, limit=PAGE + 1, **asked)
    return found[:PAGE], len(found) > PAGE
