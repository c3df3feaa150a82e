"""What the administrator fills in. The rules judge; forms only read what was typed."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kalantar.case_catalogue.events import WHY_CONFIDENTIAL
from kalantar.case_catalogue.models import CaseField
from kalantar.case_catalogue.queries import OUTCOME_KINDS
from kalantar.catalogue.capabilities import CAPABILITY_NAMES, KIND_NAMES
from kalantar.catalogue.models import Question
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import digits_for, normalise, to_latin_digits
from kalantar.people.models import User
from kalantar.people.roles import NAMES, Role
from kalantar.places.models import Jurisdiction
from kalantar.reception.models import Service


def _said(names: Any) -> list[tuple[str, str]]:
    return [(str(code), str(name)) for code, name in names.items()]


def _priorities() -> list[tuple[int, str]]:
    return [(number, digits_for(get_language() or "fa", str(number))) for number in range(1, 6)]


MANY = 200  # more than anybody finds in a list that is rolled down: then it is typed


def areas_of(by: Actor, *roles: Role) -> QuerySet[Jurisdiction]:
    within = Jurisdiction.objects.within(by.areas(set(roles)))
    return within.living().order_by("ancestors__len", "name_fa")


def one_of[M: Model](
    rows: QuerySet[M], label: Any, hint: Any, known_by: Sequence[str]
) -> forms.Field:
    """A choice among ``rows`` (which have a ``name``), cleaned to the id of one.

    A list to roll down while they are few; of many, the words it is ``known_by`` are typed.
    """
    few = list(rows[: MANY + 1])
    if len(few) > MANY:
        return _Typed(rows, known_by, label=label, help_text=hint)
    choices = [(str(row.pk), row.name) for row in few]  # type: ignore[attr-defined]
    return forms.TypedChoiceField(label=label, coerce=UUID, choices=choices)


class _Typed(forms.CharField):
    """The id of the one row that is called so."""

    def __init__(self, rows: QuerySet[Any], known_by: Sequence[str], **kwargs: Any) -> None:
        super().__init__(max_length=100, **kwargs)
        self.rows, self.known_by = rows, known_by

    def clean(self, value: Any) -> UUID:
        words = normalise(super().clean(value))
        typed = {normalise(words), to_latin_digits(words)}
        called = reduce(
            or_, (Q(**{f"{field}__iexact": one}) for field in self.known_by for one in typed)
        )
        found = list(self.rows.filter(called).values_list("pk", flat=True)[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _("Not exactly one is called so. Write it as it stands in its list.")
            )
        id: UUID = found[0]
        return id


class _AreaForm(forms.Form):
    """A form with the areas the administrator answers for."""

    jurisdiction = forms.Field(label=_("Area"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = areas_of(by, Role.ADMINISTRATOR)
        self.fields["jurisdiction"] = one_of(
            areas, _("Area"), _("Name or code"), ("name_fa", "name_en", "code")
        )


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


class DeviceForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the device, such as “phone of car 3”"), max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip


class CrewForm(forms.Form):
    officer = forms.Field(label=_("Officer"))

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known_by = ("username", "name_fa", "name_en")
        self.fields["officer"] = one_of(
            people, _("Officer"), _("Personnel number or full name"), known_by
        )


class Number(forms.IntegerField):
    """A whole number in any digits, shown in the reader's; a browser's own field takes Latin ones alone."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        wanted = {"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}
        return super().widget_attrs(widget) | wanted

    def prepare_value(self, value: Any) -> Any:
        return value if value is None else digits_for(get_language() or "fa", str(value))

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except forms.ValidationError as wrong:
            said = [digits_for(get_language() or "fa", each) for each in wrong.messages]
            raise forms.ValidationError(said) from None


class NamedForm(forms.Form):
    """A row of a catalogue, in both languages."""

    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120)
    name_en = forms.CharField(
        label=_("Name in English"), max_length=120, widget=forms.TextInput({"dir": "ltr"})
    )
    order = Number(label=_("Place in the list"), min_value=0, initial=0)


