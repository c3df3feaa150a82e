"""What the administrator fills in. The rules judge; forms only read what was typed."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kalantar.catalogue.capabilities import CAPABILITY_NAMES, KIND_NAMES
from kalantar.catalogue.models import Question
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import digits_for
from kalantar.people.roles import NAMES, Role
from kalantar.places.models import Jurisdiction


def _said(names: Any) -> list[tuple[str, str]]:
    return [(str(code), str(name)) for code, name in names.items()]


def _priorities() -> list[tuple[int, str]]:
    return [(number, digits_for(get_language() or "fa", str(number))) for number in range(1, 6)]


def areas_of(by: Actor, *roles: Role) -> QuerySet[Jurisdiction]:
    within = Jurisdiction.objects.within(by.areas(set(roles)))
    return within.living().order_by("ancestors__len", "name_fa")


class _AreaForm(forms.Form):
    """A form with the areas the administrator answers for."""

    jurisdiction = forms.TypedChoiceField(label=_("Area"), coerce=UUID)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = areas_of(by, Role.ADMINISTRATOR)
        self.fields["jurisdiction"].choices = [(str(area.pk), area.name) for area in areas]  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    name_fa = forms.CharField(label=_("Name in Persian"), required=False, max_length=100)
    name_en = forms.CharField(
        label=_("Name in Latin letters"), required=False, max_length=100,
        widget=forms.TextInput({"dir": "ltr"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Mobile phone, with the country: +98…"), required=False, max_length=20,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "tel"}),
    )  # fmt: skip


class NewPersonForm(PersonForm):
    username = forms.CharField(
        label=_("Personnel number"), max_length=30,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip

    field_order = ("username", "name_fa", "name_en", "phone")


class RoleForm(_AreaForm):
    role = forms.ChoiceField(label=_("Role"))

    field_order = ("role", "jurisdiction")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _said(NAMES)  # type: ignore[attr-defined]


class UnitForm(forms.Form):
    call_sign = forms.CharField(
        label=_("Call sign"), max_length=20, widget=forms.TextInput({"dir": "ltr"})
    )
    kind = forms.ChoiceField(label=_("Kind"))
    radio_identity = forms.CharField(
        label=_("Radio identity"), required=False, widget=forms.TextInput({"dir": "ltr"})
    )
    plain_clothes = forms.BooleanField(label=_("Plain clothes"), required=False)
    capabilities = forms.MultipleChoiceField(
        label=_("What it can do"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _said(KIND_NAMES)  # type: ignore[attr-defined]
        self.fields["capabilities"].choices = _said(CAPABILITY_NAMES)  # type: ignore[attr-defined]


class NewUnitForm(UnitForm, _AreaForm):
    field_order = ("call_sign", "jurisdiction", "kind", "radio_identity")


class CrewForm(forms.Form):
    officer = forms.TypedChoiceField(label=_("Officer"), coerce=UUID)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = people  # type: ignore[attr-defined]


class NamedForm(forms.Form):
    """A row of a catalogue, in both languages."""

    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120)
    name_en = forms.CharField(
        label=_("Name in English"), max_length=120, widget=forms.TextInput({"dir": "ltr"})
    )
    order = forms.IntegerField(label=_("Place in the list"), min_value=0, initial=0)


class _Coded(forms.Form):
    code = forms.CharField(
        label=_("Code, in small Latin letters"), max_length=60,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip


class DispositionForm(NamedForm):
    needs_note = forms.BooleanField(label=_("Needs a note"), required=False)


class NewDispositionForm(DispositionForm, _Coded):
    field_order = ("code",)


class NewReasonForm(NamedForm, _Coded):
    field_order = ("code",)


class TypeForm(NamedForm):
    priority = forms.TypedChoiceField(label=_("Priority"), coerce=int)
    units = forms.IntegerField(label=_("Units to send"), min_value=1, max_value=20, initial=1)
    wait_alarm_s = forms.IntegerField(label=_("Alarm after, seconds"), min_value=10, initial=300)
    keywords = forms.CharField(label=_("Other words callers use"), required=False)
    unit_kinds = forms.MultipleChoiceField(
        label=_("Only these kinds of unit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    capabilities = forms.MultipleChoiceField(
        label=_("Each unit must have"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].choices = _priorities()  # type: ignore[attr-defined]
        self.fields["unit_kinds"].choices = _said(KIND_NAMES)  # type: ignore[attr-defined]
        self.fields["capabilities"].choices = _said(CAPABILITY_NAMES)  # type: ignore[attr-defined]


class NewTypeForm(TypeForm, _Coded):
    field_order = ("code",)


class QuestionForm(_Coded):
    text_fa = forms.CharField(label=_("Question in Persian"), max_length=200)
    text_en = forms.CharField(
        label=_("Question in English"), max_length=200, widget=forms.TextInput({"dir": "ltr"})
    )
    kind = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (Question.Kind.YES_NO, _("yes or no")),
            (Question.Kind.NUMBER, _("a number")),
            (Question.Kind.TEXT, _("words")),
        ],
    )
    yes_means_priority = forms.TypedChoiceField(
        label=_("Yes raises the priority to"), required=False, coerce=int, empty_value=None
    )

    field_order = ("code", "text_fa", "text_en", "kind", "yes_means_priority")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["yes_means_priority"].choices = [("", "—"), *_priorities()]  # type: ignore[attr-defined]
