"""Whom the service still knows by what: as a party, by an order, or because they came not long ago."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from kalantar.cases.models import Party
from kalantar.orders.models import OrderPerson
from kalantar.persons.models import Person
from kalantar.reception.models import Appointment, Visit
from kalantar.retention.models import AT_MOST_ONE, Review, ReviewOf, ReviewState

CAME_LATELY = timedelta(days=365)  # who came to a station since then is still dealt with


def is_named(persons: Collection[UUID]) -> bool:
    """On any file, in any role, or by an order; ``persons``: all rows of one."""
    return (
        Party.objects.filter(person__in=persons).exists()
        or OrderPerson.objects.filter(person__in=persons).exists()
    )


def comes_until(persons: Collection[UUID], now: datetime) -> datetime | None:
    """Until when they are known because they came, or have a day to come; None where that is over."""
    came = Visit.objects.filter(person__in=persons).aggregate(last=Max("came_at"))["last"]
    booked = Appointment.objects.filter(person__in=persons).aggregate(last=Max("slot__ends_at"))
    last = max(filter(None, (came, booked["last"])), default=None)
    return last + CAME_LATELY if last and last + CAME_LATELY > now else None


def visitors_due(now: datetime) -> QuerySet[Person]:
    """Those whose last file went while they were known as visitors, and who are known by nothing now."""
    waited = Review.objects.filter(of=ReviewOf.VISITOR, state=ReviewState.KEPT)
    over = waited.filter(kept_until__lte=now).values("person")
    merged = Person.objects.filter(pk__in=over, merged_into__isnull=False).values("merged_into")
    found = Person.objects.filter(Q(pk__in=over) | Q(pk__in=merged), merged_into=None)
    settled = Q(of__in=[ReviewOf.PERSON, ReviewOf.VISITOR], state__in=AT_MOST_ONE)
    settled |= Q(of=ReviewOf.VISITOR, state=ReviewState.KEPT, kept_until__gt=now)
    theirs = Q(person=OuterRef("pk")) | Q(person__merged_into=OuterRef("pk"))
    for known in (
        Review.objects.filter(settled),
        Party.objects.all(),
        OrderPerson.objects.all(),
        Visit.objects.filter(came_at__gt=now - CAME_LATELY),
        Appointment.objects.filter(slot__ends_at__gt=now - CAME_LATELY),
    ):
        found = found.exclude(Exists(known.filter(theirs)))
    return found.filter(erased_at=None).order_by("pk")
