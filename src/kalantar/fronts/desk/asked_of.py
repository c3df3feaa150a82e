"""How a reader stands to what they open: whether it is theirs to work on, and what for they read it otherwise."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, Model, OuterRef
from django.utils.translation import gettext as _

from kalantar.cases.actions import say_purpose
from kalantar.cases.models import Case
from kalantar.cases.queries import came_in_through
from kalantar.cases.rules import reading_names_its_purpose, reads_as_auditor
from kalantar.kernel.actor import Actor
from kalantar.orders.actions import say_purpose_of_order
from kalantar.orders.models import Order
from kalantar.orders.queries import in_whose_hands_it_was, visible_orders
from kalantar.orders.rules import reads_order_as_auditor, waits_at_their_desk
from kalantar.people.queries import why_read_lately
from kalantar.tasks.models import Task

ASKED = "asked first"  # what an auditor may see when they have said what for


@dataclass(frozen=True, slots=True)
class Standing:
    """``number``: of the file or the order; ``said``: what for, in the reading that goes on; ``say`` records
    it (``purpose``, ``words``, ``by``). ``auditing``: only a purpose in words opens it to them."""

    number: str
    assigned: bool
    said: str
    auditing: bool
    say: Callable[..., object]


def standing(by: Actor, of: type[Model], id: UUID) -> Standing | None:
    """To a file, to what is on one (``of``, which has a ``case``), or to an order, which may be on none."""
    return _to_order(by, id) if of is Order else _to_file(by, of, id)


def _to_file(by: Actor, of: type[Model], id: UUID) -> Standing | None:
    """One question, whatever of the file is opened."""
    files = Case.objects.visible_to(by.because(ASKED)).select_related("jurisdiction", "referred_to")
    if of is not Case:
        things: Any = getattr(of, "objects")  # noqa: B009
        found = files.filter(pk__in=things.filter(pk=id).values("case"))
    else:
        found = files.filter(pk=id)
    case = found.annotate(**_asked_with(by)).first()
    if case is None:
        return None
    say, said = partial(say_purpose, case=case.pk), vars(case)["read_for"] or ""
    return Standing(case.number, _is_assigned(by, case), said, reads_as_auditor(by, case), say)


def veiled(by: Actor, files: Collection[Case]) -> set[UUID]:
    """Those of which a list beside a person says only that there is one and with whom: what they are about
    and their numbers are confidential, and the reader has not said what for."""
    hidden = [one.pk for one in files if one.confidential]
    asked = Case.objects.filter(pk__in=hidden).annotate(**_asked_with(by)) if hidden else ()
    return {
        one.pk
        for one in asked
        if not reading_names_its_purpose(_is_assigned(by, one), vars(one)["read_for"] or "")
    }


def in_a_list(words: str, case: UUID | None, hidden: Collection[UUID], most: int = 80) -> str:
    """What a list says of words that stand on a file: of a veiled one nothing."""
    if case in hidden:
        return _("confidential, on the file's page")
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _asked_with(by: Actor) -> dict[str, Any]:
    """How the reader stands to a file, to be asked with it."""
    mine = {"officer": by.id, "case": OuterRef("pk")}
    return {
        "carries_task": Exists(Task.objects.to_do().filter(**mine)),
        "carries_order": Exists(Order.objects.running().filter(**mine)),
        "came_in": came_in_through(by),
        "read_for": why_read_lately(by, "case"),
    }


def _is_assigned(by: Actor, case: Case) -> bool:
    told = vars(case)
    return bool(
        case.officer_id == by.id or told["carries_task"] or told["carries_order"] or told["came_in"]
    )


def _to_order(by: Actor, id: UUID) -> Standing | None:
    """Who said what for they read its file has said it of the order too."""
    tasks = Task.objects.to_do().filter(officer=by.id, case=OuterRef("case"))
    order = (
        visible_orders(by.because(ASKED))
        .annotate(
            carries_task=Exists(tasks),
            was_in_their_hands=in_whose_hands_it_was(by),
            read_for=why_read_lately(by, "order"),
            file_read_for=why_read_lately(by, "case", of="case"),
        )
        .filter(pk=id)
        .first()
    )
    if order is None:
        return None
    told = vars(order)
    in_charge = order.case is not None and order.case.officer_id == by.id
    assigned = order.officer_id == by.id or in_charge or told["carries_task"]
    assigned = assigned or told["was_in_their_hands"] or waits_at_their_desk(by, order)
    said = told["read_for"] or told["file_read_for"] or ""
    say = partial(say_purpose_of_order, order=order.pk)
    return Standing(order.number, assigned, said, reads_order_as_auditor(by, order), say)
