"""The alarms that officers in danger raise, from the press to its end."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.geometry import PointField
from kalantar.patrols.models import Unit
from kalantar.people.models import User
from kalantar.people.roles import WATCHERS
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction


class AlarmState(models.TextChoices):
    RAISED = "raised"  # nobody has put a name to it since it was pressed last
    ACKNOWLEDGED = "acknowledged"
    ENDED = "ended"


class AlarmOutcome(models.TextChoices):
    """What it was, as the room found."""

    HELPED = "helped"
    MISTAKE = "mistake"
    DRILL = "drill"


class PanicAlarmQuerySet(models.QuerySet["PanicAlarm"]):
    def visible_to(self, reader: Actor) -> "PanicAlarmQuerySet":
        """Of the areas the reader works in, leads, watches or audits, and one's own."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if not may_reach(reader, Scope.INCIDENTS_READ):
            return self.none()
        areas = Jurisdiction.objects.within(reader.areas(WATCHERS)).values("pk")
        there = Q(jurisdiction__in=areas) | Q(incident__jurisdiction__in=areas)
        return self.filter(there | Q(officer=reader.id) if reader.id else there)

    def running(self) -> "PanicAlarmQuerySet":
        return self.filter(ended_at=None)


class PanicAlarm(models.Model):
    """``jurisdiction``: the unit's station, or where the officer serves. ``pressed``: how often;
    ``place`` and ``measured_at``: as of the last press that knew it. ``safe_said_at``: the officer's
    own word since then, which ends nothing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    state = models.TextField(choices=AlarmState, default=AlarmState.RAISED)
    pressed = models.PositiveSmallIntegerField(default=1)
    place = PointField(null=True, blank=True)
    accuracy_m = models.FloatField(null=True, blank=True)
    measured_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField()
    pressed_at = models.DateTimeField()
    safe_said_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    outcome = models.TextField(choices=AlarmOutcome, default="", blank=True)

    objects = PanicAlarmQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer"],
                condition=Q(ended_at=None),
                name="officer_has_one_running_alarm",
            ),
            models.CheckConstraint(
                condition=Q(state="raised", acknowledged_at=None, acknowledged_by=None)
                & Q(ended_at=None, ended_by=None, outcome="")
                | Q(state="acknowledged", acknowledged_at__isnull=False)
                & Q(acknowledged_by__isnull=False, ended_at=None, ended_by=None, outcome="")
                | Q(state="ended", acknowledged_at__isnull=False, acknowledged_by__isnull=False)
                & Q(ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(outcome=""),
                name="panic_alarm_says_who_answered",
            ),
        ]
        indexes = [
            models.Index(
                fields=["raised_at"], condition=Q(ended_at=None), name="panic_alarm_running"
            ),
            models.Index(
                fields=["ended_at"], condition=Q(place__isnull=False), name="panic_alarm_to_forget"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
