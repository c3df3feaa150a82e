"""The auditor's question, as it is typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kalantar.fronts.auditor import question as asking
from kalantar.fronts.auditor.question import Question
from kalantar.fronts.auditor.rules import (
    question_ends_after_it_begins,
    question_names_one_area,
    question_names_one_person,
    question_names_one_thing,
)
from kalantar.fronts.base.days import Day, LastDay
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Rule

LONGEST = 100


class QuestionForm(forms.Form):
    """``why`` is the field the actor's own reason comes from."""

    why = forms.CharField(
        label=_("What do you need this for?"), min_length=5, max_length=500,
        help_text=_("It is recorded with this reading: a complaint's number, an order, a check."),
    )  # fmt: skip
    person = forms.CharField(
        label=_("Done or read by"), required=False, max_length=LONGEST,
        help_text=_("Personnel number or full name"),
    )  # fmt: skip
    about = forms.CharField(
        label=_("About"), required=False, max_length=LONGEST,
        help_text=_("Incident number, call sign or personnel number"),
    )  # fmt: skip
    area = forms.CharField(
        label=_("In the area"), required=False, max_length=LONGEST, help_text=_("Name or code")
    )
    event = forms.ChoiceField(label=_("What happened"), required=False)
    since = Day(
        label=_("From the day"), required=False, max_length=40,
        help_text=_("Such as 1405/9/1 or 2026-11-22"),
    )  # fmt: skip
    until = LastDay(
        label=_("To the day"), required=False, max_length=40,
        help_text=_("What was written down more than three days later is found by person or subject."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        readings, *others = sorted(
            ((name, str(said)) for name, said in asking.readable().items()),
            key=lambda one: (one[0] != "PageOpened", one[1]),
        )
        every = ("", _("Everything"))
        self.fields["event"].choices = [every, readings, *others]  # type: ignore[attr-defined]

    def clean_person(self) -> Model | None:
        return self._named("person", asking.person_named, question_names_one_person)

    def clean_about(self) -> Model | None:
        return self._named("about", asking.thing_named, question_names_one_thing)

    def clean_area(self) -> Model | None:
        return self._named("area", asking.area_named, question_names_one_area)

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = asked.get("since"), asked.get("until")
        if since and until and until <= since:
            self.add_error("until", str(question_ends_after_it_begins.refuse()))
        return asked

    def question(self) -> Question:
        return Question(**{name: self.cleaned_data[name] for name in Question.__slots__})

    def _named(
        self, field: str, find: Callable[[str, Actor], Model | None], rule: Rule
    ) -> Model | None:
        words = self.cleaned_data[field]
        if not words:
            return None
        found = find(words, self.by)
        if found is None:
            raise forms.ValidationError(str(rule.refuse(words=words)))
        return found
