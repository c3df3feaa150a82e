"""What a verb of the room asks before it is done. The rules judge; forms only read what was typed."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.catalogue.queries import dispositions, offered_types, unavailable_reasons
from kalantar.kernel.text import digits_for
from kalantar.places.hit import Hit
from kalantar.places.queries import search


class Why(forms.Form):
    why = forms.CharField(label=_("Why"), required=False, max_length=300)


class PriorityForm(Why):
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
        self.fields["priority"].choices = [  # type: ignore[attr-defined]
            (number, f"{digits_for(language, str(number))} · {word}")
            for number, word in said.items()
        ]


class NoteForm(forms.Form):
    text = forms.CharField(label=_("Note"), widget=forms.Textarea({"rows": 3}), max_length=2000)


class _Choosing(forms.Form):
    """A form with one choice from a catalogue."""

    def _choose(self, field: str, rows: Any) -> None:
        self.fields[field].choices = [(str(row.pk), str(row.name)) for row in rows]  # type: ignore[attr-defined]


class CloseForm(_Choosing):
    disposition = forms.TypedChoiceField(label=_("How it ended"), coerce=UUID)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("disposition", dispositions())


class TypeForm(Why, _Choosing):
    type = forms.TypedChoiceField(label=_("What it is"), coerce=UUID)

    field_order = ("type", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("type", offered_types())


class BreakDownForm(_Choosing):
    reason = forms.TypedChoiceField(label=_("Why"), coerce=UUID)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("reason", unavailable_reasons())


class DivertForm(Why):
    to = forms.TypedChoiceField(label=_("To which incident"), coerce=UUID)

    field_order = ("to", "why")

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if choices is not None:
            self.fields["to"].choices = choices  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """A place as one says it; cleaned to the likeliest hit of the city's search."""

    place = forms.CharField(label=_("Where it is"), max_length=200)

    def __init__(self, *args: Any, city: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = city

    def clean_place(self) -> Hit:
        found = search(self.city, self.cleaned_data["place"], limit=1)
        if not found:
            raise forms.ValidationError(_("Nothing of that name. Try part of it, or a crossing."))
        return found[0]
