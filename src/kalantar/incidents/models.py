"""Incidents: what happened and needs a patrol, the calls that told of it, and what was said."""

from typing import ClassVar

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q
from uuid_utils.compat import uuid7

from kalantar.calls.models import ERASED, Call, PlaceSource
from kalantar.catalogue.models import Disposition, IncidentType, Question
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.geometry import PointField
from kalantar.kernel.sentence import Sentence
from kalantar.people.models import User
from kalantar.people.roles import WATCHERS
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.hit import place_said
from kalantar.places.models import Jurisdiction


class IncidentState(models.TextChoices):
    WAITING = "waiting"  # a unit must be sent
    ACTIVE = "active"  # a unit was sent and did not leave it undone
    CLOSED = "closed"


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, reader: Actor) -> "IncidentQuerySet":
        """Those in the areas where the reader works in the room, leads, watches or audits."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if not may_reach(reader, Scope.INCIDENTS_READ):
            return self.none()
        areas = Jurisdiction.objects.within(reader.areas(WATCHERS))
        return self.filter(jurisdiction__in=areas.values("pk"))

    def open(self) -> "IncidentQuerySet":
        return self.exclude(state=IncidentState.CLOSED)


class Incident(models.Model):
    """Something that happened and needs a patrol, from the first call to the disposition.

    ``units_on_it`` counts the units on it now; dispatch keeps it while it holds the row's lock, so
    that PostgreSQL itself refuses to close an incident a unit is still on. ``erased_at``: since then no
    words of anybody are left, and ``place`` is about a kilometre wide; its times and codes stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.TextField()  # year of the service's calendar, and a serial: 1405-001043
    type = models.ForeignKey(IncidentType, models.PROTECT, related_name="+")
    priority = models.PositiveSmallIntegerField()
    state = models.TextField(choices=IncidentState, default=IncidentState.WAITING)
    units_on_it = models.PositiveSmallIntegerField(default=0)
    place = PointField()
    address = models.TextField()
    place_source = models.TextField(choices=PlaceSource)
    accuracy_m = models.FloatField(null=True, blank=True)
    city = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # the station
    narrative = models.TextField(default="", blank=True)
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)  # the last time it was opened again
    closed_at = models.DateTimeField(null=True, blank=True)
    disposition = models.ForeignKey(Disposition, models.PROTECT, null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    spot: ClassVar[models.GeneratedField] = models.GeneratedField(
        expression=Func(F("place"), function="kalantar_mercator"),
        output_field=PointField(),
        db_persist=True,
    )

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["city", "number"], name="incident_number_is_one_incidents"
            ),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=5), name="priority_is_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", disposition__isnull=False, closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="closed_incident_has_disposition",
            ),
            models.CheckConstraint(
                condition=Q(state="active") | Q(units_on_it=0), name="no_unit_is_on_incident"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", waiting_since__isnull=False)
                | (~Q(state="waiting") & Q(waiting_since__isnull=True)),
                name="waiting_incident_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="incident_times_run_forward",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(state="closed", address="", narrative=""),
                name="erased_incident_says_nothing",
            ),
        ]
        indexes = [
            GistIndex(fields=["spot"], condition=~Q(state="closed"), name="open_incident_by_spot"),
            models.Index(
                fields=["city", "priority", "opened_at"],
                condition=~Q(state="closed"),
                name="open_incident_queue",
            ),
            models.Index(
                fields=["-closed_at"],
                condition=Q(state="closed"),
                name="closed_incident_recent",
            ),
            models.Index(
                fields=["closed_at", "id"],
                condition=Q(state="closed", erased_at=None),
                name="incident_to_erase",
            ),
            models.Index(fields=["city", "-opened_at"], name="incident_by_city"),
            models.Index(fields=["jurisdiction", "-opened_at"], name="incident_by_area"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def place_said(self) -> Sentence:
        """``address`` in the reader's words: whoever took the call may have another language."""
        return ERASED if self.erased_at else place_said(self.address)


class IncidentSerial(models.Model):
    """The last serial given in a city and year: incident numbers have no gaps."""

    pk = models.CompositePrimaryKey("city_id", "year")
    city = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.pk)


class IncidentCall(models.Model):
    """A call joined to an incident; taken apart again, the row stays with its end."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="incident_calls")
    call = models.ForeignKey(Call, models.PROTECT, related_name="incident_calls")
    joined_at = models.DateTimeField()
    parted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call"], condition=Q(parted_at__isnull=True), name="call_in_one_incident"
            ),
            models.CheckConstraint(
                condition=Q(parted_at__isnull=True) | Q(parted_at__gte=F("joined_at")),
                name="call_parted_after_joined",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Answer(models.Model):
    """What a caller answered to a type's question: yes/no as ``yes`` and ``no``, a number, or words;
    ``text`` is empty once the incident was erased."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    text = models.TextField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "question"], name="question_answered_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Note(models.Model):
    """Free words about an incident; the timeline keeps only its id, so that erasure is possible.
    ``text`` is empty once the incident was erased."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="notes")
    text = models.TextField()
    written_at = models.DateTimeField()
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)
