"""The papers of a file as verbs with their keys, and what each asks."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kalantar.cases.events import ROLES
from kalantar.cases.models import PartyRole
from kalantar.cases.queries import parties_of
from kalantar.cases.rules import may_handle_case
from kalantar.fronts.desk.verbs import Verb, VerbForm
from kalantar.papers import actions

LONGEST = 20_000


class LanguageForm(VerbForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def prepare(self) -> None:
        self.fields["language"].initial = get_language() or settings.LANGUAGE_CODE


class ReceiptForm(VerbForm):
    """Without a language: the one the party reads."""

    party = forms.ChoiceField(label=gettext_lazy("For whom"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def prepare(self) -> None:
        parties = list(parties_of(self.about))
        named = [(str(one.pk), f"{one.person.name} · {ROLES[one.role]}") for one in parties]
        complains = (str(one.pk) for one in parties if one.role == PartyRole.COMPLAINANT)
        self.fields["party"].choices = [*named, ("", _("nobody by name"))]  # type: ignore[attr-defined]
        self.fields["party"].initial = next(complains, "")
        self.fields["language"].choices = [("", _("the one they read")), *settings.LANGUAGES]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, Any]:
        party, language = self.cleaned_data["party"], self.cleaned_data["language"]
        spoken = language or ("" if party else get_language() or "")
        return {"party": UUID(party) if party else None, "language": spoken}


class LetterForm(LanguageForm):
    to = forms.CharField(
        label=gettext_lazy("To whom"), max_length=300, widget=forms.TextInput({"dir": "auto"})
    )
    subject = forms.CharField(
        label=gettext_lazy("Subject"), max_length=300, widget=forms.TextInput({"dir": "auto"})
    )
    body = forms.CharField(
        label=gettext_lazy("Text"), max_length=LONGEST,
        widget=forms.Textarea({"rows": 10, "dir": "auto"}),
    )  # fmt: skip
    field_order = ("to", "subject", "body", "language")


def _paper(
    name: str, key: str, label: object, act: object, form: type[VerbForm], **more: Any
) -> Verb:
    return Verb(name, key, label, act, "case", may_handle_case, form, tab=True, **more)  # type: ignore[arg-type]


NOTICES = _paper(
    "notices", "P", gettext_lazy("Print as proof"), actions.issue_notices, LanguageForm
)
ON_THE_FILE = [
    _paper("receipt", "I", gettext_lazy("Receipt"), actions.issue_receipt, ReceiptForm, late=True),
    _paper("cover", "V", gettext_lazy("File cover"), actions.issue_cover, LanguageForm),
    _paper("letter", "M", gettext_lazy("Letter"), actions.issue_letter, LetterForm),
]
PAPERS = {verb.name: verb for verb in (*ON_THE_FILE, NOTICES)}
