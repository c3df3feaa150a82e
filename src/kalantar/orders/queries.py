"""What screens ask about orders; everything starts from what the reader may see."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kalantar.cases.models import Case
from kalantar.cases.queries import JUST_NOW
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import names
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.kernel.models import Entry
from kalantar.kernel.text import normalise, to_latin_digits, to_persian_digits
from kalantar.orders.models import RUNNING, Branch, Order, OrderQuerySet, OrderState
from kalantar.orders.rules import (
    may_receive_order,
    may_see_order,
    question_is_signed_by_its_branch,
)
from kalantar.people.queries import read_lately
from kalantar.persons.models import Person
from kalantar.persons.queries import rows_of
from kalantar.places.models import Jurisdiction

HANDLED = ("OrderReceived", "OrderAssigned", "OrderCarriedOut", "OrderReturned", "OrderWithdrawn")


def visible_orders(reader: Actor) -> OrderQuerySet:
    return Order.objects.visible_to(reader).select_related(
        "branch", "jurisdiction", "officer", "case"
    )


def order_of(reader: Actor, id: UUID) -> Order | None:
    """One order, or None where there is none the reader may see; who shows it asks ``read`` of it."""
    asked = visible_orders(reader).annotate(read_lately=read_lately(reader, "order"))
    found = asked.filter(pk=id).first()
    return found if found and may_see_order(reader, found) else None


def in_whose_hands_it_was(reader: Actor) -> Exists:
    """Of each order of a query: whether the reader received, gave or ended it within the last day."""
    done = Entry.objects.filter(
        actor=reader.id, event__in=HANDLED, happened_at__gt=reader.now() - JUST_NOW
    )
    return Exists(done.filter(subjects__subject=OuterRef("pk")))


def asked_by_its_branch(
    by: Actor, branch: str, reference: str, asked_at: str, signature: bytes
) -> Order | None:
    """The branch's own order by our id or its own number, to a program that may receive orders there and
    asks with that branch's signature. None for every other reason, the same for all of them."""
    gave = Branch.objects.filter(code=branch).first()
    if gave is None:
        return None
    if not question_is_signed_by_its_branch(gave, reference, asked_at, signature, by.now()):
        return None
    theirs = Order.objects.filter(branch=gave).select_related("jurisdiction", "branch")
    found = theirs.filter(number=normalise(reference)).first()
    if found is None and (id := _id(reference)):
        found = theirs.filter(pk=id).first()
    return found if found and may_receive_order(by, found.jurisdiction) else None


def _id(reference: str) -> UUID | None:
    try:
        return UUID(reference)
    except ValueError:
        return None


def waiting_orders(
    reader: Actor, area: Jurisdiction, *, after: UUID | None = None, limit: int = PAGE
) -> list[Order]:
    """Those nobody was given yet, the one that is due first at the top."""
    found = _of(reader, area).filter(state=OrderState.RECEIVED)
    return rows_after(found, "due_at", after=after, limit=limit)


def overdue_orders(
    reader: Actor,
    area: Jurisdiction,
    now: datetime,
    *,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Order]:
    """Those that are over their day and not answered, the longest overdue first."""
    found = _of(reader, area).running().filter(due_at__lt=now)
    return rows_after(found, "due_at", after=after, limit=limit)


def orders_in_charge(reader: Actor, *, after: UUID | None = None, limit: int = PAGE) -> list[Order]:
    """The reader's own, the one that is due first at the top."""
    mine = visible_orders(reader).running().filter(officer=reader.id)
    return rows_after(mine, "due_at", after=after, limit=limit)


def orders_being_carried_out(
    reader: Actor, area: Jurisdiction, *, after: UUID | None = None, limit: int = PAGE
) -> list[Order]:
    """Those that somebody was given and that run, whosever they are, the one that is due first at the top."""
    found = _of(reader, area).filter(state=OrderState.ASSIGNED)
    return rows_after(found, "due_at", after=after, limit=limit)


def ended_orders(
    reader: Actor, area: Jurisdiction, *, after: UUID | None = None, limit: int = PAGE
) -> list[Order]:
    """Those that were carried out, returned or withdrawn, the latest received first."""
    found = _of(reader, area).exclude(state__in=RUNNING)
    return rows_after(found, "-received_at", after=after, limit=limit)


def orders_numbered(
    reader: Actor, number: str, *, after: UUID | None = None, limit: int = PAGE
) -> list[Order]:
    """Those that bear that number, in whichever digits, from whichever branch, the latest received first."""
    asked = normalise(number)
    either = {asked, to_latin_digits(asked), to_persian_digits(asked)}
    found = visible_orders(reader).filter(number__in=either)
    return rows_after(found, "-received_at", after=after, limit=limit)


def orders_of_case(
    reader: Actor, case: Case, *, after: UUID | None = None, limit: int = PAGE
) -> list[Order]:
    """The latest received first."""
    found = visible_orders(reader).filter(case=case)
    return rows_after(found, "-received_at", after=after, limit=limit)


def in_force(person: Person, kind: str, now: datetime) -> QuerySet[Order]:
    """The orders of that kind that stand now and concern the person: the basis of what needs one."""
    concerned = Order.objects.filter(concerned__person__in=rows_of(person).values("pk"))
    return concerned.filter(kind=kind, state__in=RUNNING, due_at__gte=now).distinct()


def branches() -> QuerySet[Branch]:
    return Branch.objects.filter(retired_at=None)


def _of(reader: Actor, area: Jurisdiction) -> OrderQuerySet:
    return visible_orders(reader).filter(
        jurisdiction__in=Jurisdiction.objects.within([area.pk]).values("pk")
    )


@names("branch")
def branch_labels(reader: Actor) -> QuerySet[Branch]:
    return Branch.objects.all()
