"""What a call taker fills in: the place first, then the type, then what the caller says."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.calls.models import PlaceSource
from kalantar.fronts.base.asked import id_of
from kalantar.kernel.geometry import Point
from kalantar.kernel.text.digits import to_latin_digits

ANSWER = "answer-"
WIDEST_M = 100_000


class Metres(forms.CharField):
    """How far from the point it may be, in whole metres and any digits; None where nobody knows."""

    def clean(self, value: Any) -> int | None:
        typed = to_latin_digits(super().clean(value)).strip()
        if not typed:
            return None
        if not re.fullmatch("[0-9]{1,6}", typed) or not 1 <= int(typed) <= WIDEST_M:
            raise forms.ValidationError(
                _(
                    "Write the precision as a whole number of metres up to 100000, such as 50, or leave it empty."
                )
            )
        return int(typed)


class IncidentForm(forms.Form):
    """The place is chosen from the list or on the map, so that it always has its coordinates."""

    lon = forms.FloatField(
        error_messages={"required": _("Choose a place from the list, or click the map.")}
    )
    lat = forms.FloatField(error_messages={"required": ""})
    address = forms.CharField(max_length=300, error_messages={"required": _("Say where it is.")})
    place_source = forms.ChoiceField(choices=PlaceSource.choices)
    accuracy_m = Metres(required=False, max_length=20)
    type = forms.UUIDField(error_messages={"required": _("Choose what has happened.")})
    type_words = forms.CharField(required=False)
    narrative = forms.CharField(required=False, max_length=4000)
    secrecy = forms.BooleanField(required=False)

    @property
    def incident(self) -> dict[str, Any]:
        """What the incident is opened with."""
        told = ("address", "place_source", "accuracy_m", "type", "narrative")
        place = Point(self.cleaned_data["lon"], self.cleaned_data["lat"])
        return {key: self.cleaned_data[key] for key in told} | {
            "place": place,
            "answers": self.answers,
        }

    @property
    def answers(self) -> dict[UUID, str]:
        """Question → what was answered, from the fields named after the questions."""
        return {
            question: str(value)
            for name, value in self.data.items()
            if name.startswith(ANSWER) and value and (question := id_of(name.removeprefix(ANSWER)))
        }
