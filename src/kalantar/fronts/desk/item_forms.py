"""What is filled in for property held. The rules judge; forms only read what was typed.

No field is called ``why`` unless its words are a reason for the timeline: what an expert is to find out is not.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.custody.events import HOLDERS, KINDS
from kalantar.custody.models import Item
from kalantar.custody.queries import chain_of
from kalantar.custody.rules import LONGEST
from kalantar.fronts.desk.document_verbs import from_whom
from kalantar.fronts.desk.order_forms import HINT, DueDay
from kalantar.fronts.desk.verbs import VerbForm


def _line(label: object, longest: int = LONGEST, **more: Any) -> forms.CharField:
    box = forms.TextInput({"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=longest, widget=box, **more)  # type: ignore[arg-type]


class PlaceForm(VerbForm):
    """Where it lies in the store, to begin with where it lay last."""

    store = _line(_("Store"), 100)
    shelf = _line(_("Shelf or box (may stay empty)"), 100)

    def prepare(self) -> None:
        if isinstance(self.about, Item) and self.about.next_station_id is None:
            last = next((one for one in reversed(chain_of(self.about)) if one.store), None)
            if last:
                self.fields["store"].initial = last.store
                self.fields["shelf"].initial = last.shelf


class BackForm(PlaceForm):
    to_whom = _line(_("Who brought it"))
    field_order = ("to_whom", "store", "shelf")


class TakeInItemForm(PlaceForm):
    kind = forms.ChoiceField(label=_("Kind"))
    description = forms.CharField(
        label=_("What it is: make, colour, marks, condition"), required=False, max_length=LONGEST,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip
    count = forms.IntegerField(label=_("Count"), initial=1, max_value=1_000_000)
    identifier = _line(_("Serial number, IMEI or plate (may stay empty)"))
    party = forms.ChoiceField(label=_("From whom"), required=False)
    found_at = _line(_("Or where it was found"))
    field_order = (
        "kind",
        "description",
        "count",
        "identifier",
        "party",
        "found_at",
        "store",
        "shelf",
    )

    def prepare(self) -> None:
        self.fields["kind"].choices = [(code, str(name)) for code, name in KINDS.items()]  # type: ignore[attr-defined]
        self.fields["party"].choices = from_whom(self.about)  # type: ignore[attr-defined]

    def clean_party(self) -> UUID | None:
        return UUID(self.cleaned_data["party"]) if self.cleaned_data["party"] else None


class HandOutForm(VerbForm):
    holder = forms.ChoiceField(label=_("To what kind of recipient"))
    to_whom = _line(_("To whom: name and office"))
    purpose = _line(_("What for"))
    due_back_at = DueDay(label=_("Expected back on"), max_length=40, help_text=HINT)

    def prepare(self) -> None:
        self.fields["holder"].choices = [(code, str(name)) for code, name in HOLDERS.items()]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return {"why": told.pop("purpose"), **told}


class ReturnForm(VerbForm):
    party = forms.ChoiceField(label=_("Which party of the file"), required=False)
    to_whom = _line(_("Name of who receives it"))
    identified = _line(_("How they were identified (such as their national ID card)"), 200)
    signed = forms.BooleanField(label=_("They signed the receipt of return"), required=False)

    def prepare(self) -> None:
        owner = self.about.party
        self.fields["party"].choices = from_whom(self.about.case)  # type: ignore[attr-defined]
        self.fields["party"].initial = str(owner.pk) if owner and owner.until is None else ""
        self.fields["to_whom"].initial = str(owner.person.name) if owner else ""

    def clean_party(self) -> UUID | None:
        return UUID(self.cleaned_data["party"]) if self.cleaned_data["party"] else None


class CarrierForm(VerbForm):
    to_whom = _line(_("Who carries it there"))


class BasisForm(VerbForm):
    basis = _line(_("On which order, or which article of the law"))
