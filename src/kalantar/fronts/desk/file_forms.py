"""What is filled in for a file. The rules judge; forms only read what was typed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kalantar.case_catalogue.models import CaseField
from kalantar.case_catalogue.queries import OUTCOME_KINDS, fields_of, offered_outcomes
from kalantar.cases.events import ROLES
from kalantar.cases.queries import answers_of, parties_of
from kalantar.citizens.actions import confirm_phone
from kalantar.citizens.events import SHOWN
from kalantar.data_copies.events import FORMS
from kalantar.fronts.base.days import OnDay
from kalantar.fronts.desk.choices import (
    IncidentNamed,
    StationNamed,
    officer_choices,
    stations_beside,
)
from kalantar.fronts.desk.verbs import VerbForm
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import digits_for, normalise, say_date
from kalantar.persons.models import LANGUAGES
from kalantar.persons.rules import phone_code_came_back
from kalantar.places.models import Jurisdiction

LONG = 20_000
ANSWER = "field-"
Kind = CaseField.Kind


def answer_field(field: CaseField) -> forms.Field:
    """As its kind asks; what must be filled in says so, and the rule judges it."""
    said = str(field.text)
    label = _("%(field)s (required)") % {"field": said} if field.required else said
    told: dict[str, Any] = {"label": label, "required": False}
    if field.kind == Kind.YES_NO:
        choices = [("", _("not asked yet")), ("yes", _("yes")), ("no", _("no"))]
        return forms.ChoiceField(choices=choices, **told)
    if field.kind == Kind.LONG_TEXT:
        box = forms.Textarea({"rows": 3, "dir": "auto"})
        return forms.CharField(max_length=LONG, widget=box, **told)
    if field.kind == Kind.DATE:
        hint = _("Such as 1405/9/1 or 2026-11-22")
        return forms.CharField(max_length=40, help_text=hint, **told)
    digits = {"inputmode": "decimal"} if field.kind == Kind.NUMBER else {}
    line = forms.TextInput({"dir": "auto", "autocomplete": "off", **digits})
    return forms.CharField(max_length=500, widget=line, **told)


def answers_in(cleaned: Mapping[str, Any]) -> dict[UUID, str]:
    """field → what was said, of a form with such fields."""
    return {UUID(name.removeprefix(ANSWER)): text for name, text in cleaned.items() if name.startswith(ANSWER)}  # fmt: skip


def said(field: CaseField, text: str) -> str:
    """What was written down, as the reader's language writes it."""
    if field.kind == Kind.YES_NO:
        return _("yes") if text == "yes" else _("no")
    if field.kind == Kind.DATE:
        return say_date(date.fromisoformat(text), short=True)
    return digits_for(get_language() or "fa", text) if field.kind == Kind.NUMBER else text


def _place() -> forms.CharField:
    line = forms.TextInput({"dir": "auto", "autocomplete": "off"})
    return forms.CharField(
        label=gettext_lazy("Where it happened"), required=False, max_length=300, widget=line
    )


def _day_it_happened() -> OnDay:
    box = forms.TextInput({"autocomplete": "off", "dir": "ltr"})
    hint = gettext_lazy("Such as 1405/9/1 or 2026-11-22")
    return OnDay(
        label=gettext_lazy("Day it happened"), required=False, max_length=40, help_text=hint, widget=box
    )  # fmt: skip


