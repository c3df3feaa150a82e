"""Setting a task on a file, and the verbs of each task, with their keys and what each asks."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.cases.models import Case
from kalantar.cases.rules import case_is_open, may_handle_case
from kalantar.fronts.base.days import OnDay, TimeOfDay, moment_at
from kalantar.fronts.desk.file_forms import WhyForm
from kalantar.fronts.desk.of_the_file import FILE_IS_OPEN, HANDLES_FILE
from kalantar.fronts.desk.order_forms import HINT
from kalantar.fronts.desk.verbs import Verb, VerbForm
from kalantar.kernel.actor import Actor
from kalantar.tasks import actions
from kalantar.tasks.lifecycle import TASK
from kalantar.tasks.queries import task_officers
from kalantar.tasks.rules import LONGEST

_LABELS = {step.verb: step.label for step in TASK.steps}
END_OF_DAY = time(23, 59)


def _due(told: dict[str, Any]) -> datetime:
    day: date = told.pop("due_on")
    return moment_at(day, told.pop("due_time") or END_OF_DAY)


def _officers(case: Case, by: Actor) -> list[tuple[str, str]]:
    found = task_officers(case, by.now())[:200]
    return [(str(user.pk), f"{user.name} · {user.username}") for user in found]


class TaskForm(VerbForm):
    what = forms.CharField(
        label=_("What to do"), max_length=LONGEST,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip
    due_on = OnDay(label=_("Due on"), max_length=40, help_text=HINT)
    due_time = TimeOfDay(label=_("At what time (may stay empty)"), required=False)
    officer = forms.TypedChoiceField(label=_("By whom"), coerce=UUID)

    def prepare(self) -> None:
        self.fields["officer"].choices = _officers(self.about, self.by)  # type: ignore[attr-defined]
        self.fields["officer"].initial = str(self.by.id)

    @property
    def asked(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return {"due_at": _due(told), **told}


class NoteForm(VerbForm):
    note = forms.CharField(
        label=_("What came of it"), required=False, max_length=2_000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip


class DeadlineForm(WhyForm):
    due_on = OnDay(label=_("Due on"), max_length=40, help_text=HINT)
    due_time = TimeOfDay(label=_("At what time (may stay empty)"), required=False)
    field_order = ("due_on", "due_time", "why")

    @property
    def asked(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return {"due_at": _due(told), **told}


class HandOverForm(VerbForm):
    officer = forms.TypedChoiceField(label=_("Hand over to"), coerce=UUID)

    def prepare(self) -> None:
        same = str(self.about.officer_id)
        others = [one for one in _officers(self.about.case, self.by) if one[0] != same]
        self.fields["officer"].choices = others  # type: ignore[attr-defined]


SET = Verb(
    "task", "X", _("Set a task"), actions.set_task, "case", may_handle_case, TaskForm,
    stands=(case_is_open,), late=True,
)  # fmt: skip


def _step(name: str, key: str, act: object, form: type[VerbForm], **more: Any) -> Verb:
    return Verb(name, key, _LABELS[name], act, "task", HANDLES_FILE, form, **more)  # type: ignore[arg-type]


VERBS = {
    verb.name: verb
    for verb in (
        _step("finish", "F", actions.finish_task, NoteForm),
        _step("move_deadline", "M", actions.move_deadline, DeadlineForm, stands=(FILE_IS_OPEN,)),
        _step("hand_over", "H", actions.hand_over_task, HandOverForm, stands=(FILE_IS_OPEN,),
              late=True),
        _step("give_up", "G", actions.give_up_task, WhyForm),
    )
}  # fmt: skip