class _Coded(forms.Form):
    code = forms.CharField(
        label=_("Code, in small Latin letters"), max_length=60,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip


class DispositionForm(NamedForm):
    needs_note = forms.BooleanField(label=_("Needs a note"), required=False)


class NewDispositionForm(DispositionForm, _Coded):
    field_order = ("code",)


class NewNamedForm(NamedForm, _Coded):
    field_order = ("code",)


class TypeForm(NamedForm):
    priority = forms.TypedChoiceField(label=_("Priority"), coerce=int)
    units = Number(label=_("Units to send"), min_value=1, max_value=20, initial=1)
    wait_alarm_s = Number(label=_("Alarm after, seconds"), min_value=10, initial=300)
    word_within_s = Number(
        label=_("A unit on it gives word within, seconds (0: no limit)"), min_value=0, initial=0
    )
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


class CategoryForm(NamedForm):
    keywords = forms.CharField(label=_("Other words people use"), required=False)
    kept_years = Number(
        label=_("Kept so many years after it is closed"), min_value=1, max_value=100, initial=10
    )
    kept_source = forms.CharField(
        label=_("Legal source of these years"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip
    bring_fa = forms.CharField(label=_("Documents to bring, in Persian"), required=False)
    bring_en = forms.CharField(label=_("Documents to bring, in English"), required=False)
    confidential = forms.BooleanField(
        label=_("Confidential: no message ever tells of such a file"), required=False
    )
    confidential_because = forms.ChoiceField(label=_("Why it is confidential"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("it is not")), *_said(WHY_CONFIDENTIAL)]
        self.fields["confidential_because"].choices = choices  # type: ignore[attr-defined]


class NewCategoryForm(CategoryForm, _Coded):
    field_order = ("code",)


class OutcomeForm(NamedForm):
    needs_note = forms.BooleanField(label=_("Needs a note"), required=False)


class NewOutcomeForm(OutcomeForm, _Coded):
    kind = forms.ChoiceField(label=_("Counted as"))

    field_order = ("code", "name_fa", "name_en", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _said(OUTCOME_KINDS)  # type: ignore[attr-defined]


class NewServiceForm(NamedForm, _Coded):
    letter = forms.CharField(
        label=_("Letter before the ticket's number, A to Z"), max_length=1,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip

    field_order = ("code", "name_fa", "name_en", "letter")


class DeskServesForm(forms.Form):
    services = forms.TypedMultipleChoiceField(
        label=_("Serves these; none chosen: everything"), required=False, coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), row.name) for row in Service.objects.filter(retired_at=None)
        ]


class AreaCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the area"), max_length=40, required=False,
        help_text=_("Such as 104: by it courts’ programs name a station in their orders. Empty for none."),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class DeskForm(DeskServesForm):
    number = Number(label=_("Number of the desk"), min_value=1, max_value=999)

    field_order = ("number",)


class _Key(forms.CharField):
    """Bytes, written and shown in hexadecimal digits."""

    widget = forms.TextInput({"dir": "ltr", "autocomplete": "off", "spellcheck": "false"})

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else bytes(value or b"").hex()

    def clean(self, value: Any) -> bytes:
        try:
            return bytes.fromhex(super().clean(value))
        except ValueError:
            raise forms.ValidationError(_("A key is written in the digits 0–9 and a–f.")) from None


class BranchKeyForm(forms.Form):
    """Empty: its orders come on paper only."""

    public_key = _Key(
        label=_("Ed25519 public key of its program, 64 hexadecimal digits; empty: paper only"),
        required=False, max_length=100,
    )  # fmt: skip


class NewBranchForm(BranchKeyForm, _Coded):
    name_fa = forms.CharField(label=_("Name in Persian"), max_length=120)
    name_en = forms.CharField(
        label=_("Name in English"), max_length=120, widget=forms.TextInput({"dir": "ltr"})
    )

    field_order = ("code", "name_fa", "name_en", "public_key")


class _Asked(forms.Form):
    text_fa = forms.CharField(label=_("Question in Persian"), max_length=200)
    text_en = forms.CharField(
        label=_("Question in English"), max_length=200, widget=forms.TextInput({"dir": "ltr"})
    )


class QuestionForm(_Asked, _Coded):
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


class ChangedQuestionForm(_Asked):
    """Its code and the kind of its answer stay: answers were given to them.

    The empty choice is cleaned to 0, which lets the question raise nothing.
    """

    order = Number(label=_("Place in the list"), min_value=0, max_value=32_767)
    yes_means_priority = forms.TypedChoiceField(
        label=_("Yes raises the priority to"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, typed: QueryDict | None, one: Question) -> None:
        super().__init__(typed, initial={name: getattr(one, name) for name in self.base_fields})
        if one.kind == Question.Kind.YES_NO:
            self.fields["yes_means_priority"].choices = [("", "—"), *_priorities()]  # type: ignore[attr-defined]
        else:
            del self.fields["yes_means_priority"]

    def clean_yes_means_priority(self) -> int:
        return self.cleaned_data["yes_means_priority"] or 0


class FieldForm(_Asked, _Coded):
    kind = forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (CaseField.Kind.TEXT, _("words")),
            (CaseField.Kind.LONG_TEXT, _("a longer text")),
            (CaseField.Kind.NUMBER, _("a number")),
            (CaseField.Kind.DATE, _("a date")),
            (CaseField.Kind.YES_NO, _("yes or no")),
        ],
    )
    required = forms.BooleanField(label=_("No file is opened without it"), required=False)

    field_order = ("code", "text_fa", "text_en", "kind", "required")


class ChangedFieldForm(_Asked):
    """Its code and the kind of its answer stay: files have answers to them."""

    required = forms.BooleanField(label=_("No file is opened without it"), required=False)
    order = Number(label=_("Place in the list"), min_value=0, max_value=32_767)

    def __init__(self, typed: QueryDict | None, one: CaseField) -> None:
        super().__init__(typed, initial={name: getattr(one, name) for name in self.base_fields})


class TemplateForm(forms.Form):
    text = forms.CharField(
        label=_("Words of the message"), widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )


class NewTemplateForm(TemplateForm):
    event = forms.CharField(
        label=_("It tells of (a code)"), max_length=40,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip
    role = forms.CharField(
        label=_("To whom (a code)"), max_length=40,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    field_order = ("event", "role", "language", "text")


class AsideForm(forms.Form):
    """Why nothing is to be done about a message."""

    why = forms.CharField(label=_("Why"), required=False, max_length=500)
