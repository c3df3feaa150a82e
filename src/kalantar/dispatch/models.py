"""Incidents, the calls that told of them, and the units sent to them."""

from typing import ClassVar

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q
from uuid_utils.compat import uuid7

from kalantar.calls.models import Call, PlaceSource
from kalantar.catalogue.models import Disposition, IncidentType, Question
from kalantar.kernel.geometry import PointField
from kalantar.patrols.models import Unit
from kalantar.people.models import User
from kalantar.places.models import Jurisdiction


class IncidentState(models.TextChoices):
    WAITING = "waiting"  # no unit is on it
    ACTIVE = "active"  # at least one unit is on it
    CLOSED = "closed"


class Incident(models.Model):
    """Something that happened and needs a patrol, from the first call to the disposition."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.TextField()  # year of the service's calendar, and a serial: 1405-001043
    type = models.ForeignKey(IncidentType, models.PROTECT, related_name="+")
    priority = models.PositiveSmallIntegerField()
    state = models.TextField(choices=IncidentState, default=IncidentState.WAITING)
    place = PointField()
    address = models.TextField()
    place_source = models.TextField(choices=PlaceSource)
    accuracy_m = models.FloatField(null=True, blank=True)
    city = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # the station
    narrative = models.TextField(default="", blank=True)
    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    disposition = models.ForeignKey(Disposition, models.PROTECT, null=True, blank=True)
    spot: ClassVar[models.GeneratedField] = models.GeneratedField(
        expression=Func(F("place"), function="kalantar_mercator"),
        output_field=PointField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "number"], name="incident_number_is_one_incidents"),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=5), name="priority_is_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(state="closed", disposition__isnull=False, closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="closed_incident_has_disposition",
            ),
        ]
        indexes = [
            GistIndex(fields=["spot"], condition=~Q(state="closed"), name="open_incident_by_spot"),
            models.Index(
                fields=["city", "priority", "opened_at"],
                condition=~Q(state="closed"),
                name="open_incident_queue",
            ),
            models.Index(fields=["jurisdiction", "-opened_at"], name="incident_by_area"),
        ]

    def __str__(self) -> str:
        return self.number


class IncidentSerial(models.Model):
    """The last serial given in a city and year: incident numbers have no gaps."""

    pk = models.CompositePrimaryKey("city_id", "year")
    city = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()


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
        ]


class Answer(models.Model):
    """What a caller answered to a type's question."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    text = models.TextField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "question"], name="question_answered_once"),
        ]


class Note(models.Model):
    """Free words about an incident; the timeline keeps only its id, so that erasure is possible."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="notes")
    text = models.TextField()
    written_at = models.DateTimeField()
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")


class Dispatch(models.Model):
    """One decision to send: what was recommended, what was chosen, and why if it differs.

    ``proposed`` and ``passed_over`` are lists as dispatch.recommendation writes them.
    """

    class Method(models.TextChoices):
        ROUTED = "routed"
        STRAIGHT_LINE = "straight_line"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="dispatches")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    method = models.TextField(choices=Method)
    proposed = models.JSONField(default=list)
    passed_over = models.JSONField(default=list)
    overridden = models.BooleanField(default=False)
    why = models.TextField(default="", blank=True)

    class Meta:
        verbose_name_plural = "dispatches"
        constraints = [
            models.CheckConstraint(
                condition=Q(overridden=False) | ~Q(why=""), name="override_says_why"
            ),
        ]


class AssignmentState(models.TextChoices):
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    CLEARED = "cleared"  # done there
    CALLED_OFF = "called_off"  # not needed any more
    DIVERTED = "diverted"  # sent to a more urgent incident
    BROKEN_DOWN = "broken_down"  # could not go on


class Assignment(models.Model):
    """One unit sent to one incident, with the time of each stage."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="assignments")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    state = models.TextField(choices=AssignmentState, default=AssignmentState.SENT)
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    en_route_at = models.DateTimeField(null=True, blank=True)
    on_scene_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(ended_at__isnull=True),
                name="unit_on_one_active_incident",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "acknowledged", "en_route", "on_scene"], ended_at__isnull=True)
                | Q(state__in=["cleared", "called_off", "diverted", "broken_down"], ended_at__isnull=False),
                name="ended_assignment_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["incident", "sent_at"], name="assignment_by_incident")]
