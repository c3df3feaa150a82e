"""The calls to 110: every one that rang, whether or not anybody answered."""

from django.db import models
from django.db.models import F, Func, IntegerField, Q
from django.db.models.lookups import Exact
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.geometry import PointField
from kalantar.kernel.sealing import KeyedHashField, SealedField
from kalantar.kernel.sentence import Sentence
from kalantar.people.models import User
from kalantar.people.roles import WATCHERS
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction

ERASED = Sentence(en="erased after its time", fa="پس از پایان مدت نگهداری پاک شده است")
_NUMBER = Func(F("number"), function="octet_length", output_field=IntegerField())


class CallState(models.TextChoices):
    OFFERED = "offered"
    ANSWERED = "answered"
    ENDED = "ended"
    ABANDONED = "abandoned"


class PlaceSource(models.TextChoices):
    """How a place is known, from the least to the most precise."""

    UNKNOWN = "unknown"
    CELL = "cell"
    SUBSCRIBER = "subscriber"
    HANDSET = "handset"
    CALLER = "caller"
    MAP = "map"


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, reader: Actor) -> "CallQuerySet":
        """Those that rang in the areas where the reader works in the room, leads or audits."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if not may_reach(reader, Scope.CALLS_READ):
            return self.none()
        areas = Jurisdiction.objects.within(reader.areas(WATCHERS))
        return self.filter(jurisdiction__in=areas.values("pk"))


class Call(models.Model):
    """One call. ``number`` is E.164, sealed; empty when withheld. Times are the exchange's own.

    ``returns``: the abandoned call this one called back; it did not ring here, but there. ``tries``:
    how often nobody was reached when an abandoned call was called back, ``tried_at`` the last time.
    ``erased_at``: since then its number and its place are gone; its times and codes stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = SealedField(default="", blank=True)
    number_hash = KeyedHashField(of="number", kind="phone")
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="+"
    )  # whose 110 rang
    state = models.TextField(choices=CallState, default=CallState.OFFERED)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    place = PointField(null=True, blank=True)
    place_source = models.TextField(choices=PlaceSource, default=PlaceSource.UNKNOWN)
    accuracy_m = models.FloatField(null=True, blank=True)
    wants_secrecy = models.BooleanField(default=False)
    returns = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # the constraint's index is its index
    tries = models.SmallIntegerField(default=0, db_default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(answered_at__isnull=True) | Q(answered_at__gte=F("offered_at")))
                & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("offered_at"))),
                name="call_times_run_forward",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", answered_at__isnull=True, ended_at__isnull=True)
                | Q(state="answered", answered_at__isnull=False, ended_at__isnull=True)
                | Q(state="ended", answered_at__isnull=False, ended_at__isnull=False)
                | Q(state="abandoned", answered_at__isnull=True, ended_at__isnull=False),
                name="call_state_has_its_times",
            ),
            models.UniqueConstraint(
                fields=["returns"],
                condition=Q(returns__isnull=False),
                name="call_is_returned_once",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | (Q(Exact(_NUMBER, 0)) & Q(number_hash=b"", place=None, accuracy_m=None)),
                name="erased_call_says_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "-offered_at"], name="call_by_area"),
            models.Index(
                fields=["jurisdiction", "offered_at"],
                condition=Q(state="offered"),
                name="call_waiting",
            ),
            models.Index(fields=["number_hash", "-offered_at"], name="call_by_hash"),
            models.Index(
                fields=["offered_at", "id"], condition=Q(erased_at=None), name="call_to_erase"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
