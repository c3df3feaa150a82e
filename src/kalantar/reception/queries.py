"""What the desks, the hall's screen and the chief ask; everything starts from what the reader may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.labels import Labels, labels, names
from kalantar.kernel.listing import PAGE, rows_after
from kalantar.kernel.sentence import Sentence
from kalantar.people.roles import DESK
from kalantar.people.tokens import digest_of
from kalantar.persons.models import Person
from kalantar.persons.queries import rows_of
from kalantar.persons.rules import may_see_person
from kalantar.places.models import Jurisdiction, Kind
from kalantar.reception.models import (
    AT_A_DESK,
    Appointment,
    Desk,
    HallScreen,
    Service,
    Slot,
    Visit,
    VisitQuerySet,
    VisitState,
)
from kalantar.reception.rules import (
    LEAD,
    may_keep_reception,
    may_read_visit_figures,
    may_see_visitors,
)
from kalantar.reception.standard import standard_services

NOBODY = Sentence(en="gave no name", fa="بدون نام")
SOMEBODY = Sentence(en="somebody", fa="یک مراجع")
ON_SCREEN = timedelta(minutes=10)  # a number that was called stays on the hall's screen so long
SHOWN = 8
FREE = 50


def services() -> QuerySet[Service]:
    """Those on offer, in their order; everyone of the service may read them."""
    return Service.objects.filter(retired_at=None)


def standard_services_are_installed() -> bool:
    """Whether every standard service is there, offered or retired."""
    codes = [row["code"] for row in standard_services()]
    return Service.objects.filter(code__in=codes).count() == len(codes)


def stations_of(reader: Actor) -> QuerySet[Jurisdiction]:
    """The stations at which the reader receives visitors."""
    found = Jurisdiction.objects.living().within(reader.areas(DESK)).filter(kind=Kind.STATION)
    return found.order_by("name_en", "name_fa", "pk")


def desks_of(station: UUID) -> QuerySet[Desk]:
    return Desk.objects.filter(station=station, retired_at=None)


def desks_seen(reader: Actor) -> QuerySet[Desk]:
    """The desks at which the reader receives visitors, each with its station, station by station."""
    mine = Desk.objects.filter(retired_at=None, station__in=stations_of(reader).values("pk"))
    by_station = ("station__name_en", "station__name_fa", "station", "number")
    return mine.select_related("station").order_by(*by_station)


def desk_seen(reader: Actor, id: UUID) -> Desk | None:
    return desks_seen(reader).filter(pk=id).first()


def visible_visits(reader: Actor) -> VisitQuerySet:
    found = Visit.objects.visible_to(reader)
    return found.select_related("station", "service", "desk", "person__area")


def visit_seen(reader: Actor, id: UUID) -> Visit | None:
    return visible_visits(reader).filter(pk=id).first()


def who_came(visit: Visit, reader: Actor) -> Sentence:
    """Their name, as far as the reader may know it. No query."""
    if visit.person is None:
        return NOBODY
    return visit.person.name if may_see_person(reader, visit.person) else SOMEBODY


def waiting_visits(
    reader: Actor,
    station: UUID,
    now: datetime,
    *,
    desk: Desk | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Visit]:
    """Who waits today, whose turn it is first; ``desk``: only whom it serves."""
    waiting = _today(reader, station, now).filter(state=VisitState.WAITING)
    if desk is not None and desk.services:
        waiting = waiting.filter(service__in=desk.services)
    seen_too = _today(reader, station, now)  # the last one had may have been called meanwhile
    return rows_after(waiting, "turn_at", after=after, among=seen_too, limit=limit)


def visit_at(reader: Actor, desk: Desk) -> Visit | None:
    """Whom the desk has called or is serving."""
    return visible_visits(reader).filter(desk=desk, state__in=AT_A_DESK).first()


def missed_visits(
    reader: Actor, station: UUID, now: datetime, *, after: UUID | None = None, limit: int = PAGE
) -> list[Visit]:
    """Who was called today and not there, the latest first: they may come back."""
    missed = _today(reader, station, now).filter(state=VisitState.MISSED)
    seen_too = _today(reader, station, now)
    return rows_after(missed, "-ended_at", after=after, among=seen_too, limit=limit)


def called_now(reader: Actor, station: UUID, now: datetime) -> list[Visit]:
    """What the hall's screen shows: the numbers last called, the latest first."""
    called = _today(reader, station, now).filter(state__in=AT_A_DESK)
    recently = Q(state=VisitState.CALLED) | Q(called_at__gte=now - ON_SCREEN)
    return list(called.filter(recently).order_by("-called_at", "-pk")[:SHOWN])


