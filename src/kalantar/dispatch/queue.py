"""The queue of a city: its order, its pages, and which of its incidents somebody must look at now.

An alarm is one expression of SQL: the rows of the queue, the card of an incident and the count in
the bar all read it, so that they cannot disagree.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from kalantar.catalogue.models import WAIT_ALARM_S
from kalantar.dispatch.models import Assignment
from kalantar.dispatch.sent import Sent, sent_as_seen
from kalantar.incidents.models import Incident, IncidentCall, IncidentQuerySet, IncidentState
from kalantar.incidents.queries import visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import rows_after

QUEUE = 500  # so many open incidents are in one page, unless another number is asked for
CLOSE_WITHIN = timedelta(minutes=15)  # of the last unit's leaving; then the alarm is raised


class Alarm(StrEnum):
    """What somebody must look at now."""

    WAITING = "waiting"  # for a unit, longer than the type allows
    TO_BE_CLOSED = "to_be_closed"  # nobody is on it since CLOSE_WITHIN, and it is still open


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An open incident in the queue. ``waited_s``: since it waits for a unit, None when one came.

    ``left_s``: since the last unit left it done, None while one is on it or it waits.
    """

    incident: Incident
    calls: int
    age_s: int
    waited_s: int | None
    left_s: int | None
    alarm: Alarm | None
    assignments: list[Sent] = field(hash=False)


def queue(
    reader: Actor,
    city: UUID,
    now: datetime,
    *,
    after: UUID | None = None,
    limit: int = QUEUE,
    among: Collection[UUID] | None = None,
) -> list[QueueRow]:
    """The open incidents of a city, most urgent and then oldest first; a page of at most ``limit``.

    ``after``: the last incident of the page before, wherever it stands by now. ``among``: of these
    alone. Two queries, with ``after`` three; one more where a plain-clothes unit was sent.
    """
    opened = visible_incidents(reader).open().filter(city=city)
    if among is not None:
        opened = opened.filter(pk__in=among)
    told = with_alarm(opened, now).annotate(calls_joined=_calls_joined())
    incidents = rows_after(
        told, "priority", "opened_at", after=after, among=visible_incidents(reader), limit=limit
    )
    on_it = _running_by_incident(incidents, reader)
    return [_row(incident, on_it[incident.pk], now) for incident in incidents]


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """Of the ``opened`` ones, how many wait for a unit too long, and how many nobody has closed."""

    opened: int
    waiting: int
    to_be_closed: int


def queue_counts(reader: Actor, city: UUID, now: datetime) -> QueueCounts:
    """How long the queue is, whatever page of it is shown. One query."""
    opened = with_alarm(visible_incidents(reader).open().filter(city=city), now)
    told = opened.aggregate(
        number=Count("pk"),
        waiting=Count("pk", filter=Q(alarm=Alarm.WAITING.value)),
        to_be_closed=Count("pk", filter=Q(alarm=Alarm.TO_BE_CLOSED.value)),
    )
    return QueueCounts(told["number"], told["waiting"], told["to_be_closed"])


def with_alarm(incidents: IncidentQuerySet, now: datetime) -> IncidentQuerySet:
    """Each with ``left_at``, when the last unit left it done, ``may_wait_s``, how long it may wait for
    one, and its ``alarm``, or None."""
    allowed = Func(
        F("may_wait_s"),
        template="make_interval(secs => %(expressions)s)",
        output_field=DurationField(),
    )
    since = ExpressionWrapper(
        Value(now, output_field=DateTimeField()) - allowed, output_field=DateTimeField()
    )
    return incidents.annotate(left_at=_last_left(), may_wait_s=_may_wait()).annotate(
        alarm=Case(
            When(waiting_since__lt=since, then=Value(Alarm.WAITING.value)),
            When(left_at__lt=now - CLOSE_WITHIN, then=Value(Alarm.TO_BE_CLOSED.value)),
            output_field=TextField(null=True),
        )
    )


def _may_wait() -> Case:
    """Seconds: the type's, and where an incident is more or less urgent than its type, no longer or no
    shorter than others of its priority."""
    of_priority = Case(
        *(When(priority=priority, then=Value(s)) for priority, s in WAIT_ALARM_S.items()),
        output_field=IntegerField(),
    )
    return Case(
        When(priority__lt=F("type__priority"), then=Least(F("type__wait_alarm_s"), of_priority)),
        When(priority__gt=F("type__priority"), then=Greatest(F("type__wait_alarm_s"), of_priority)),
        default=F("type__wait_alarm_s"),
        output_field=IntegerField(),
    )


def alarm_of(incident: Incident) -> Alarm | None:
    """Of an incident that ``with_alarm`` gave."""
    raised: str | None = getattr(incident, "alarm", None)
    return Alarm(raised) if raised else None


def seconds_since(since: datetime | None, now: datetime) -> int | None:
    return None if since is None else max(0, int((now - since).total_seconds()))


def _last_left() -> Subquery:
    """When the last unit left an incident that nobody is on and that does not wait."""
    ended = Assignment.objects.filter(
        incident=OuterRef("pk"),
        incident__state=IncidentState.ACTIVE,
        incident__units_on_it=0,
    )
    return Subquery(ended.order_by("-ended_at").values("ended_at")[:1])


def _calls_joined() -> Coalesce:
    """Counted a row: a join would count those of the whole queue before the page is cut out."""
    joined = IncidentCall.objects.filter(incident=OuterRef("pk"), parted_at=None)
    counted = joined.order_by().values("incident").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _row(incident: Incident, assignments: list[Sent], now: datetime) -> QueueRow:
    return QueueRow(
        incident=incident,
        calls=getattr(incident, "calls_joined", 0),
        age_s=seconds_since(incident.opened_at, now) or 0,
        waited_s=seconds_since(incident.waiting_since, now),
        left_s=seconds_since(getattr(incident, "left_at", None), now),
        alarm=alarm_of(incident),
        assignments=assignments,
    )


def _running_by_incident(incidents: Iterable[Incident], reader: Actor) -> dict[UUID, list[Sent]]:
    running = Assignment.objects.filter(incident__in=list(incidents), ended_at=None)
    found: dict[UUID, list[Sent]] = defaultdict(list)
    for sent in sent_as_seen(running.select_related("unit").order_by("sent_at"), reader):
        found[sent.assignment.incident_id].append(sent)
    return found
