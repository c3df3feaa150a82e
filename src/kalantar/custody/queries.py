"""What screens ask about property held; everything starts from what the reader may see."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from kalantar.cases.models import Case
from kalantar.custody.models import Item, ItemQuerySet, Movement
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import as_number, names
from kalantar.people.queries import read_lately
from kalantar.places.models import Jurisdiction

_WITH = ("case__jurisdiction", "case__category", "station", "next_station", "party__person")


def visible_items(reader: Actor) -> ItemQuerySet:
    return Item.objects.visible_to(reader).select_related(*_WITH)


def item_of(reader: Actor, id: UUID) -> Item | None:
    """One of them; who shows it asks ``read`` of it."""
    found = visible_items(reader).annotate(read_lately=read_lately(reader, "item"))
    return found.filter(pk=id).first()


def items_of(reader: Actor, case: Case) -> ItemQuerySet:
    """All of the file, by their labels; also those that were returned or destroyed."""
    return visible_items(reader).filter(case=case).order_by("serial")


def chain_of(item: Item) -> list[Movement]:
    """The earliest movement first."""
    return list(item.chain.select_related("by", "second", "station"))


def still_held_for(case: Case) -> int:
    """How many items of the file a station still answers for."""
    return Item.objects.held().filter(case=case).count()


def property_held(
    reader: Actor, area: Jurisdiction, *, kind: str = "", overdue_at: datetime | None = None
) -> ItemQuerySet:
    """What stations of the area answer for. ``overdue_at``: only what should be back by then."""
    found = visible_items(reader).held()
    found = found.filter(station__in=Jurisdiction.objects.within([area.pk]).values("pk"))
    if kind:
        found = found.filter(kind=kind)
    return found.filter(due_back_at__lt=overdue_at) if overdue_at else found


def coming_to(reader: Actor, area: Jurisdiction) -> ItemQuerySet:
    """What other stations sent after its file, and is not received yet."""
    within = Jurisdiction.objects.within([area.pk]).values("pk")
    return visible_items(reader).filter(next_station__in=within)


@names("item", "said", "said", said=as_number)
def item_labels(reader: Actor) -> QuerySet[Item]:
    """By label, which says nothing of anybody."""
    serial = Cast("serial", TextField())
    return Item.objects.annotate(said=Concat("case__number", Value("/", TextField()), serial))
