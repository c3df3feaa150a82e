"""What narrows a list; a choice nobody offered narrows nothing."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from kalantar.catalogue.capabilities import KIND_NAMES
from kalantar.message_templates.lifecycle import TEMPLATE
from kalantar.message_templates.models import MessageTemplate
from kalantar.patrols.models import Unit
from kalantar.patrols.states import STATES
from kalantar.people.models import RoleGrant, User
from kalantar.people.roles import NAMES
from kalantar.places.models import Jurisdiction, Kind


class _Filter(forms.Form):
    """``every``: what the empty choice of each field is called."""

    every: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in self.offered().items():
            self.fields[name].choices = [("", self.every[name]), *choices]  # type: ignore[attr-defined]
        self.is_valid()

    def offered(self) -> dict[str, list[tuple[str, str]]]:
        """The choices of each field beside the empty one; none where the fields name their own."""
        return {}

    @property
    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def narrows(self) -> bool:
        return bool(self.chosen)


def _said(names: Any) -> list[tuple[str, str]]:
    return [(str(code), str(name)) for code, name in names.items()]


class PeopleFilter(_Filter):
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    every: ClassVar[dict[str, Any]] = {"role": _("Every role"), "state": _("Every state")}

    def offered(self) -> dict[str, list[tuple[str, str]]]:
        states = [("open", str(_("can sign in"))), ("closed", str(_("account closed")))]
        return {"role": _said(NAMES), "state": states}

    def of(self, people: QuerySet[User], now: datetime) -> QuerySet[User]:
        if role := self.chosen.get("role"):
            held = RoleGrant.objects.valid(now).filter(user=OuterRef("pk"), role=role)
            people = people.filter(Exists(held))
        if state := self.chosen.get("state"):
            people = people.filter(is_active=state == "open")
        return people


class UnitsFilter(_Filter):
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    every: ClassVar[dict[str, Any]] = {"kind": _("Every kind"), "status": _("Every status")}

    def offered(self) -> dict[str, list[tuple[str, str]]]:
        return {"kind": _said(KIND_NAMES), "status": _said(STATES)}

    def of(self, units: QuerySet[Unit]) -> QuerySet[Unit]:
        return units.filter(**self.chosen)


class CatalogueFilter(_Filter):
    state = forms.ChoiceField(label=_("State"), required=False)
    every: ClassVar[dict[str, Any]] = {"state": _("offered")}

    def offered(self) -> dict[str, list[tuple[str, str]]]:
        return {"state": [("retired", str(_("no longer offered")))]}

    def of(self, rows: Any) -> Any:
        return rows.filter(retired_at__isnull=not self.narrows)


class AreasFilter(_Filter):
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    every: ClassVar[dict[str, Any]] = {"kind": _("Every kind")}

    def offered(self) -> dict[str, list[tuple[str, str]]]:
        return {"kind": [(kind.value, str(kind.label)) for kind in Kind]}

    def of(self, areas: QuerySet[Jurisdiction]) -> QuerySet[Jurisdiction]:
        return areas.filter(**self.chosen)


class WordsFilter(_Filter):
    state = forms.ChoiceField(label=_("State"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    every: ClassVar[dict[str, Any]] = {"state": _("Every state"), "language": _("Every language")}

    def offered(self) -> dict[str, list[tuple[str, str]]]:
        languages = [(code, str(name)) for code, name in settings.LANGUAGES]
        return {"state": TEMPLATE.choices(), "language": languages}

    def of(self, rows: QuerySet[MessageTemplate]) -> QuerySet[MessageTemplate]:
        return rows.filter(**self.chosen)