def earlier_visits(
    reader: Actor, person: Person, *, after: UUID | None = None, limit: int = 10
) -> list[Visit]:
    """What somebody came for before, however often they were registered; the latest first."""
    theirs = visible_visits(reader).filter(person__in=rows_of(person).values("pk"))
    return rows_after(theirs, "-came_at", after=after, limit=limit)


@dataclass(frozen=True, slots=True)
class WaitingTimes:
    """Of one day. Seconds from coming to being called; None where nobody was called yet."""

    came: int
    waiting: int
    called: int
    median_s: float | None
    p90_s: float | None
    longest_s: float | None  # of those who still wait


_TIMES = """
SELECT count(*),
    count(*) FILTER (WHERE state = 'waiting'),
    count(*) FILTER (WHERE called_at IS NOT NULL),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM called_at - came_at)),
    percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM called_at - came_at)),
    max(extract(epoch FROM %(now)s::timestamptz - came_at)) FILTER (WHERE state = 'waiting')
FROM reception_visit
WHERE station_id = %(station)s AND day = %(day)s AND came_at <= %(now)s
    AND came_at > %(now)s::timestamptz - interval '2 days'
"""


def waiting_times(reader: Actor, station: Jurisdiction, now: datetime) -> WaitingTimes:
    """How long people wait at the station today. One query; Refused to who may not see its visitors."""
    may_see_visitors.require(reader, station)
    asked: dict[str, Any] = {"station": station.pk, "day": _day(now), "now": now}
    with connection.cursor() as cursor:
        cursor.execute(_TIMES, asked)
        came, waiting, called, *seconds = cursor.fetchone()
    median, p90, longest = (None if one is None else float(one) for one in seconds)
    return WaitingTimes(came, waiting, called, median, p90, longest)


@dataclass(frozen=True, slots=True)
class ServiceWait:
    """How many wait for a service now, and half of those called today for it waited at most so long:
    ``median_s``, None where nobody was called yet."""

    service: Service
    waiting: int
    median_s: float | None

    @property
    def minutes(self) -> int | None:
        """Whole ones, at least one."""
        return None if self.median_s is None else max(1, round(self.median_s / 60))


_BY_SERVICE = """
SELECT service_id, count(*) FILTER (WHERE state = 'waiting'),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM called_at - came_at))
FROM reception_visit
WHERE station_id = %(station)s AND day = %(day)s AND came_at <= %(now)s
    AND came_at > %(now)s::timestamptz - interval '2 days'
GROUP BY service_id
"""


def waits_by_service(reader: Actor, station: Jurisdiction, now: datetime) -> list[ServiceWait]:
    """Of the services somebody came for today, in their order. Two queries."""
    may_see_visitors.require(reader, station)
    asked: dict[str, Any] = {"station": station.pk, "day": _day(now), "now": now}
    with connection.cursor() as cursor:
        cursor.execute(_BY_SERVICE, asked)
        rows = {id: (waiting, median) for id, waiting, median in cursor.fetchall()}
    return [
        ServiceWait(
            one, rows[one.pk][0], None if rows[one.pk][1] is None else float(rows[one.pk][1])
        )
        for one in Service.objects.filter(pk__in=rows)
    ]


def ahead_of(reader: Actor, visit: Visit, now: datetime) -> int:
    """How many are called before it, as it stands: whose turn is earlier, and whom a desk serves that serves
    the visit too."""
    waiting = _today(reader, visit.station_id, now).filter(state=VisitState.WAITING)
    before = Q(turn_at__lt=visit.turn_at) | Q(turn_at=visit.turn_at, pk__lt=visit.pk)
    desks = desks_of(visit.station_id).values_list("services", flat=True)
    mine = [some for some in desks if not some or visit.service_id in some]
    if mine and all(mine):
        waiting = waiting.filter(service__in={one for some in mine for one in some})
    return waiting.filter(before).order_by().count()


def hall_screens(reader: Actor, station: Jurisdiction) -> QuerySet[HallScreen]:
    """The addresses in use, the latest first, to who keeps the reception."""
    found = HallScreen.objects.filter(station=station, revoked_at=None)
    return found if may_keep_reception(reader, HallScreen(station=station)) else found.none()


def hall_of(token: str) -> Jurisdiction | None:
    """The station whose screen has that token in its address; None where none has."""
    living = HallScreen.objects.filter(digest=digest_of(token).hex(), revoked_at=None)
    found = living.select_related("station").first()
    return found.station if found else None


@dataclass(frozen=True, slots=True)
class VisitFigures:
    """Of who came: how many, and how many need not have, by reason."""

    came: int
    saved: dict[str, int]

    @property
    def could_be_saved(self) -> int:
        return sum(self.saved.values())


