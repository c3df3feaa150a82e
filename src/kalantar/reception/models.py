"""What a station offers its visitors, its desks, who came, in which order, and who is expected."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.catalogue.models import Named
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import figure
from kalantar.people.roles import DESK, Role
from kalantar.persons.models import LANGUAGES, Need, Person
from kalantar.places.models import Jurisdiction


class VisitState(models.TextChoices):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    SERVED = "served"
    REFERRED = "referred"
    LEFT = "left"
    MISSED = "missed"


AT_A_DESK = (VisitState.CALLED, VisitState.SERVING)


class SavedReason(models.TextChoices):
    """Why nobody would have had to come."""

    STATUS = "status"
    PAPERS = "papers"
    ELSEWHERE = "elsewhere"
    BY_PHONE = "by_phone"
    NO_APPOINTMENT = "no_appointment"


class Service(Named):
    """What visitors come for. ``letter`` stands before the numbers of its tickets."""

    letter = models.TextField()

    class Meta(Named.Meta):
        constraints = [
            models.UniqueConstraint(fields=["code"], name="service_code_is_used_once"),
            models.CheckConstraint(
                condition=Q(letter__regex="^[A-Z]$"), name="service_has_a_letter"
            ),
        ]


class Desk(models.Model):
    """Where visitors are served. ``services``: those it serves; none means all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    services = ArrayField(models.UUIDField(), default=list, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "number"],
                condition=Q(retired_at__isnull=True),
                name="desk_number_is_one_desks",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="desk_has_a_number"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def name(self) -> Sentence:
        return Sentence(en="desk {number}", fa="میز {number}").format(number=figure(self.number))


class Slot(models.Model):
    """A time at which so many can be received for a service; closed where no place is left to book."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField()
    booked = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "service", "starts_at"], name="slot_is_opened_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(booked__lte=F("capacity")), name="slot_is_not_overbooked"
            ),
        ]

    def __str__(self) -> str:
        return str(self.starts_at)


class CallOff(models.TextChoices):
    """Why a station calls a time off."""

    ABSENT = "absent"
    DUTY = "duty"
    CLOSED = "closed"
    FAULT = "fault"


class Appointment(models.Model):
    """A place in a slot, of a person who is known. ``called_off``: why the station did so; empty where it
    stands, or where they gave it up themselves."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="appointments", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    called_off = models.TextField(choices=CallOff, default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "person"],
                condition=Q(cancelled_at__isnull=True),
                name="person_has_one_place_in_a_slot",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def station(self) -> Jurisdiction:
        return self.slot.station


class HallScreen(models.Model):
    """The address of a screen in a station's hall. ``digest``: SHA-256 of its token, in hexadecimal; the
    token itself is shown once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    digest = models.TextField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="hall_token_is_one_screens"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TicketSerial(models.Model):
    """The last number given for a letter at a station on a day: tickets have no gaps."""

    pk = models.CompositePrimaryKey("station_id", "day", "letter")
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    day = models.DateField()
    letter = models.TextField()
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.pk)


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, reader: Actor) -> "VisitQuerySet":
        """Those at the stations where the reader receives or leads; by an auditor for a purpose."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if reader.kind is ActorKind.PROGRAM:
            return self.none()
        areas = reader.areas(DESK)
        if reader.why.strip():
            areas |= reader.areas({Role.AUDITOR})
        return self.filter(station__in=Jurisdiction.objects.within(areas).values("pk"))


class Visit(models.Model):
    """Somebody who came to a station. ``person``: who, where they said so.

    ``turn_at``: the moment that says whose turn it is. ``day``: of the service's calendar. ``called``:
    how often. ``saved``: why they would not have had to come; empty where they had to.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="visits")
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    purpose = models.TextField(default="", blank=True)
    language = models.TextField(choices=LANGUAGES, default="fa")
    needs = ArrayField(models.TextField(choices=Need), default=list, blank=True)
    day = models.DateField()
    letter = models.TextField()
    number = models.PositiveIntegerField()
    state = models.TextField(choices=VisitState, default=VisitState.WAITING)
    came_at = models.DateTimeField()
    turn_at = models.DateTimeField()
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True, related_name="+")
    called = models.PositiveSmallIntegerField(default=0)
    called_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    referred_to = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved = models.TextField(choices=SavedReason, default="", blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-came_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["station", "day", "letter", "number"], name="ticket_is_given_once"
            ),
            models.UniqueConstraint(
                fields=["desk"],
                condition=Q(state__in=AT_A_DESK),
                name="desk_serves_one_visitor",
            ),
            models.UniqueConstraint(
                fields=["appointment"],
                condition=Q(appointment__isnull=False),
                name="appointment_is_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="waiting", desk__isnull=True, called_at__isnull=True,
                    begun_at__isnull=True, ended_at__isnull=True,
                )
                | Q(
                    state="called", desk__isnull=False, called_at__isnull=False,
                    begun_at__isnull=True, ended_at__isnull=True,
                )
                | Q(
                    state="serving", desk__isnull=False, called_at__isnull=False,
                    begun_at__isnull=False, ended_at__isnull=True,
                )
                | Q(state="served", begun_at__isnull=False, ended_at__isnull=False)
                | Q(state="missed", called_at__isnull=False, ended_at__isnull=False)
                | Q(state__in=["referred", "left"], ended_at__isnull=False),
                name="visit_state_has_its_times",
            ),
            models.CheckConstraint(
                condition=(Q(called_at__isnull=True) | Q(called_at__gte=F("came_at")))
                & (Q(begun_at__isnull=True) | Q(begun_at__gte=F("called_at")))
                & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("came_at"))),
                name="visit_times_run_forward",
            ),
            models.CheckConstraint(
                condition=Q(state="referred", referred_to__isnull=False)
                | (~Q(state="referred") & Q(referred_to__isnull=True)),
                name="referral_says_where_to",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["station", "turn_at"], condition=Q(state="waiting"), name="visit_waiting"
            ),
            models.Index(fields=["station", "came_at"], name="visit_by_station"),
        ]

    def __str__(self) -> str:
        return self.ticket

    @property
    def ticket(self) -> str:
        """As it stands on the paper and on the screen: ``A-12``."""
        return f"{self.letter}-{self.number}"
