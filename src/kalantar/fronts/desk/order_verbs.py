"""The verbs of an order, those of its lifecycle."""

from django.utils.translation import gettext_lazy as _

from kalantar.fronts.desk.file_forms import MyselfForm, OfficerForm, WhyForm
from kalantar.fronts.desk.order_forms import ReportForm
from kalantar.fronts.desk.verbs import Verb, VerbForm
from kalantar.orders import actions
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.models import Order
from kalantar.orders.rules import may_handle_order

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
VERBS = STEPS | {"take": TAKE}


def verbs_of(order: Order) -> list[Verb]:
    """Whoever may be given it may take it up themselves."""
    steps = [STEPS[step.verb] for step in ORDER.verbs(order)]
    return [TAKE, *steps] if ORDER.can(order, "assign") else steps
