"""What is filled in once for several files."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.fronts.desk.choices import OFFERED
from kalantar.fronts.desk.order_forms import HINT, DueDay
from kalantar.fronts.desk.verbs import VerbForm
from kalantar.tasks.queries import task_officers


class SetTaskForm(VerbForm):
    """The same task on each; the officers are those of the first file, and each file judges for itself."""

    what = forms.CharField(
        label=_("What is to be done"), max_length=500,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip
    officer = forms.TypedChoiceField(label=_("Officer"), coerce=UUID)
    due_at = DueDay(label=_("Due on"), max_length=40, help_text=HINT)

    def prepare(self) -> None:
        found = task_officers(self.about, self.by.now())[:OFFERED]
        named = [(str(user.pk), f"{user.name} · {user.username}") for user in found]
        self.fields["officer"].choices = named  # type: ignore[attr-defined]
