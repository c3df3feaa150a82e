"""The questions of an incident's type as a form: what was answered, and what is answered now."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.catalogue.models import Question
from kalantar.incidents.answers import answer_to
from kalantar.incidents.models import Answer, Incident
from kalantar.incidents.rules import answer_fits_the_question
from kalantar.kernel.text import digits_for

PREFIX = "answer-"
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class AnswersForm(forms.Form):
    """A field a question, in the order they are asked, filled with what is kept.

    ``answers`` are those that differ from it: an answer is changed, never taken away.
    """

    def __init__(
        self,
        *args: Any,
        incident: Incident,
        questions: Iterable[Question],
        kept: Iterable[Answer],
        language: str = "fa",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._questions = {f"{PREFIX}{row.pk}": row for row in questions}
        self._kept = {f"{PREFIX}{answer.question_id}": answer.text for answer in kept}
        for name, question in self._questions.items():
            self.fields[name] = _field(question, self._kept.get(name, ""), incident, language)

    @property
    def answers(self) -> dict[UUID, str]:
        return {
            self._questions[name].pk: said
            for name, said in self.cleaned_data.items()
            if said and said != self._kept.get(name)
        }

    def clean(self) -> dict[str, Any]:
        """Each fits its question, as the action will judge it too; one at least is new."""
        for name, question in self._questions.items():
            said = self.cleaned_data.get(name)
            if not said:
                continue
            answer = answer_to(question.kind, said)
            if answer is None:
                self.add_error(name, str(answer_fits_the_question.refuse(question=question.text)))
            else:
                self.cleaned_data[name] = answer
        if not self.errors and not self.answers:
            raise forms.ValidationError(_("No answer is new. Answer a question, or leave it."))
        return self.cleaned_data


def _field(question: Question, kept: str, incident: Incident, language: str) -> forms.Field:
    """``help_text``: that a yes makes the incident more urgent than it is now."""
    common: dict[str, Any] = {"label": str(question.text), "required": False, "initial": kept}
    if question.kind != Question.Kind.YES_NO:
        numeric = {"inputmode": "numeric", "dir": "ltr"}
        attrs = numeric if question.kind == Question.Kind.NUMBER else {"dir": "auto"}
        widget = forms.TextInput({"autocomplete": "off", **attrs})
        return forms.CharField(max_length=300, widget=widget, **common)
    raised = question.yes_means_priority
    if raised is not None and raised < incident.priority:
        said = _("Yes raises the priority to %(priority)s.") % {"priority": raised}
        common["help_text"] = digits_for(language, said)
    return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **common)
