"""A unit on an incident that gave no word for longer than its type allows, and who asks how it is."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.dispatch.models import Assignment
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.people.models import User
from kalantar.people.roles import WATCHERS
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction

LAST_STEP = 2  # of ``events.STEPS``
AGAIN_AFTER_STEPS = 5  # the last step is told again, until somebody has heard the unit


class CheckState(models.TextChoices):
    DUE = "due"
    TAKEN = "taken"  # somebody is asking
    UNANSWERED = "unanswered"  # asked, and the unit did not answer
    HELP = "help"  # somebody was sent there
    WELL = "well"  # the unit gave word


class How(models.TextChoices):
    """How a unit gave word."""

    BUTTON = "button"  # on its own phone
    RADIO = "radio"  # heard in the room
    STATUS = "status"  # it said how far it is, or wrote what it sees


def step_after() -> timedelta:
    """So long one step of the escalation has to hear the unit."""
    return timedelta(seconds=settings.WELFARE_STEP_S)


class Heard(models.Model):
    """The last word of a unit that is not a step of its assignment: by radio, or by its button."""

    assignment = models.OneToOneField(
        Assignment, models.PROTECT, primary_key=True, related_name="heard"
    )
    at = models.DateTimeField()
    how = models.TextField(choices=How)

    class Meta:
        verbose_name_plural = "heard"

    def __str__(self) -> str:
        return str(self.pk)


class WelfareCheckQuerySet(models.QuerySet["WelfareCheck"]):
    def visible_to(self, reader: Actor) -> "WelfareCheckQuerySet":
        """Of incidents in the areas where the reader works in the room, leads, watches or audits."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if not may_reach(reader, Scope.INCIDENTS_READ):
            return self.none()
        areas = Jurisdiction.objects.within(reader.areas(WATCHERS))
        return self.filter(jurisdiction__in=areas.values("pk"))

    def open(self) -> "WelfareCheckQuerySet":
        return self.filter(settled_at=None)


class WelfareCheck(models.Model):
    """One time that a unit was silent too long: since ``last_word_at``, beyond ``due_at``.

    ``step``: who has been told so far, see ``events.STEPS``, since ``step_at``; ``owner``: who took it;
    ``tries``: how often the unit was asked and did not answer; ``how``: in which way it was heard at last.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assignment = models.ForeignKey(
        Assignment, models.PROTECT, related_name="checks", db_index=False
    )  # the constraint below finds the open one, and the others are read by area
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="+", db_index=False
    )  # the incident's; the indexes below begin with it
    state = models.TextField(choices=CheckState, default=CheckState.DUE)
    last_word_at = models.DateTimeField()
    due_at = models.DateTimeField()
    step = models.SmallIntegerField(default=0)
    step_at = models.DateTimeField()
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    tries = models.SmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    help_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    how = models.TextField(choices=How, default="", blank=True)

    objects = WelfareCheckQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(settled_at__isnull=True),
                name="unit_has_one_open_check",
            ),
            models.CheckConstraint(
                condition=Q(state="well", settled_at__isnull=False) & ~Q(how="")
                | ~Q(state="well") & Q(settled_at__isnull=True, how=""),
                name="check_ends_when_the_unit_is_heard",
            ),
            models.CheckConstraint(
                condition=Q(owner=None, taken_at=None, state="due")
                | Q(owner=None, taken_at=None, state="well")
                | Q(owner__isnull=False, taken_at__isnull=False),
                name="who_looks_after_a_check_is_named",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "due_at", "id"],
                condition=Q(settled_at=None),
                name="welfare_check_open",
            ),
            models.Index(fields=["jurisdiction", "-due_at", "-id"], name="welfare_check_by_area"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def next_step_at(self) -> datetime:
        """When the next are told, unless the unit is heard before."""
        last = self.step >= LAST_STEP
        return self.step_at + step_after() * (AGAIN_AFTER_STEPS if last else 1)
