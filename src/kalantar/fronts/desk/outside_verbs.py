"""Referring a file to a service outside of the police, and the verbs of each such referral."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.case_catalogue.queries import offered_outside_services
from kalantar.cases.rules import case_is_open, may_handle_case
from kalantar.fronts.desk.file_forms import WhyForm
from kalantar.fronts.desk.of_the_file import HANDLES_FILE
from kalantar.fronts.desk.paper_verbs import LanguageForm
from kalantar.fronts.desk.verbs import Verb, VerbForm
from kalantar.outside_referrals import actions
from kalantar.outside_referrals.lifecycle import OUTSIDE_REFERRAL
from kalantar.outside_referrals.rules import LONGEST
from kalantar.papers.actions import issue_letter

_LABELS = {step.verb: step.label for step in OUTSIDE_REFERRAL.steps}


class OutsideForm(VerbForm):
    service = forms.TypedChoiceField(label=_("Which service"), coerce=UUID)
    office = forms.CharField(
        label=_("Which office of it (may stay empty)"), required=False, max_length=200,
        widget=forms.TextInput({"dir": "auto"}),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why, as the letter says it"), required=False, max_length=LONGEST,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )  # fmt: skip

    def prepare(self) -> None:
        offered = [(str(one.pk), str(one.name)) for one in offered_outside_services()]
        self.fields["service"].choices = offered  # type: ignore[attr-defined]


class SaidForm(VerbForm):
    said = forms.CharField(
        label=_("What they answered"), required=False, max_length=LONGEST,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )  # fmt: skip


def _step(name: str, key: str, act: object, form: type[VerbForm]) -> Verb:
    return Verb(name, key, _LABELS[name], act, "referral", HANDLES_FILE, form)  # type: ignore[arg-type]


REFER = Verb(
    "outside", "Z", _("Refer to another service"), actions.refer_outside, "case", may_handle_case,
    OutsideForm, stands=(case_is_open,), late=True,
)  # fmt: skip
STEPS = {
    verb.name: verb
    for verb in (
        _step("note_acceptance", "A", actions.note_outside_acceptance, SaidForm),
        _step("note_rejection", "B", actions.note_outside_rejection, SaidForm),
        _step("note_return", "N", actions.note_outside_return, SaidForm),
        _step("take_back", "W", actions.take_back_outside_referral, WhyForm),
    )
}
LETTER = Verb(
    "outside_letter", "L", _("Letter to them"), issue_letter, "referral", HANDLES_FILE,  # type: ignore[arg-type]
    LanguageForm, tab=True,
)  # fmt: skip


def verbs_of(referral: Any) -> list[Verb]:
    """The letter is printed as long as they have it before them."""
    steps = [STEPS[step.verb] for step in OUTSIDE_REFERRAL.verbs(referral)]
    return [*steps, LETTER] if steps else []
