"""Callers who hung up before anyone answered: each is owed a call back, until something became of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.calls.models import Call
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.people.models import User
from kalantar.people.roles import WATCHERS
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction


class Outcome(models.TextChoices):
    """What became of it. ``ERASED``: the call's time was over before anybody had called back."""

    CALLED_BACK = "called_back"
    RANG_AGAIN = "rang_again"
    GIVEN_UP = "given_up"
    ERASED = "erased"


class Reason(models.TextChoices):
    """Why a caller is given up."""

    NO_ANSWER = "no_answer"
    SWITCHED_OFF = "switched_off"
    NOT_IN_SERVICE = "not_in_service"
    KNOWN_FROM_OTHERS = "known_from_others"


SPOKEN_WITH = (Outcome.CALLED_BACK, Outcome.RANG_AGAIN)


def call_back_within() -> timedelta:
    """So soon after hanging up a caller is to be spoken with."""
    return timedelta(seconds=settings.CALL_BACK_WITHIN_S)


class CallBackQuerySet(models.QuerySet["CallBack"]):
    def visible_to(self, reader: Actor) -> "CallBackQuerySet":
        """Of callers who rang in the areas where the reader works in the room, leads or audits."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if not may_reach(reader, Scope.CALLS_READ):
            return self.none()
        areas = Jurisdiction.objects.within(reader.areas(WATCHERS))
        return self.filter(jurisdiction__in=areas.values("pk"))


class CallBack(models.Model):
    """One caller of one area who hung up. ``call``: the first time since somebody spoke with them,
    ``last``: the latest, ``hung_up``: how often in all; ``left_at``: the first time, which the deadline counts
    from. The number stands in the calls alone, and goes with them.

    ``owner``: who took it up last, since ``taken_up_at``; ``tries``: how often nobody was reached.
    ``spoken_in``: the call in which they were spoken with; ``settled_by``: who spoke, or gave up.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.OneToOneField(Call, models.PROTECT, related_name="+")
    last = models.ForeignKey(Call, models.PROTECT, related_name="+")
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="+", db_index=False
    )  # the indexes below begin with it
    left_at = models.DateTimeField()
    hung_up = models.SmallIntegerField(default=1)
    tries = models.SmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    taken_up_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(choices=Outcome, default="", blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    spoken_in = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.TextField(choices=Reason, default="", blank=True)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        ordering = ["left_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", settled_at=None, spoken_in=None, reason="")
                | Q(outcome__in=SPOKEN_WITH, settled_at__isnull=False, spoken_in__isnull=False)
                & Q(reason="")
                | Q(outcome="given_up", settled_at__isnull=False, spoken_in=None) & ~Q(reason="")
                | Q(outcome="erased", settled_at__isnull=False, spoken_in=None, reason=""),
                name="call_back_is_settled_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "left_at", "id"],
                condition=Q(outcome=""),
                name="call_back_owed",
            ),
            models.Index(fields=["jurisdiction", "-left_at", "-id"], name="call_back_by_area"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def due_at(self) -> datetime:
        """Until then they are to be spoken with."""
        return self.left_at + call_back_within()

    def late(self, now: datetime) -> bool:
        """Whether they waited, or wait, longer than that."""
        return (self.settled_at or now) > self.due_at
