"""Which judicial orders somebody may be told of: by branch and kind, never by their words."""

from uuid import UUID

from django.db.models import Q

from kalantar.citizens.queries import area_said
from kalantar.data_copies import wording as w
from kalantar.data_copies.facts import Coded, Item, item
from kalantar.data_copies.scope import Told
from kalantar.kernel.models import Entry
from kalantar.notices.models import Notice, WhyNot
from kalantar.notices.queries import ORDER_CAME
from kalantar.orders.events import KINDS
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.models import RUNNING, Order, OrderKind, OrderPerson

SURPRISING = (OrderKind.ARREST, OrderKind.SEARCH, OrderKind.SEIZURE, OrderKind.LOCATING)


def orders_of(told: Told, rows: list[UUID]) -> list[Item]:
    """Those of the file that concern them, or that they were told of. What only works unannounced is held
    back, uncounted, until it is over or they were told."""
    heard = _heard_of(told)
    of_file = Order.objects.filter(case=told.case).select_related("branch", "jurisdiction")
    waits = Q(kind__in=SURPRISING, state__in=RUNNING) & ~Q(pk__in=heard)
    concern = OrderPerson.objects.filter(person__in=rows).values("order")
    theirs = of_file.filter(Q(pk__in=concern) | Q(pk__in=heard)).exclude(waits)
    return [_order(one) for one in theirs.order_by("received_at", "pk")]


def _heard_of(told: Told) -> list[UUID]:
    """By message, or on the citizens' page, where who wants no messages reads it: the entry says of which order."""
    told_of = Notice.objects.filter(party__in=told.parties, what=ORDER_CAME.code)
    rows = told_of.exclude(why_not__in=[WhyNot.CONFIDENTIAL, WhyNot.GUARDIAN]).values("entry")
    entries = Entry.objects.filter(pk__in=rows)
    return [UUID(facts["order"]) for facts in entries.values_list("facts", flat=True)]


def _order(one: Order) -> Item:
    return item(
        ("branch", w.BRANCH, Coded(one.branch.code, one.branch.name)),
        ("kind", w.KIND, Coded(one.kind, KINDS[one.kind])),
        ("received_at", w.WHEN, one.received_at),
        ("station", w.STATION, area_said(one.jurisdiction)),
        ("state", w.STATE, Coded(one.state, ORDER.states[one.state])),
        ("ended_at", w.CLOSED, one.ended_at),
    )
