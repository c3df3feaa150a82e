"""How long who is kept, what is due and what became of it, and which files may not be touched."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case, Party, PartyRole
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sealing import SealedField
from kalantar.people.models import User
from kalantar.people.roles import DESK, Role
from kalantar.persons.models import Person
from kalantar.places.models import Jurisdiction


class RoleRetention(models.Model):
    """How many years after a file is closed it is kept who was in that role on it; ``source``: by which
    law or circular. A role without a row is kept as the standard says (``schedule``)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    role = models.TextField(choices=PartyRole)
    years = models.PositiveSmallIntegerField()
    source = models.TextField()

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(fields=["role"], name="role_has_one_retention"),
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=100), name="role_is_kept_for_years"
            ),
        ]

    def __str__(self) -> str:
        return self.role


class RoomRecord(models.TextChoices):
    """What the 110 room keeps, by what became of it."""

    CALL = "call"  # a call that led to no incident
    TOLD_CALL = "told_call"  # a call that is joined to an incident
    INCIDENT = "incident"  # what was said of an incident, and where it was


class RoomRetention(models.Model):
    """How many months a kind of record of the 110 room is kept: a call after it rang, an incident after it
    was closed; ``source``: by which law or circular. Without months, as the standard says (``room``).

    How far the erasing has come: everything due was looked at up to ``looked_at`` and ``looked_id`` since
    ``turn_began_at``. ``erased``: how many went in all, the last ones ``erased_at``.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    what = models.TextField(choices=RoomRecord)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.TextField(default="", blank=True)
    turn_began_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_id = models.UUIDField(null=True, blank=True)
    erased = models.PositiveBigIntegerField(default=0)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["what"]
        constraints = [
            models.UniqueConstraint(fields=["what"], name="room_record_has_one_retention"),
            models.CheckConstraint(
                condition=Q(months=None, source="")
                | (Q(months__gte=1, months__lte=600) & ~Q(source="")),
                name="room_record_is_kept_for_months",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class ReviewOf(models.TextChoices):
    FILE = "file"  # the whole file
    PARTY = "party"  # who somebody was on one file
    PERSON = "person"  # all that is known of somebody, on a lawful request
    VISITOR = "visitor"  # the same of somebody whose last file is gone, once they have not come for a year


class ReviewState(models.TextChoices):
    LISTED = "listed"
    PROPOSED = "proposed"
    KEPT = "kept"
    DISPOSED = "disposed"
    LAPSED = "lapsed"


OPEN = (ReviewState.LISTED, ReviewState.PROPOSED)
AT_MOST_ONE = (*OPEN, ReviewState.DISPOSED)


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, reader: Actor) -> "ReviewQuerySet":
        """Those of the stations where the reader receives or leads; by an auditor for a purpose."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        if reader.kind is ActorKind.PROGRAM:
            return self.none()
        areas = reader.areas(DESK)
        if reader.why.strip():
            areas |= reader.areas({Role.AUDITOR})
        return self.filter(area__in=Jurisdiction.objects.within(areas).values("pk"))


class Review(models.Model):
    """Something came due, or was asked for, and somebody decides. ``area``: whose review it is.
    ``basis``: by which law, circular or request it is disposed of. ``…_as``: in which role."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    of = models.TextField(choices=ReviewOf)
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    state = models.TextField(choices=ReviewState, default=ReviewState.LISTED)
    due_at = models.DateTimeField()
    listed_at = models.DateTimeField()
    kept_until = models.DateTimeField(null=True, blank=True)
    basis = SealedField(default="", blank=True)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    proposed_as = models.TextField(default="", blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    confirmed_as = models.TextField(default="", blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(of="file", case__isnull=False, party=None, person=None)
                | Q(of="party", case__isnull=False, party__isnull=False, person=None)
                | Q(of__in=["person", "visitor"], case=None, party=None, person__isnull=False),
                name="review_says_of_what",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(of="file", state__in=AT_MOST_ONE),
                name="file_is_reviewed_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["party"],
                condition=Q(of="party", state__in=AT_MOST_ONE),
                name="party_is_reviewed_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(of__in=["person", "visitor"], state__in=AT_MOST_ONE),
                name="erasure_is_asked_for_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["proposed", "disposed"])
                | Q(proposed_by__isnull=False, proposed_at__isnull=False),
                name="proposed_disposal_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="disposed")
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("proposed_by"))
                ),
                name="disposal_needs_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(kept_until__gt=F("listed_at")),
                name="what_is_kept_longer_says_until_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["area", "due_at"],
                condition=Q(state__in=OPEN),
                name="open_review_by_station",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Hold(models.Model):
    """While it stands nothing of the file is disposed of or erased. ``basis``: who wants it, by what;
    ``reason``: what for. Both are sealed, and so is why it was released."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    basis = SealedField()
    reason = SealedField()
    held_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    held_at = models.DateTimeField()
    released_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    released_at = models.DateTimeField(null=True, blank=True)
    released_because = SealedField(default="", blank=True)

    class Meta:
        ordering = ["held_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="released_hold_says_by_whom",
            )
        ]
        indexes = [
            models.Index(fields=["held_at"], condition=Q(released_at=None), name="hold_that_stands")
        ]

    def __str__(self) -> str:
        return str(self.pk)