class OpenFileForm(forms.Form):
    """``person``: who complains; without one the station itself takes the matter up."""

    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    category = forms.UUIDField(
        error_messages={"required": gettext_lazy("Choose what the file is about.")},
        widget=forms.HiddenInput,
    )
    place = _place()
    happened_on = _day_it_happened()
    narrative = forms.CharField(
        label=gettext_lazy("What happened, in their words"), required=False, max_length=LONG,
        widget=forms.Textarea({"rows": 5, "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, *args: Any, fields: Iterable[CaseField] = (), **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "file-%s")
        super().__init__(*args, **kwargs)
        for field in fields:
            self.fields[f"{ANSWER}{field.pk}"] = answer_field(field)
        last = ("place", "happened_on", "narrative")
        self.order_fields([name for name in self.fields if name not in last])

    @property
    def asked(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "category": told["category"], "narrative": told["narrative"],
            "place": told["place"], "happened_on": told["happened_on"],
            "complainant": told["person"], "answers": answers_in(told),
        }  # fmt: skip


class SomebodyForm(forms.Form):
    """Somebody new: a name is enough."""

    given = forms.CharField(
        label=gettext_lazy("Given name"), required=False, max_length=100,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    family = forms.CharField(
        label=gettext_lazy("Family name"), required=False, max_length=100,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=gettext_lazy("Phone number"), required=False, max_length=40,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "tel"}),
    )  # fmt: skip
    national_id = forms.CharField(
        label=gettext_lazy("National ID"), required=False, max_length=40,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric"}),
    )  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "somebody-%s")
        super().__init__(*args, **kwargs)

    @property
    def who(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in ("phone", "national_id", "language")}
        for name in ("given", "family"):
            text = normalise(self.cleaned_data[name])
            told[f"{name}_{'en' if text.isascii() else 'fa'}"] = text
        return {name: text for name, text in told.items() if text}


class WhyForm(VerbForm):
    why = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=500)


class ReferForm(WhyForm):
    to = StationNamed(label=gettext_lazy("To which station"))
    field_order = ("to", "why")

    @property
    def stations(self) -> list[Jurisdiction]:
        """Those that are offered while it is typed."""
        return stations_beside(self.about.jurisdiction)


