"""The verbs of a statement with their keys, and what each asks."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.cases.events import ROLES
from kalantar.cases.models import Case
from kalantar.cases.queries import parties_of
from kalantar.cases.rules import case_is_open, may_handle_case
from kalantar.fronts.desk.file_forms import WhyForm
from kalantar.fronts.desk.of_the_file import FILE_IS_OPEN, HANDLES_FILE
from kalantar.fronts.desk.paper_verbs import LanguageForm
from kalantar.fronts.desk.verbs import Verb, VerbForm
from kalantar.kernel.rules import Permission
from kalantar.papers.actions import issue_statement
from kalantar.statements import actions
from kalantar.statements.events import HOW, SECTIONS
from kalantar.statements.lifecycle import STATEMENT
from kalantar.statements.models import SectionKind, Statement
from kalantar.statements.rules import LONGEST, MOST, may_sign_statement, statement_is_signed

_LABELS = {step.verb: step.label for step in STATEMENT.steps}
NEW = 2  # empty sections that are offered besides the written ones


class OfWhomForm(VerbForm):
    party = forms.ChoiceField(label=_("Whose statement"))

    def prepare(self) -> None:
        named = [
            (str(one.pk), f"{one.person.name} · {ROLES[one.role]}")
            for one in parties_of(self.about)
        ]
        self.fields["party"].choices = named  # type: ignore[attr-defined]

    def clean_party(self) -> UUID:
        return UUID(self.cleaned_data["party"])


class SectionsForm(VerbForm):
    """A kind and a text for each section, and some empty ones."""

    def prepare(self) -> None:
        written = self.about.sections
        count = min(len(written) + NEW, MOST)
        for number in range(count):
            one = written[number] if number < len(written) else None
            usual = SectionKind.ASSESSMENT if number == count - 1 else SectionKind.FACT
            self.fields[f"kind-{number}"] = forms.ChoiceField(
                label=_("Section"), choices=list(SECTIONS.items()),
                initial=one.kind if one else usual,
            )  # fmt: skip
            self.fields[f"text-{number}"] = forms.CharField(
                label=_("Text"), required=False, max_length=LONGEST,
                initial=one.text if one else "",
                widget=forms.Textarea({"rows": 5, "dir": "auto"}),
            )  # fmt: skip

    @property
    def asked(self) -> dict[str, Any]:
        told = self.cleaned_data
        count = len(self.fields) // 2
        return {"sections": [(told[f"kind-{n}"], told[f"text-{n}"]) for n in range(count)]}


class AgreeForm(VerbForm):
    """``drawn``: the line drawn on the screen, by the script of the page."""

    identified = forms.CharField(
        label=_("How they were identified (such as their national ID card)"), required=False,
        max_length=200, widget=forms.TextInput({"dir": "auto"}),
    )  # fmt: skip
    how = forms.ChoiceField(label=_("How they sign"))
    name = forms.CharField(
        label=_("Their name, as they sign"), required=False, max_length=200,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    consents = forms.BooleanField(
        label=_("It was read to them or they read it, and they agree to every word"),
        required=False,
    )
    why = forms.CharField(
        label=_("Why they do not sign"), required=False, max_length=500,
        widget=forms.TextInput({"dir": "auto"}),
    )  # fmt: skip
    drawn = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["how"].choices = list(HOW.items())  # type: ignore[attr-defined]
        self.fields["how"].initial = "typed"
        self.fields["name"].initial = str(self.about.party.person.name)


def _step(name: str, key: str, act: object, may: object = HANDLES_FILE, **more: Any) -> Verb:
    return Verb(name, key, _LABELS[name], act, "statement", may, **more)  # type: ignore[arg-type]


VERBS = {
    verb.name: verb
    for verb in (
        _step("write", "W", actions.write_statement, form=SectionsForm, stands=(FILE_IS_OPEN,)),
        _step("agree", "G", actions.agree_to_statement, form=AgreeForm, stands=(FILE_IS_OPEN,),
              template="desk/_agree_fields.html"),
        _step("sign", "S", actions.sign_statement, may_sign_statement, stands=(FILE_IS_OPEN,)),
        _step("drop", "X", actions.drop_statement, form=WhyForm),
    )
}  # fmt: skip
FOLLOW = Verb(
    "follow", "F", _("New version"), actions.follow_statement, "statement", HANDLES_FILE, WhyForm,  # type: ignore[arg-type]
    stands=(FILE_IS_OPEN, statement_is_signed),
)  # fmt: skip
PRINT = Verb(
    "print", "P", _("Print"), issue_statement, "statement", HANDLES_FILE, LanguageForm, tab=True  # type: ignore[arg-type]
)  # fmt: skip
_MAY: Permission[Case] = may_handle_case
BEGIN = Verb(
    "statement", "H", _("Take a statement"), actions.begin_statement, "case", _MAY, OfWhomForm,
    stands=(case_is_open,), late=True,
)  # fmt: skip


def verbs_of(statement: Statement) -> list[Verb]:
    steps = [VERBS[step.verb] for step in STATEMENT.verbs(statement)]
    return [*steps, FOLLOW, PRINT] if statement_is_signed(statement) else [*steps, PRINT]