def saved_visits(
    reader: Actor, station: Jurisdiction, since: datetime, until: datetime
) -> dict[UUID, VisitFigures]:
    """By service, of those who came in ``[since, until)``. One query; Refused to who may not read it."""
    may_read_visit_figures.require(reader, station)
    came = Visit.objects.filter(station=station, came_at__gte=since, came_at__lt=until)
    rows = came.order_by().values_list("service", "saved").annotate(Count("pk"))
    by_service: dict[UUID, dict[str, int]] = {}
    for service, reason, count in rows:
        by_service.setdefault(service, {})[reason] = count
    return {service: _figures(counts) for service, counts in by_service.items()}


def stations_led(reader: Actor) -> QuerySet[Jurisdiction]:
    """The stations of which the reader may read how many visits could have been saved."""
    found = Jurisdiction.objects.living().within(reader.areas(LEAD)).filter(kind=Kind.STATION)
    return found.order_by("name_en", "name_fa", "pk")


def saved_by_station(
    reader: Actor, stations: Collection[UUID], since: datetime, until: datetime
) -> dict[UUID, VisitFigures]:
    """The same for several stations, all services together; only of those the reader leads. One query."""
    led = stations_led(reader).filter(pk__in=stations).order_by().values("pk")
    came = Visit.objects.filter(station__in=led, came_at__gte=since, came_at__lt=until)
    by_station: dict[UUID, dict[str, int]] = {}
    for station, reason, count in (
        came.order_by().values_list("station", "saved").annotate(Count("pk"))
    ):
        by_station.setdefault(station, {})[reason] = count
    return {station: _figures(counts) for station, counts in by_station.items()}


def _figures(counts: dict[str, int]) -> VisitFigures:
    return VisitFigures(sum(counts.values()), {why: n for why, n in counts.items() if why})


def free_slots(
    reader: Actor,
    station: Jurisdiction,
    service: UUID,
    now: datetime,
    *,
    after: UUID | None = None,
    limit: int = FREE,
) -> list[Slot]:
    """Times to come with a place left, the next one first."""
    may_see_visitors.require(reader, station)
    to_come = Slot.objects.filter(station=station, service=service, starts_at__gt=now)
    free = to_come.filter(booked__lt=F("capacity"))
    return rows_after(free, "starts_at", after=after, among=to_come, limit=limit)


def slots_of(
    reader: Actor,
    station: Jurisdiction,
    now: datetime,
    *,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Slot]:
    """The times of the station that are not over, the next one first, taken or not."""
    may_see_visitors.require(reader, station)
    found = Slot.objects.filter(station=station, ends_at__gt=now).select_related("service")
    return rows_after(found, "starts_at", after=after, limit=limit)


def slot_of(reader: Actor, id: UUID) -> Slot | None:
    """A time of a station whose visitors the reader may see; until its day is over it can be looked at."""
    found = Slot.objects.select_related("service", "station").filter(pk=id).first()
    return found if found and may_see_visitors(reader, found.station) else None


def booked_at(slot: Slot) -> list[Appointment]:
    """Who booked the time, the first one first, and whose appointment the station called off."""
    rows = Appointment.objects.filter(slot=slot).select_related("person__merged_into")
    return list(rows.filter(Q(cancelled_at=None) | ~Q(called_off="")).order_by("booked_at", "pk"))


def appointments_of(reader: Actor, person: Person, now: datetime) -> list[Appointment]:
    """Those today and later that stand and were not kept yet, the next one first."""
    kept = Visit.objects.filter(appointment__isnull=False).values("appointment")
    theirs = Appointment.objects.filter(
        person__in=rows_of(person).values("pk"),
        cancelled_at=None,
        slot__ends_at__gt=now,
    ).exclude(pk__in=kept)
    if reader.kind is not ActorKind.SYSTEM:
        here = Jurisdiction.objects.within(reader.areas(DESK))
        theirs = theirs.filter(slot__station__in=here.values("pk"))
    found = theirs.select_related("slot__service", "slot__station")
    return list(found.order_by("slot__starts_at", "pk")[:FREE])


def _today(reader: Actor, station: UUID, now: datetime) -> VisitQuerySet:
    return visible_visits(reader).filter(station=station, day=_day(now))


def _day(now: datetime) -> date:
    return timezone.localdate(now)


@labels("visit")
def visit_labels(ids: Collection[UUID], reader: Actor) -> Labels:
    """By their ticket, which says nothing about who came."""
    return {
        visit.pk: Sentence(en=visit.ticket, fa=visit.ticket)
        for visit in Visit.objects.filter(pk__in=ids).only("letter", "number")
    }


@names("service")
def service_labels(reader: Actor) -> QuerySet[Service]:
    return Service.objects.all()


@labels("desk")
def desk_labels(ids: Collection[UUID], reader: Actor) -> Labels:
    return {row.pk: row.name for row in Desk.objects.filter(pk__in=ids)}
