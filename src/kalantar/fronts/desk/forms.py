"""What is filled in for a visitor: only what they came for must be known."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.kernel.text import normalise
from kalantar.persons.models import LANGUAGES, Need


class VisitorForm(forms.Form):
    """``person``: one who was found. Else the name as it is given, in whatever letters."""

    person = forms.UUIDField(required=False)
    appointment = forms.UUIDField(required=False)
    given = forms.CharField(required=False, max_length=100)
    family = forms.CharField(required=False, max_length=100)
    phone = forms.CharField(required=False, max_length=40)
    national_id = forms.CharField(required=False, max_length=40)
    language = forms.ChoiceField(choices=LANGUAGES)
    needs = forms.MultipleChoiceField(choices=Need.choices, required=False)
    service = forms.UUIDField(error_messages={"required": _("Choose what they came for.")})
    purpose = forms.CharField(required=False, max_length=500)

    @property
    def who(self) -> dict[str, str]:
        """What is known of somebody new; empty where nothing was typed."""
        told = {name: self.cleaned_data[name] for name in ("phone", "national_id")}
        for name in ("given", "family"):
            text = normalise(self.cleaned_data[name])
            told[f"{name}_{'en' if text.isascii() else 'fa'}"] = text
        return {name: text for name, text in told.items() if text}

    @property
    def visit(self) -> dict[str, Any]:
        told = ("service", "purpose", "language", "needs")
        return {name: self.cleaned_data[name] for name in told}
