"""The verbs of a person's record with their keys: whose phone it is, and which records are one person's."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from kalantar.fronts.desk.file_forms import WhyForm
from kalantar.fronts.desk.keeping_verbs import BasisForm
from kalantar.fronts.desk.verbs import Verb, VerbForm
from kalantar.kernel.actor import Actor
from kalantar.persons import actions
from kalantar.persons.models import Person
from kalantar.persons.rules import (
    may_correct_person,
    person_has_a_phone,
    person_is_not_erased,
    phone_code_came_back,
    phone_code_is_waited_for,
)
from kalantar.retention.actions import request_erasure


class CodeForm(VerbForm):
    code = forms.CharField(
        label=_("The code, as they read it out"), max_length=20,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class NameForm(VerbForm):
    """What somebody is called who was known by a number alone."""

    given = forms.CharField(
        label=_("Given name"), required=False, max_length=100,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    family = forms.CharField(
        label=_("Family name"), required=False, max_length=100,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip


class MergeForm(WhyForm):
    """``person``: the record that stands for both."""

    person = forms.UUIDField(
        error_messages={"required": _("Find the other record first, and choose it.")},
        widget=forms.HiddenInput,
    )
    field_order = ("person", "why")

    @property
    def asked(self) -> dict[str, Any]:
        return {"into": self.cleaned_data["person"], "why": self.cleaned_data["why"]}


def check_code(*, person: UUID, code: str, by: Actor) -> None:
    """A wrong code counts as a try, and is then refused."""
    if actions.verify_phone(person=person, code=code, by=by).used_at is None:
        raise phone_code_came_back.refuse()


def _verb(name: str, key: str, label: object, act: object, **more: Any) -> Verb:
    return Verb(name, key, label, act, "person", may_correct_person, **more)  # type: ignore[arg-type]


VERBS = {
    verb.name: verb
    for verb in (
        _verb("name", "N", _("Write their name"), actions.name_person, form=NameForm),
        _verb("verify", "V", _("Check the code"), check_code, form=CodeForm),
        _verb("send", "S", _("Send a code to the phone"), actions.send_phone_code,
              stands=(person_has_a_phone,)),
        _verb("merge", "M", _("The same as another record"), actions.merge_persons,
              form=MergeForm, template="desk/_merge_fields.html"),
        _verb("unmerge", "U", _("Two persons after all"), actions.unmerge_person, form=WhyForm),
        _verb("request", "E", _("They ask to be erased"), request_erasure, form=BasisForm,
              stands=(person_is_not_erased,)),
    )
}  # fmt: skip


def verbs_of(person: Person, now: datetime) -> list[Verb]:
    """Of a record that is merged, only that it is taken apart, of one that is erased nothing; a code is
    checked while one is waited for."""
    if person.erased_at:
        return []
    if person.merged_into_id is not None:
        return [VERBS["unmerge"]]
    waits = phone_code_is_waited_for(person.codes.order_by("-sent_at").first(), now)
    first = [*(["name"] if person.is_unnamed else []), *(["verify"] if waits else [])]
    return [VERBS[name] for name in [*first, "send", "merge", "request"]]
