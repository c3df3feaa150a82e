"""The verbs of documents with their keys, and what each asks."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kalantar.cases.events import ROLES
from kalantar.cases.models import Case
from kalantar.cases.queries import parties_of
from kalantar.cases.rules import case_is_open, may_handle_case
from kalantar.documents import actions
from kalantar.documents.models import MOST_BYTES
from kalantar.documents.rules import document_stands, paper_is_not_too_large
from kalantar.fronts.desk.file_forms import WhyForm
from kalantar.fronts.desk.of_the_file import HANDLES_FILE
from kalantar.fronts.desk.verbs import Verb, VerbForm


def from_whom(case: Case) -> list[tuple[str, str]]:
    """Nobody of them, as long as none is chosen; and the parties of the file."""
    named = [(str(one.pk), f"{one.person.name} · {ROLES[one.role]}") for one in parties_of(case)]
    return [("", _("none of the parties")), *named]


class TakeInForm(VerbForm):
    paper = forms.FileField(
        label=gettext_lazy("The document, as PDF or picture (5 MB at most)"), allow_empty_file=True,
        widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": gettext_lazy("Choose the file.")},
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("What it is, in a few words"), required=False, max_length=100,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    party = forms.ChoiceField(label=gettext_lazy("From whom"), required=False)

    def prepare(self) -> None:
        self.fields["party"].choices = from_whom(self.about)  # type: ignore[attr-defined]

    def clean_paper(self) -> "UploadedFile[bytes]":
        """What is far too long is not read into memory to be refused."""
        given: UploadedFile[bytes] = self.cleaned_data["paper"]
        if not paper_is_not_too_large(given.size or 0):
            raise forms.ValidationError(str(paper_is_not_too_large.refuse()))
        return given

    @property
    def asked(self) -> dict[str, Any]:
        told, party = self.cleaned_data, self.cleaned_data["party"]
        content = told["paper"].read(MOST_BYTES + 1)
        return {
            "title": told["title"], "name": told["paper"].name or "", "content": content,
            "party": UUID(party) if party else None,
        }  # fmt: skip


TAKE_IN = Verb(
    "document", "Z", gettext_lazy("Take in a document"), actions.take_in_document, "case",
    may_handle_case, TakeInForm, stands=(case_is_open,), late=True,
)  # fmt: skip
IN_ERROR = Verb(
    "error", "X", gettext_lazy("Entered in error"), actions.enter_in_error, "document",
    HANDLES_FILE, WhyForm, stands=(document_stands,),  # type: ignore[arg-type]
)  # fmt: skip
