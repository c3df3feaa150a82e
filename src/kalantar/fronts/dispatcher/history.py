"""The room's history: what is asked of it, and the incidents found, a page at a time."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.catalogue.queries import offered_types
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import PAGE, incidents_found
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import date_exists, parse_date, start_of_day
from kalantar.places.models import Jurisdiction


class Day(forms.CharField):
    """A day as people type it, in either calendar; cleaned to the moment it begins."""

    after = timedelta(0)  # the day after that one, for what it runs until

    def clean(self, value: Any) -> datetime | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return start_of_day(parse_date(typed) + self.after)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        except (OverflowError, ValueError):
            raise forms.ValidationError(str(date_exists.refuse())) from None


class LastDay(Day):
    after = timedelta(days=1)


class HistoryForm(forms.Form):
    number = forms.CharField(label=_("Number"), required=False, max_length=20)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    type = forms.TypedChoiceField(label=_("What it is"), required=False, coerce=UUID)
    state = forms.ChoiceField(label=_("State"), required=False)
    since = Day(label=_("From the day"), required=False, max_length=40)
    until = LastDay(label=_("To the day"), required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("All"))
        types = [(str(row.pk), str(row.name)) for row in offered_types()]
        states = [(state, str(said)) for state, said in INCIDENT.states.items()]
        self.fields["type"].choices = [every, *types]  # type: ignore[attr-defined]
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
