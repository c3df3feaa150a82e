"""The decisions to send, with what was recommended, and the units that were sent."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.incidents.models import Incident
from kalantar.kernel.models import Reason
from kalantar.patrols.models import Unit
from kalantar.people.models import User


class Dispatch(models.Model):
    """One decision to send: the whole recommendation it was made on, and why others were chosen.

    ``proposed`` and ``passed_over`` are lists as dispatch.recommendation writes them, ``counted``
    the numbers of further nearer units by reason; ``note`` is the code of why the minutes are not
    routed ones, empty when they are. What decisions of an earlier time did not keep is null.
    """

    class Method(models.TextChoices):
        ROUTED = "routed"
        STRAIGHT_LINE = "straight_line"
        NONE = "none"  # a divert of a time when nothing was recommended for one

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="dispatches")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    method = models.TextField(choices=Method, default=Method.NONE)
    note = models.TextField(default="", blank=True)
    proposed = models.JSONField(default=list, blank=True)
    passed_over = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)  # the recommendation
    needed = models.SmallIntegerField(null=True, blank=True)  # units, then
    counted = models.JSONField(null=True, blank=True)
    overridden = models.BooleanField(default=False)
    reason = models.ForeignKey(
        Reason, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # the one its entries give, so that an erasure reaches it too

    class Meta:
        verbose_name_plural = "dispatches"
        constraints = [
            models.CheckConstraint(
                condition=Q(overridden=False) | Q(reason__isnull=False), name="override_says_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def why(self) -> str:
        """The words of the reason; empty where none was given, and when they were erased."""
        return self.reason.text if self.reason else ""


class AssignmentState(models.TextChoices):
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    CLEARED = "cleared"  # done there
    CALLED_OFF = "called_off"  # not needed any more
    DIVERTED = "diverted"  # sent to another incident instead
    BROKEN_DOWN = "broken_down"  # could not go on


class Assignment(models.Model):
    """One unit sent to one incident, with the time of each stage."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="assignments")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    state = models.TextField(choices=AssignmentState, default=AssignmentState.SENT)
    expected_s = models.PositiveIntegerField(
        null=True, blank=True
    )  # seconds to the place, as recommended
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    en_route_at = models.DateTimeField(null=True, blank=True)
    on_scene_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    backup_asked_at = models.DateTimeField(null=True, blank=True)  # until another unit is sent

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(ended_at__isnull=True),
                name="unit_on_one_active_incident",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["sent", "acknowledged", "en_route", "on_scene"],
                    ended_at__isnull=True,
                )
                | Q(
                    state__in=["cleared", "called_off", "diverted", "broken_down"],
                    ended_at__isnull=False,
                ),
                name="ended_assignment_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(backup_asked_at=None) | Q(ended_at=None),
                name="backup_is_asked_by_who_is_on_it",
            ),
            models.CheckConstraint(
                condition=(Q(acknowledged_at__isnull=True) | Q(acknowledged_at__gte=F("sent_at")))
                & (Q(en_route_at__isnull=True) | Q(en_route_at__gte=F("sent_at")))
                & (Q(on_scene_at__isnull=True) | Q(on_scene_at__gte=F("sent_at")))
                & (
                    Q(on_scene_at__isnull=True)
                    | Q(en_route_at__isnull=True)
                    | Q(on_scene_at__gte=F("en_route_at"))
                )
                & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("sent_at"))),
                name="assignment_times_run_forward",
            ),
        ]
        indexes = [
            models.Index(fields=["incident", "sent_at"], name="assignment_by_incident"),
            models.Index(fields=["unit", "-sent_at"], name="assignment_by_unit"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
