"""Who asked for a copy of what is kept about them, when it was given, and each time one was made. A copy
itself is kept nowhere (ADR 0056)."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Party
from kalantar.papers.models import IssuedPaper
from kalantar.people.models import User

CODES, TRIES, MAKINGS = 10, 5, 12  # of one request; of one code; of one request


class CopyRequest(models.Model):
    """A party asks for a copy of what is kept about them. ``due_at``: when they must have it.
    ``at_hand_until``: until when it can be made, once it was given; ``by_phone``: by themselves too.
    ``codes``: how many were sent for it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    at_hand_until = models.DateTimeField(null=True, blank=True)
    by_phone = models.BooleanField(default=False, db_default=False)
    codes = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=Q(given_at=None), name="copy_is_asked_for_once"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("asked_at")), name="copy_is_due_after_it_was_asked_for"
            ),
            models.CheckConstraint(
                condition=Q(at_hand_until=None, by_phone=False) | Q(given_at__isnull=False),
                name="copy_is_at_hand_once_given",
            ),
            models.CheckConstraint(condition=Q(codes__lte=CODES), name="copy_is_sent_a_few_codes"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CopyCode(models.Model):
    """A code that opens one download. ``code_hash``: a keyed hash, of this row's code only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    copy = models.ForeignKey(CopyRequest, models.PROTECT, related_name="sent")
    code_hash = models.BinaryField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tries__lte=TRIES), name="copy_code_is_tried_a_few_times"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")), name="copy_code_lasts_a_while"
            ),
        ]
        indexes = [models.Index(fields=["sent_at"], name="copy_code_by_time")]

    def __str__(self) -> str:
        return str(self.pk)


class MadeAs(models.TextChoices):
    PDF = "pdf"  # to be read
    JSON = "json"  # for programs


class CopyMaking(models.Model):
    """One making. ``made_by``: None where the party did it themselves. ``paper``: under whose code a PDF is
    checked. ``content``: in memory only, for whom it was made; a row that is asked for again has none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    copy = models.ForeignKey(
        CopyRequest, models.PROTECT, related_name="makings", db_index=False
    )  # by its constraint
    number = models.PositiveSmallIntegerField()
    form = models.TextField(choices=MadeAs)
    language = models.TextField()
    sha256 = models.BinaryField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    paper = models.ForeignKey(
        IssuedPaper, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    content = b""

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "number"], name="copy_is_made_one_by_one"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MAKINGS), name="copy_is_made_a_few_times"
            ),
            models.CheckConstraint(
                condition=Q(form="pdf", paper__isnull=False) | Q(form="json", paper=None),
                name="printed_copy_has_its_paper",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
