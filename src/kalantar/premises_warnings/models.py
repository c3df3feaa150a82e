"""Warnings on places: what whoever is sent there should know, on what basis, from whom, and until when."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q
from uuid_utils.compat import uuid7

from kalantar.dispatch.models import Assignment
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.geometry import PointField
from kalantar.patrols.models import crewed_by
from kalantar.people.models import User
from kalantar.people.roles import WATCHERS
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.models import Jurisdiction

LONGEST = timedelta(days=366)  # a year, whichever it is
SMALLEST_M, LARGEST_M = 10, 150  # a door, or a yard with its buildings: never a neighbourhood
LONGEST_NOTE = 300


class Kind(models.TextChoices):
    DOG = "dog"
    WEAPON = "weapon"
    VIOLENCE = "violence"  # towards officers
    MEDICAL = "medical"
    DANGEROUS_MATTER = "dangerous_matter"  # gas, chemicals, explosives
    BUILDING = "building"
    ACCESS = "access"


class Basis(models.TextChoices):
    INCIDENT = "incident"
    FILE = "file"
    LETTER = "letter"  # of another service
    SEEN = "seen"  # by an officer there


class PremisesWarningQuerySet(models.QuerySet["PremisesWarning"]):
    def visible_to(self, reader: Actor) -> "PremisesWarningQuerySet":
        """Those of the areas where the reader works in the room, leads, watches or audits."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if not may_reach(reader, Scope.INCIDENTS_READ):
            return self.none()
        areas = Jurisdiction.objects.within(reader.areas(WATCHERS))
        return self.filter(jurisdiction__in=areas.values("pk"))

    def visible_at(self, incident: Incident, reader: Actor) -> "PremisesWarningQuerySet":
        """The same, and all of them for the crew of a unit that is on this incident now."""
        sent = Assignment.objects.filter(
            incident=incident, ended_at=None, unit__in=crewed_by(reader)
        )
        return self if reader.id and sent.exists() else self.visible_to(reader)

    def in_force(self, now: datetime) -> "PremisesWarningQuerySet":
        return self.filter(ended_at=None, erased_at=None, expires_at__gt=now)


class PremisesWarning(models.Model):
    """About a place and never about a person. ``owner``: who answers for it, who entered or last renewed it;
    ``since``: when that was, from which it lasts at most a year. ``erased_at``: since then it says nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="+", db_index=False
    )  # the station; the index below begins with it
    place = PointField()
    radius_m = models.SmallIntegerField(default=30)
    address = models.TextField(blank=True)
    kind = models.TextField(choices=Kind)
    note = models.TextField(default="", blank=True)
    basis = models.TextField(choices=Basis)
    basis_incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    basis_number = models.TextField(default="", blank=True)  # of the file or the letter
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    since = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    spot: ClassVar[models.GeneratedField] = models.GeneratedField(
        expression=Func(F("place"), function="kalantar_mercator"),
        output_field=PointField(),
        db_persist=True,
    )

    objects = PremisesWarningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("since"), expires_at__lte=F("since") + LONGEST),
                name="warning_lasts_at_most_a_year",
            ),
            models.CheckConstraint(
                condition=Q(radius_m__gte=SMALLEST_M, radius_m__lte=LARGEST_M),
                name="warning_is_of_one_place",
            ),
            models.CheckConstraint(
                condition=Q(basis="incident", basis_incident__isnull=False, basis_number="")
                | Q(basis__in=["file", "letter"], basis_incident=None) & ~Q(basis_number="")
                | Q(basis="seen", basis_incident=None, basis_number="")
                | Q(erased_at__isnull=False),
                name="warning_says_its_basis",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(address="", note="", basis_number=""),
                name="erased_warning_says_nothing",
            ),
        ]
        indexes = [
            GistIndex(
                fields=["spot"],
                condition=Q(ended_at=None, erased_at=None),
                name="premises_warning_by_spot",
            ),
            models.Index(
                fields=["jurisdiction", "expires_at", "id"], name="premises_warning_by_area"
            ),
            models.Index(
                fields=["expires_at"], condition=Q(erased_at=None), name="premises_warning_kept"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def last_day(self) -> datetime:
        """A moment of the last day on which it holds."""
        return self.expires_at - timedelta(microseconds=1)

    def in_force(self, now: datetime) -> bool:
        return self.ended_at is None and self.erased_at is None and self.expires_at > now
