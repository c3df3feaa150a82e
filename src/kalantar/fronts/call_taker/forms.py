"""What a call taker fills in: the place first, then the type, then what the caller says."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.calls.models import PlaceSource
from kalantar.fronts.base.asked import id_of
from kalantar.kernel.geometry import Point

ANSWER = "answer-"


class IncidentForm(forms.Form):
    """The place is chosen from the list or on the map, so that it always has its coordinates."""

    lon = forms.FloatField(
        error_messages={"required": _("Choose a place from the list, or click the map.")}
    )
    lat = forms.FloatField(error_messages={"required": ""})
    address = forms.CharField(max_length=300, error_messages={"required": _("Say where it is.")})
    place_source = forms.ChoiceField(choices=PlaceSource.choices)
    type = forms.UUIDField(error_messages={"required": _("Choose what has happened.")})
    type_words = forms.CharField(required=False)
    narrative = forms.CharField(required=False, max_length=4000)
    secrecy = forms.BooleanField(required=False)

    @property
    def place(self) -> Point:
        return Point(self.cleaned_data["lon"], self.cleaned_data["lat"])

    @property
    def answers(self) -> dict[UUID, str]:
        """Question → what was answered, from the fields named after the questions."""
        return {
            question: str(value)
            for name, value in self.data.items()
            if name.startswith(ANSWER) and value and (question := id_of(name.removeprefix(ANSWER)))
        }
