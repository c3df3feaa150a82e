"""What is filled in for an order. The rules judge; forms only read what was typed."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.fronts.base.days import LastDay, OnDay
from kalantar.fronts.desk.choices import FileNamed
from kalantar.fronts.desk.verbs import VerbForm
from kalantar.kernel.actor import Actor
from kalantar.orders.events import KINDS
from kalantar.orders.queries import branches

HINT = _("Such as 1405/9/1 or 2026-11-22")


class DueDay(LastDay):
    """The day by whose last minute it is to be done."""

    def clean(self, value: Any) -> datetime | None:
        over = super().clean(value)
        return over - timedelta(minutes=1) if over else None


class OrderForm(forms.Form):
    """An order as it stands on the paper. ``persons``: those who were found."""

    branch = forms.TypedChoiceField(label=_("Branch"), coerce=UUID)
    number = forms.CharField(
        label=_("Number of the order"), max_length=200,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"))
    case = FileNamed(
        label=_("File number (may stay empty)"), required=False, max_length=40,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    issued_on = OnDay(label=_("Issued on"), max_length=40, help_text=HINT)
    due_at = DueDay(label=_("Due on"), max_length=40, help_text=HINT)
    text = forms.CharField(
        label=_("What is to be done"), max_length=20_000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "order-%s")
        super().__init__(*args, **kwargs)
        self.fields["branch"].choices = [(str(row.pk), str(row.name)) for row in branches()]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(code, str(name)) for code, name in KINDS.items()]  # type: ignore[attr-defined]
        self.fields["case"].by = by  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        case = self.cleaned_data["case"]
        return self.cleaned_data | {"case": case.pk if case else None}


class ReportForm(VerbForm):
    report = forms.CharField(
        label=_("Report to the branch"), required=False, max_length=20_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )  # fmt: skip


class ItsFileForm(VerbForm):
    case = FileNamed(
        label=_("File number"), max_length=40,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def prepare(self) -> None:
        self.fields["case"].by = self.by  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        return {"case": self.cleaned_data["case"].pk}


class NamedInItForm(VerbForm):
    person = forms.UUIDField(
        error_messages={"required": _("Find the person first, and choose them.")},
        widget=forms.HiddenInput,
    )
