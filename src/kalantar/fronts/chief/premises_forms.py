"""What is asked when a warning on a place is entered, renewed or ended. The rules judge."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.fronts.base.days import LastDay
from kalantar.incidents.models import Incident
from kalantar.kernel.geometry import metres_between
from kalantar.kernel.text import joined_key
from kalantar.places.hit import Hit
from kalantar.places.queries import search
from kalantar.premises_warnings.events import BASES, KINDS
from kalantar.premises_warnings.models import LONGEST_NOTE, Basis

SAME_M = 100  # entries of one name nearer to each other are one place
NUMBER = {"dir": "ltr", "inputmode": "numeric"}


class ChangeForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=300)


class RenewForm(ChangeForm):
    expires_at = LastDay(
        label=_("Until the day"), max_length=40, help_text=_("At most a year ahead.")
    )


class EnterForm(forms.Form):
    """At a typed place; where it comes from an incident, the place and the basis are that one's."""

    place = forms.CharField(
        label=_("Where"), max_length=200, help_text=_("An address, a crossing, or coordinates.")
    )
    kind = forms.ChoiceField(label=_("What of"))
    note = forms.CharField(
        label=_("What to take care of there"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("About the place, never about a person: no names, no numbers."),
    )
    radius_m = forms.IntegerField(
        label=_("Metres around it"), initial=30, widget=forms.TextInput(NUMBER)
    )
    basis = forms.ChoiceField(label=_("What it rests on"))
    number = forms.CharField(label=_("Number of the file or letter"), required=False, max_length=60)
    expires_at = LastDay(
        label=_("Until the day"), max_length=40, help_text=_("At most a year ahead.")
    )

    def __init__(self, *args: Any, city: UUID, incident: Incident | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city, self.incident = city, incident
        choose = ("", _("Choose"))
        self.fields["kind"].choices = [choose, *_said(KINDS)]  # type: ignore[attr-defined]
        bases = {code: said for code, said in BASES.items() if code != Basis.INCIDENT}
        self.fields["basis"].choices = [choose, *_said(bases)]  # type: ignore[attr-defined]
        if incident is not None:
            for name in ("place", "basis", "number"):
                del self.fields[name]

    def clean_place(self) -> Hit:
        """The one place the words surely mean, else those it may be."""
        said = self.cleaned_data["place"]
        found = search(self.city, said, limit=6)
        meant = [hit for hit in found if joined_key(hit.label) == joined_key(said)] or found
        if not meant:
            raise forms.ValidationError(_("No place of this city is named so."))
        if any(metres_between(hit.point, meant[0].point) > SAME_M for hit in meant):
            offered = "; ".join(dict.fromkeys(hit.label for hit in meant))
            message = _("It may be: %(offered)s. Write its whole name, or coordinates.")
            raise forms.ValidationError(message, params={"offered": offered})
        return meant[0]

    @property
    def asked(self) -> dict[str, Any]:
        """As the action takes it."""
        told = dict(self.cleaned_data)
        if self.incident is not None:
            at = {"place": self.incident.place, "address": self.incident.address}
            return told | at | {"basis": Basis.INCIDENT, "incident": self.incident.pk}
        hit = told.pop("place")
        return told | {"place": hit.point, "address": hit.written}


def _said(choices: Any) -> list[tuple[str, str]]:
    return [(str(code), str(said)) for code, said in choices.items()]
