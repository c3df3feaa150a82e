"""What a verb of the room asks before it is done. The rules judge; forms only read what was typed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.catalogue.queries import dispositions, offered_types, unavailable_reasons
from kalantar.commands.naming import open_incident
from kalantar.commands.said_place import as_corrected, said_place
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import digits_for

OFFERED = 100  # incidents in the list to divert to, the most urgent first; any other by its number


class Why(forms.Form):
    why = forms.CharField(label=_("Why"), required=False, max_length=300)


class Reason(Why):
    """Where a rule asks for the reason, always or mostly: the browser asks first, the rule judges."""

    why = forms.CharField(
        label=_("Why (required)"),
        required=False,
        max_length=300,
        widget=forms.TextInput({"required": True}),
    )


class _Choosing(forms.Form):
    """A form with one choice that decides something: nothing is chosen until somebody does, and who
    leaves it so is told in our words, in the reader's language."""

    use_required_attribute = False

    def _choose(self, field: str, choices: Iterable[tuple[str | int, str]]) -> None:
        asked = self.fields[field]
        asked.choices = [("", _("Choose one")), *choices]  # type: ignore[attr-defined]
        asked.error_messages["required"] = _("Nothing is chosen. Choose one of the list.")

    def _choose_named(self, field: str, rows: Any) -> None:
        """One of a catalogue."""
        self._choose(field, [(str(row.pk), str(row.name)) for row in rows])


class PriorityForm(Reason, _Choosing):
    priority = forms.TypedChoiceField(label=_("Priority"), coerce=int)

    field_order = ("priority", "why")

    def __init__(self, *args: Any, language: str = "fa", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {
            1: _("life in danger"),
            2: _("happening now"),
            3: _("soon"),
            4: _("today"),
            5: _("no hurry"),
        }
        choices = [(n, f"{digits_for(language, str(n))} · {word}") for n, word in said.items()]
        self._choose("priority", choices)


class NoteForm(forms.Form):
    text = forms.CharField(label=_("Note"), widget=forms.Textarea({"rows": 3}), max_length=2000)


class CloseForm(_Choosing):
    disposition = forms.TypedChoiceField(label=_("How it ended"), coerce=UUID)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_named("disposition", dispositions())


class TypeForm(Why, _Choosing):
    type = forms.TypedChoiceField(label=_("What it is"), coerce=UUID)

    field_order = ("type", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_named("type", offered_types())


class BreakDownForm(_Choosing):
    reason = forms.TypedChoiceField(label=_("Why"), coerce=UUID)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_named("reason", unavailable_reasons())


class DivertForm(Reason):
    """Where a unit could go instead: those as urgent or more, or by its number any other that is open.

    The recommendation that is shown never has a unit that is on an incident, so why is asked here.
    """

    to = forms.TypedChoiceField(label=_("To which incident"), coerce=UUID, required=False)
    number = forms.CharField(label=_("Or its number"), required=False, max_length=20)

    field_order = ("to", "number", "why")

    def __init__(
        self, *args: Any, leaving: Incident, by: Actor, language: str = "fa", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._city, self._by = leaving.city_id, by
        urgent = (
            visible_incidents(by)
            .open()
            .filter(city=leaving.city_id, priority__lte=leaving.priority)
        )
        rows = urgent.exclude(pk=leaving.pk).order_by("priority", "opened_at", "pk")[:OFFERED]
        offered = [(str(row.pk), _in_a_line(row, language)) for row in rows]
        self.fields["to"].choices = [("", "–"), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        number = self.cleaned_data.pop("number", "")
        if number:
            try:
                self.cleaned_data["to"] = open_incident(number, self._city, self._by).pk
            except Refused as refused:
                self.add_error("number", str(refused))
        elif not self.cleaned_data.get("to"):
            self.add_error("to", _("Choose an incident, or write its number."))
        return self.cleaned_data


def _in_a_line(incident: Incident, language: str) -> str:
    said = f"{incident.priority} · {incident.type.name} · {incident.place_said}"
    return digits_for(language, said)


class PlaceForm(forms.Form):
    """A place as one says it; cleaned to what is kept of the one hit it surely means."""

    place = forms.CharField(label=_("Where it is"), max_length=200)

    def __init__(self, *args: Any, city: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = city

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data.get("place", "")
        try:
            return as_corrected(said_place(said, self.city)) if said else {}
        except Refused as refused:
            self.add_error("place", str(refused))
        return self.cleaned_data
