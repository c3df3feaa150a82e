"""What a form chooses by name: a station, an officer, a person who was found, an incident, a file."""

from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kalantar.cases.models import Case
from kalantar.cases.queries import case_numbered, incident_numbered, officers_at
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import normalise, to_latin_digits
from kalantar.places.models import Jurisdiction, Kind

OFFERED = 200  # in a list that is rolled down
KNOWN_BY = ("name_fa", "name_en", "code")


class StationNamed(forms.CharField):
    """A station by its name or code, whichever of the service's it is; those beside it are offered."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput({"list": "stations", "autocomplete": "off", "dir": "auto"})
        super().__init__(max_length=100, widget=box, **kwargs)

    def clean(self, value: Any) -> UUID:
        words = normalise(super().clean(value))
        typed = {words, to_latin_digits(words)}
        called = reduce(or_, (Q(**{f"{by}__iexact": one}) for by in KNOWN_BY for one in typed))
        found = list(_stations().filter(called).values_list("pk", flat=True)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("Not exactly one station is called so."))
        id: UUID = found[0]
        return id


def stations_beside(station: Jurisdiction) -> list[Jurisdiction]:
    """The others of the same city: what a matter may belong to."""
    beside = _stations().filter(parent=station.parent_id).exclude(pk=station.pk)
    return list(beside.order_by("name_fa")[:OFFERED])


def officer_choices(station: Jurisdiction, by: Actor) -> list[tuple[str, str]]:
    found = officers_at(station, by.now())[:OFFERED]
    return [(str(user.pk), f"{user.name} · {user.username}") for user in found]


class IncidentNamed(forms.CharField):
    """An incident of the station's city by its number."""

    station: Jurisdiction

    def clean(self, value: Any) -> UUID:
        found = incident_numbered(self.station, super().clean(value))
        if found is None:
            raise forms.ValidationError(_("No incident of this city has that number."))
        return found.pk


class FileNamed(forms.CharField):
    """A file by its number; None where none was typed."""

    by: Actor

    def clean(self, value: Any) -> Case | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            found = case_numbered(self.by, typed)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        if found is None:
            raise forms.ValidationError(_("There is no such file here."))
        return found


def _stations() -> Any:
    return Jurisdiction.objects.living().filter(kind=Kind.STATION)
