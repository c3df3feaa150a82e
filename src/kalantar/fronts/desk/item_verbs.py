"""The verbs of an item of property with their keys, and what each asks."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kalantar.cases.rules import case_is_open, may_handle_case
from kalantar.custody import actions
from kalantar.custody.lifecycle import ITEM
from kalantar.custody.models import Item, ItemState
from kalantar.custody.rules import (
    file_went_to_another_station,
    may_destroy_item,
    may_keep_item,
    may_receive_item,
)
from kalantar.fronts.desk import item_forms as forms
from kalantar.fronts.desk.file_forms import WhyForm
from kalantar.fronts.desk.of_the_file import HANDLES_FILE
from kalantar.fronts.desk.paper_verbs import LanguageForm
from kalantar.fronts.desk.verbs import Verb
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Permission
from kalantar.papers.actions import issue_custody, issue_label, issue_returned

_LABELS = {step.verb: step.label for step in ITEM.steps}


def _step(name: str, key: str, act: object, may: Permission[Item], **more: Any) -> Verb:
    return Verb(name, key, _LABELS[name], act, "item", may, **more)  # type: ignore[arg-type]


STEPS = {
    verb.name: verb
    for verb in (
        _step("move", "M", actions.move_item, may_keep_item, form=forms.PlaceForm),
        _step("hand_out", "H", actions.hand_out_item, may_keep_item, form=forms.HandOutForm),
        _step("bring_back", "B", actions.bring_back_item, may_keep_item, form=forms.BackForm),
        _step("return", "R", actions.return_item, may_keep_item, form=forms.ReturnForm),
        _step("hand_over", "O", actions.hand_over_item, may_keep_item, form=forms.CarrierForm,
              stands=(file_went_to_another_station,)),
        _step("receive", "C", actions.receive_item, may_receive_item, form=forms.PlaceForm),
        _step("propose_destruction", "D", actions.propose_destruction, may_keep_item,
              form=forms.BasisForm),
        _step("keep", "K", actions.keep_item, may_keep_item, form=WhyForm),
        _step("destroy", "Y", actions.destroy_item, may_destroy_item),
    )
}  # fmt: skip


def _paper(name: str, key: str, label: object, act: object) -> Verb:
    return Verb(name, key, label, act, "item", HANDLES_FILE, LanguageForm, tab=True)  # type: ignore[arg-type]


PAPERS = {
    verb.name: verb
    for verb in (
        _paper("custody", "P", _("Custody receipt"), issue_custody),
        _paper("label", "L", _("Label"), issue_label),
        _paper("returned", "N", _("Receipt of return"), issue_returned),
    )
}
TAKE_IN = Verb(
    "item", "T", _("Take in property"), actions.take_in_item, "case", may_handle_case,
    forms.TakeInItemForm, stands=(case_is_open,), late=True,
)  # fmt: skip


def verbs_of(item: Item) -> list[Verb]:
    """What may follow; sending it after its file only where that went elsewhere."""
    steps = [STEPS[step.verb] for step in ITEM.verbs(item)]
    return [one for one in steps if one.name != "hand_over" or file_went_to_another_station(item)]


def papers_of(item: Item) -> list[Verb]:
    """A receipt of return is signed before it is given back, and stays afterwards."""
    may_be_returned = item.state in (ItemState.HELD, ItemState.RETURNED)
    return [one for one in PAPERS.values() if one.name != "returned" or may_be_returned]


def is_overdue(item: Item, by: Actor) -> bool:
    return item.due_back_at is not None and item.due_back_at < by.now()
