"""What was opened hour by hour, and how soon the first unit was sent to it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery

from kalantar.dispatch.models import Dispatch
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.hours import hour_of

AT_ONCE = timedelta(seconds=60)  # from opening an incident to sending the first unit


@dataclass(slots=True)
class HourOfIncidents:
    """Of those opened in one hour: how many of each priority, ``sent`` to, and ``at_once``."""

    opened: dict[int, int] = field(default_factory=dict)
    sent: int = 0
    at_once: int = 0


def opened_by_hour(
    reader: Actor, city: UUID, since: datetime, until: datetime
) -> dict[datetime, HourOfIncidents]:
    """By when the hour began, of ``[since, until)``, by the priority they have now. One query.

    An hour in which none was opened stands there empty as soon as it is asked for.
    """
    first = Dispatch.objects.filter(incident=OuterRef("pk")).order_by("sent_at").values("sent_at")
    opened = Incident.objects.visible_to(reader).filter(
        city=city, opened_at__gte=since, opened_at__lt=until
    )
    told = (
        opened.alias(first=Subquery(first[:1]))
        .order_by()
        .values("priority", hour=hour_of("opened_at", since))
        .annotate(
            number=Count("pk"),
            sent=Count("pk", filter=Q(first__isnull=False)),
            at_once=Count("pk", filter=Q(first__lte=F("opened_at") + AT_ONCE)),
        )
    )
    hours: dict[datetime, HourOfIncidents] = defaultdict(HourOfIncidents)
    for row in told:
        hour = hours[row["hour"]]
        hour.opened[row["priority"]] = row["number"]
        hour.sent += row["sent"]
        hour.at_once += row["at_once"]
    return hours
