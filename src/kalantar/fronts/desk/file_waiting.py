"""What waits in each part of a file: counted for the links to the parts, in the question for the file itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery

from kalantar.cases.models import Case, CaseIncident
from kalantar.citizens.models import CitizenQuestion
from kalantar.custody.models import Item
from kalantar.data_copies.models import CopyRequest
from kalantar.kernel.actor import Actor
from kalantar.orders.models import Order
from kalantar.outside_referrals.models import OutsideReferral, OutsideState
from kalantar.statements.models import Statement, StatementState
from kalantar.tasks.models import Task

UNSIGNED = (StatementState.DRAFT, StatementState.AGREED)


@dataclass(frozen=True, slots=True)
class Waits:
    """``late``: how many of them are over their day."""

    count: int = 0
    late: int = 0


class _Count(Subquery):
    template = "(SELECT count(*) FROM (%(subquery)s) _waiting)"
    output_field = IntegerField()

    def __init__(self, found: QuerySet[Any]) -> None:
        super().__init__(found.order_by().values("pk"))


def counts(by: Actor) -> dict[str, Subquery]:
    """To be asked with the file. Who may see it may see what is on it; an order may be another station's."""
    case, now = OuterRef("pk"), by.now()
    tasks = Task.objects.to_do().filter(case=case)
    orders = Order.objects.visible_to(by).running().filter(case=case)
    items = Item.objects.held().filter(case=case)
    copies = CopyRequest.objects.filter(party__case=case, given_at=None)
    asked: dict[str, QuerySet[Any]] = {
        "n_tasks": tasks,
        "n_late_tasks": tasks.filter(due_at__lt=now),
        "n_orders": orders,
        "n_late_orders": orders.filter(due_at__lt=now),
        "n_outside": OutsideReferral.objects.filter(case=case, state=OutsideState.WAITS),
        "n_statements": Statement.objects.filter(case=case, state__in=UNSIGNED),
        "n_items": items,
        "n_late_items": items.filter(due_back_at__lt=now),
        "n_questions": CitizenQuestion.objects.filter(party__case=case, answered_at=None),
        "n_copies": copies,
        "n_late_copies": copies.filter(due_at__lt=now),
        "n_incidents": CaseIncident.objects.filter(case=case, parted_at=None),
    }
    return {name: _Count(found) for name, found in asked.items()}


def has_incidents(case: Case) -> bool:
    """Whether there is any to ask for."""
    return bool(vars(case)["n_incidents"])


def waiting(case: Case) -> Mapping[str, Waits]:
    """Of each part, as it was counted."""
    n: dict[str, int] = vars(case)
    return {
        "work": Waits(
            n["n_tasks"] + n["n_orders"] + n["n_outside"], n["n_late_tasks"] + n["n_late_orders"]
        ),
        "papers": Waits(n["n_statements"]),
        "property": Waits(n["n_items"], n["n_late_items"]),
        "citizens": Waits(n["n_questions"] + n["n_copies"], n["n_late_copies"]),
    }
