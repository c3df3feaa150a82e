"""The verbs of an order: those of its lifecycle, and what is found out of it while it runs."""

from django.utils.translation import gettext_lazy as _

from kalantar.fronts.desk.file_forms import MyselfForm, OfficerForm, WhyForm
from kalantar.fronts.desk.order_forms import ItsFileForm, NamedInItForm, ReportForm
from kalantar.fronts.desk.paper_verbs import LanguageForm
from kalantar.fronts.desk.verbs import Verb, VerbForm
from kalantar.orders import actions
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.models import Order
from kalantar.orders.rules import may_handle_order, order_is_answered, order_is_not_ended
from kalantar.papers.actions import issue_order_report

_LABELS = {step.verb: step.label for step in ORDER.steps}


def _step(name: str, key: str, act: object, form: type[VerbForm]) -> Verb:
    return Verb(name, key, _LABELS[name], act, "order", may_handle_order, form)  # type: ignore[arg-type]


STEPS = {
    verb.name: verb
    for verb in (
        _step("assign", "G", actions.assign_order, OfficerForm),
        _step("carry_out", "C", actions.carry_out_order, ReportForm),
        _step("return", "B", actions.return_order, ReportForm),
        _step("withdraw", "W", actions.withdraw_order, WhyForm),
    )
}
TAKE = Verb(
    "take", "T", _("Take it up myself"), actions.assign_order, "order", may_handle_order, MyselfForm
)
FILE = Verb(
    "file", "F", _("Put it on its file"), actions.give_order_its_file, "order", may_handle_order,
    ItsFileForm,
)  # fmt: skip
NAME = Verb(
    "name", "P", _("Name whom it concerns"), actions.name_person_in_order, "order",
    may_handle_order, NamedInItForm, template="desk/_named_in_order.html",
)  # fmt: skip
REPORT = Verb(
    "order_report", "R", _("Report to the branch, on paper"), issue_order_report, "order",
    may_handle_order, LanguageForm, tab=True,
)  # fmt: skip
VERBS = STEPS | {verb.name: verb for verb in (TAKE, FILE, NAME)}


def verbs_of(order: Order) -> list[Verb]:
    """Whoever may be given it may take it up themselves."""
    steps = [STEPS[step.verb] for step in ORDER.verbs(order)]
    if ORDER.can(order, "assign"):
        steps.insert(0, TAKE)
    if order_is_not_ended(order):
        steps += [NAME] if order.case_id else [FILE, NAME]
    return steps


def papers_of(order: Order) -> list[Verb]:
    return [REPORT] if order_is_answered(order) else []
