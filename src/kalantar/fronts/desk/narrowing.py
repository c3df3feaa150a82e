"""The bar above a list of files: what it is narrowed to. It names no party: it may stand in the address."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from kalantar.case_catalogue.models import CaseCategory, CaseOutcome
from kalantar.cases.lifecycle import CASE
from kalantar.cases.narrowing import ANY, EVERY, NOBODY, Narrowing
from kalantar.fronts.base.days import OnDay
from kalantar.fronts.desk.choices import officer_choices
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import say_date
from kalantar.kernel.text.calendar import is_persian
from kalantar.places.models import Jurisdiction

HINT = _("Such as 1405/9/1 or 2026-11-22")


def _day(label: Any) -> OnDay:
    box = forms.TextInput({"autocomplete": "off", "dir": "ltr"})
    return OnDay(label=label, required=False, max_length=40, help_text=HINT, widget=box)


class NarrowingForm(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False)
    category = forms.TypedChoiceField(
        label=_("Category"), required=False, coerce=UUID, empty_value=None
    )
    officer = forms.TypedChoiceField(
        label=_("In charge"), required=False, coerce=lambda who: who if who == NOBODY else UUID(who)
    )
    outcome = forms.TypedChoiceField(
        label=_("How it ended"), required=False, coerce=UUID, empty_value=None
    )
    since = _day(_("Opened from"))
    until = _day(_("Opened up to"))

    def __init__(
        self, given: Mapping[str, Any], *, by: Actor, station: Jurisdiction | None, found: bool
    ) -> None:
        super().__init__(given, auto_id="narrow-%s")
        usual = _("every state") if found else _("not closed")
        states = [("", usual), *CASE.choices(), *([] if found else [(ANY, _("every state"))])]
        if found:
            del self.fields["officer"]  # who looks for somebody's file does not know whose it is
        officers = officer_choices(station, by) if station and not found else []
        categories, outcomes = _catalogue()
        self._offer("state", states)
        self._offer("category", [("", _("every category")), *categories])
        if not found:
            self._offer("officer", [("", _("anybody")), (NOBODY, _("nobody yet")), *officers])
        self._offer("outcome", [("", _("however it ended")), *outcomes])
        self.found = found

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def narrowing(self) -> Narrowing:
        """Of what was understood; what was not is said beside its field, and narrows nothing."""
        told = {name: said for name, said in self.cleaned_data.items() if said}
        if self.found and "state" not in told:
            told["state"] = ANY
        return Narrowing(**told) if told else EVERY

    @property
    def words(self) -> dict[str, str]:
        """What was chosen, without what the list itself leaves out."""
        return Narrowing(**{name: said for name, said in self.cleaned_data.items() if said}).words()

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was chosen, as the reader sees it above the list."""
        chosen = [self[name] for name, value in self.cleaned_data.items() if value]
        return [(str(one.label), self._shown(one)) for one in chosen]

    def _shown(self, field: forms.BoundField) -> str:
        value = self.cleaned_data[field.name]
        if isinstance(value, date):
            return say_date(value, short=True)
        return str(dict(field.field.choices)[str(value)])  # type: ignore[attr-defined]

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values())


def in_address(words: Mapping[str, str]) -> dict[str, str]:
    """Kept words as the form has them: days as the reader's calendar writes them."""
    days = {
        name: say_date(date.fromisoformat(words[name]), short=True)
        for name in ("since", "until")
        if words.get(name)
    }
    return {**words, **days}


type _Choices = list[tuple[str, str]]


def _catalogue() -> tuple[_Choices, _Choices]:
    """Categories and outcomes, in one question; also those no longer offered: files of before have them."""
    language = "fa" if is_persian(None) else "en"
    asked = [
        rows.annotate(of=Value(number)).values_list("of", "order", "code", "pk", f"name_{language}")
        for number, rows in enumerate((CaseCategory.objects.all(), CaseOutcome.objects.all()))
    ]
    rows = sorted(asked[0].order_by().union(asked[1].order_by(), all=True))
    of: tuple[_Choices, _Choices] = ([], [])
    for number, _order, _code, id, name in rows:
        of[number].append((str(id), name))
    return of
