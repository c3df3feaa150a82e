"""The verbs of keeping and disposal with their keys, and what each asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.cases.rules import case_is_not_disposed, may_decide_on_case, may_handle_case
from kalantar.fronts.desk.file_forms import WhyForm
from kalantar.fronts.desk.order_forms import DueDay
from kalantar.fronts.desk.verbs import Verb, VerbForm
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import RULES
from kalantar.persons.rules import may_correct_person, person_is_not_erased
from kalantar.retention import actions
from kalantar.retention.lifecycle import REVIEW
from kalantar.retention.models import Review
from kalantar.retention.rules import (
    may_decide_on_review,
    may_propose_disposal,
    review_is_of_a_request,
)

_LABELS = {step.verb: step.label for step in REVIEW.steps}
_WORDS = forms.Textarea({"rows": 2, "dir": "auto"})


class BasisForm(VerbForm):
    basis = forms.CharField(
        label=_("On which basis (the law, the circular, the number of the request)"),
        required=False, max_length=500, widget=_WORDS,
        help_text=_("It stays for good: write no name and no number of the persons."),
    )  # fmt: skip


class KeepForm(WhyForm):
    until = DueDay(
        label=_("Until which day"), max_length=40, help_text=_("Such as 1410/9/1 or 2031-11-22")
    )
    field_order = ("until", "why")


class SureForm(VerbForm):
    sure = forms.BooleanField(
        label=_("I have looked at what goes. It goes at once and cannot be brought back.")
    )

    @property
    def asked(self) -> dict[str, Any]:
        return {}


class HoldForm(VerbForm):
    basis = forms.CharField(
        label=_("Who wants it, by which letter or order"), required=False, max_length=500,
        widget=forms.TextInput({"dir": "auto"}),
    )  # fmt: skip
    reason = forms.CharField(label=_("What for"), required=False, max_length=2_000, widget=_WORDS)


class _Another:
    """A leader who did not propose it."""

    said = may_decide_on_review.said

    def __call__(self, by: Actor, review: Review) -> bool:
        if may_decide_on_review(by, review) and by.id == review.proposed_by_id:
            self.said = RULES["disposal_needs_two_people"].said
            return False
        return may_decide_on_review(by, review)


class _AtTheirDesk:
    """Who may correct what is known of the party, asked of the party."""

    said = may_correct_person.said

    def __call__(self, by: Actor, party: Any) -> bool:
        return may_correct_person(by, party.person.standing)


class _KnownStill:
    said = person_is_not_erased.said

    def __call__(self, party: Any) -> bool:
        return person_is_not_erased(party.person)


def _step(name: str, key: str, act: object, may: object, **more: Any) -> Verb:
    return Verb(name, key, _LABELS[name], act, "review", may, **more)  # type: ignore[arg-type]


def steps_of(review: Review) -> list[Verb]:
    """The buttons of a review in its state."""
    verbs = {
        verb.name: verb
        for verb in (
            _step("propose", "P", actions.propose_disposal, may_propose_disposal, form=BasisForm),
            _step("dispose", "C", actions.dispose, _Another(), form=SureForm),
            _step("turn_down", "N", actions.turn_down_disposal, may_decide_on_review, form=WhyForm),
            _step("keep", "K", actions.keep_longer, may_decide_on_review, form=KeepForm),
            Verb("lapse", "X", _("Refuse the request"), actions.refuse_request, "review",
                 may_decide_on_review, form=WhyForm),
        )
    }  # fmt: skip
    shown = [verbs[step.verb] for step in REVIEW.verbs(review)]
    other = "keep" if review_is_of_a_request(review) else "lapse"
    return [verb for verb in shown if verb.name != other]


HOLD = Verb(
    "hold", "H", _("Put on hold"), actions.hold_case, "case", may_handle_case, HoldForm,
    stands=(case_is_not_disposed,),
)  # fmt: skip
RELEASE = Verb(
    "release", "R", _("Release the hold"), actions.release_hold, "case", may_decide_on_case, WhyForm
)
REQUEST = Verb(
    "request", "E", _("They ask to be erased"), actions.request_erasure, "person",
    _AtTheirDesk(), BasisForm, stands=(_KnownStill(),),  # type: ignore[arg-type]
)  # fmt: skip