class CloseForm(VerbForm):
    outcome = forms.ChoiceField(label=gettext_lazy("How it ended"))
    note = forms.CharField(
        label=gettext_lazy("What happened"), required=False, max_length=500,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip
    all_the_same = forms.CharField(
        label=gettext_lazy("A court's order runs: why is the file closed all the same?"),
        required=False, max_length=500, widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("May stay empty where the file goes to the court itself."),
    )  # fmt: skip

    def prepare(self) -> None:
        ends = [
            (str(row.pk), f"{row.name} ({OUTCOME_KINDS[row.kind]})") for row in offered_outcomes()
        ]
        self.fields["outcome"].choices = [("", "—"), *ends]  # type: ignore[attr-defined]
        if not self.about.orders.running().exists():
            del self.fields["all_the_same"]

    def clean_outcome(self) -> UUID:
        return UUID(self.cleaned_data["outcome"])


class OfficerForm(VerbForm):
    officer = forms.ChoiceField(label=gettext_lazy("Officer"))

    def prepare(self) -> None:
        officers = officer_choices(self.about.jurisdiction, self.by)
        self.fields["officer"].choices = [("", "—"), *officers]  # type: ignore[attr-defined]

    def clean_officer(self) -> UUID:
        return UUID(self.cleaned_data["officer"])


class MyselfForm(VerbForm):
    """Nothing is asked: the officer is who asks."""

    @property
    def asked(self) -> dict[str, Any]:
        return {"officer": self.by.id}


class SceneForm(VerbForm):
    place = _place()
    happened_on = _day_it_happened()

    def prepare(self) -> None:
        day = self.about.happened_on
        self.fields["place"].initial = self.about.place
        self.fields["happened_on"].initial = say_date(day, short=True) if day else ""


class NarrativeForm(VerbForm):
    narrative = forms.CharField(
        label=gettext_lazy("Narrative"), required=False, max_length=LONG,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
    )  # fmt: skip

    def prepare(self) -> None:
        self.fields["narrative"].initial = self.about.narrative


class AnswersForm(VerbForm):
    def prepare(self) -> None:
        written = {answer.field_id: answer.text for answer in answers_of(self.about)}
        for field in fields_of(self.about.category_id):
            asked = answer_field(field)
            text = written.get(field.pk, "")
            asked.initial = text if field.kind == Kind.YES_NO or not text else said(field, text)
            self.fields[f"{ANSWER}{field.pk}"] = asked

    @property
    def asked(self) -> dict[str, Any]:
        return {"answers": answers_in(self.cleaned_data)}


class PartyForm(VerbForm):
    person = forms.UUIDField(
        error_messages={"required": gettext_lazy("Find the person first, and choose them.")},
        widget=forms.HiddenInput,
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    beside = forms.ChoiceField(
        label=gettext_lazy("Beside whom (guardian, lawyer, interpreter)"), required=False
    )

    def prepare(self) -> None:
        roles = [(code, str(name)) for code, name in ROLES.items()]
        others = [
            (str(one.pk), f"{one.person.name} · {ROLES[one.role]}")
            for one in parties_of(self.about)
        ]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["beside"].choices = [("", "—"), *others]  # type: ignore[attr-defined]

    def clean_beside(self) -> UUID | None:
        beside = self.cleaned_data["beside"]
        return UUID(beside) if beside else None


class EndPartyForm(WhyForm):
    party = forms.UUIDField(widget=forms.HiddenInput)


class LinkForm(VerbForm):
    incident = IncidentNamed(
        label=gettext_lazy("Incident number"), max_length=20,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def prepare(self) -> None:
        self.fields["incident"].station = self.about.jurisdiction  # type: ignore[attr-defined]


class UnlinkForm(WhyForm):
    incident = forms.UUIDField(widget=forms.HiddenInput)


class PhoneForm(WhyForm):
    """Somebody lost their phone, or has another one."""

    party = forms.UUIDField(widget=forms.HiddenInput)
    phone = forms.CharField(
        label=gettext_lazy("New phone number"), required=False, max_length=40,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    shown = forms.ChoiceField(label=gettext_lazy("What they showed"), required=False)
    field_order = ("party", "phone", "shown", "why")

    def prepare(self) -> None:
        papers = [(code, str(name)) for code, name in SHOWN.items()]
        self.fields["shown"].choices = [("", "—"), *papers]  # type: ignore[attr-defined]


class OfPartyForm(VerbForm):
    party = forms.UUIDField(widget=forms.HiddenInput)


class PhoneCodeForm(OfPartyForm):
    """What they read out from the new phone."""

    code = forms.CharField(
        label=gettext_lazy("The code, as they read it out"), max_length=20,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


def check_code(*, case: UUID, party: UUID, code: str, by: Actor) -> None:
    """A wrong code counts as a try, and is then refused."""
    if confirm_phone(case=case, party=party, code=code, by=by).used_at is None:
        raise phone_code_came_back.refuse()


class SafeNumberForm(WhyForm):
    """A party names a number that nobody else reads."""

    party = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.CharField(
        label=gettext_lazy("Number that nobody else reads"), required=False, max_length=40,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("party", "number", "why")


class AnswerForm(VerbForm):
    """To what a party asked on the citizens' page."""

    question = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=gettext_lazy("Answer, in words they understand"), required=False, max_length=4000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )  # fmt: skip


class WrittenForm(VerbForm):
    """Of what a party wrote by message."""

    incoming = forms.UUIDField(widget=forms.HiddenInput)


class WrittenAsideForm(WhyForm):
    incoming = forms.UUIDField(widget=forms.HiddenInput)


class GiveCopyForm(WhyForm):
    """Who asked for a copy of their data stands at the desk."""

    copy = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.ChoiceField(label=gettext_lazy("What they showed"), required=False)
    by_phone = forms.BooleanField(
        label=gettext_lazy("They want to download it on the citizens' page as well"), required=False
    )
    field_order = ("copy", "shown", "why", "by_phone")

    def prepare(self) -> None:
        papers = [(code, str(name)) for code, name in SHOWN.items()]
        self.fields["shown"].choices = [("", "—"), *papers]  # type: ignore[attr-defined]


class MakeCopyForm(VerbForm):
    """It is made in this moment, in a tab of its own; nothing of it is kept."""

    copy = forms.UUIDField(widget=forms.HiddenInput)
    form = forms.ChoiceField(label=gettext_lazy("Form"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def prepare(self) -> None:
        named = [(code, str(name)) for code, name in FORMS.items()]
        self.fields["form"].choices = named  # type: ignore[attr-defined]
        self.fields["language"].initial = get_language() or settings.LANGUAGE_CODE
