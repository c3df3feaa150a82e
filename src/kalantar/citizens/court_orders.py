"""What courts ordered about a file, as the citizens' page says it: the kind and the branch to both sides alike,
and whether anybody is to come. Whom an order concerns is said to nobody but themselves."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from kalantar.cases.models import Party
from kalantar.kernel.models import Entry
from kalantar.kernel.sentence import Sentence
from kalantar.notices.models import Notice
from kalantar.notices.queries import ABOUT_ORDERS
from kalantar.orders.events import KINDS
from kalantar.orders.models import RUNNING, Order, OrderKind, OrderPerson
from kalantar.persons.queries import rows_of

WHICH = Sentence(en="{kind}, {branch}", fa="{kind}، {branch}")
RUNS = Sentence(
    en="A court’s order on this file is being carried out: {kind}, {branch}.",
    fa="دستوری قضایی دربارهٔ این پرونده در حال اجراست: {kind}، {branch}.",
)
SUMMONED = Sentence(
    en="It summons you: come where and when the summons says. If you have not received it, ask at {station}.",
    fa="این دستور شما را احضار کرده است: در زمان و محلی که در احضاریه آمده است حاضر شوید. اگر احضاریه به دستتان نرسیده است از {station} بپرسید.",
)
IF_SUMMONED = Sentence(
    en="Whom it summons comes where and when the summons says. If you are not sure whether that is you, ask at {station}.",
    fa="هر کس احضار شده باشد باید در زمان و محلی که در احضاریه آمده است حاضر شود. اگر نمی‌دانید شما احضار شده‌اید یا نه، از {station} بپرسید.",
)
NOT_ASKED = Sentence(
    en="You do not need to come for it unless the court or an officer asks you to.",
    fa="تا دادگاه یا افسری از شما نخواهد، برای آن نیازی به مراجعه نیست.",
)


def orders_of(party: Party) -> list[Order]:
    """Of the party's file, the latest first; ``names_them``: whether it concerns them by name."""
    theirs = OrderPerson.objects.filter(
        order=OuterRef("pk"), person__in=rows_of(party.person).values("pk")
    )
    found = Order.objects.filter(case=party.case_id).select_related("branch")
    return list(found.annotate(names_them=Exists(theirs)).order_by("-received_at"))


def orders_told_of(notices: Iterable[Notice], orders: Iterable[Order]) -> dict[UUID, Order]:
    """Which order each notice of one is of, by its entry."""
    entries = [one.entry for one in notices if one.what in ABOUT_ORDERS]
    known = {str(order.pk): order for order in orders}
    told = Entry.objects.filter(pk__in=entries).values_list("pk", "facts__order") if entries else []
    return {entry: known[order] for entry, order in told if order in known}


def which(order: Order) -> Sentence:
    return WHICH.format(kind=KINDS[order.kind], branch=order.branch.name)


def asked_by_a_court(
    orders: Iterable[Order], told: Collection[Order], station: Sentence
) -> list[Sentence]:
    """What the running ones say and ask of this party, a summons first; empty where none runs. What somebody was
    not told of, such as a search ordered before they were on the file, is not said here; a summons always is."""
    running = [
        order
        for order in orders
        if order.state in RUNNING and (order in told or order.kind == OrderKind.SUMMONS)
    ]
    running.sort(key=lambda order: order.kind != OrderKind.SUMMONS)
    return [
        RUNS.format(kind=KINDS[order.kind], branch=order.branch.name)
        .beside(_asks(order))
        .format(station=station)
        for order in running
    ]


def _asks(order: Order) -> Sentence:
    if order.kind != OrderKind.SUMMONS:
        return NOT_ASKED
    return SUMMONED if vars(order)["names_them"] else IF_SUMMONED
