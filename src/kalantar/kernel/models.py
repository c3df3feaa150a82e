"""What the kernel keeps: the timeline, the reasons given, and the operations already done."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from uuid_utils.compat import uuid7


class Reason(models.Model):
    """Why something was done, in somebody's words; all entries of one act share it.

    It stands apart from the log because words about a person can lawfully be erased: a trigger
    allows that once and refuses every other change. ``erased_by``: the entry of the erasure.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    text = models.TextField()
    erased_at = models.DateTimeField(null=True)
    erased_by = models.ForeignKey(
        "Entry", models.PROTECT, null=True, related_name="+", db_index=False
    )  # nothing is ever looked up from there

    class Meta:
        db_table = "kernel_reason"
        constraints = [
            models.CheckConstraint(
                condition=(Q(erased_at=None, erased_by=None) & ~Q(text=""))
                | Q(erased_at__isnull=False, erased_by__isnull=False, text=""),
                name="reason_has_words_until_erased",
            ),
        ]


class Entry(models.Model):
    """One thing that happened. Append-only: a trigger refuses update, delete and truncate."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.TextField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor_kind = models.TextField()
    actor = models.UUIDField(null=True)
    role = models.TextField()
    area = models.UUIDField(null=True)
    reason = models.ForeignKey(
        Reason, models.PROTECT, null=True, related_name="+", db_index=False
    )  # reasons are never deleted, and found from their entries
    request = models.TextField(default="")
    operation = models.UUIDField(null=True)
    facts = models.JSONField()

    class Meta:
        db_table = "kernel_entry"
        indexes = [
            models.Index(fields=["actor", "id"], name="entry_by_actor"),
            models.Index(fields=["area", "event", "happened_at"], name="entry_by_area"),
        ]

    @property
    def why(self) -> str:
        """The words of the reason; empty where none was given, and when they were erased."""
        return self.reason.text if self.reason else ""


class EntrySubject(models.Model):
    """Whom or what an entry is about; one row per subject."""

    pk = models.CompositePrimaryKey("subject", "entry_id")
    kind = models.TextField()
    subject = models.UUIDField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="subjects")

    class Meta:
        db_table = "kernel_entry_subject"


class Operation(models.Model):
    """An operation id already used: what it did, in which roles and scopes, and what came of it."""

    id = models.UUIDField(primary_key=True)
    actor = models.UUIDField(null=True)
    powers = ArrayField(models.TextField(), default=list, db_default=[])
    fingerprint = models.BinaryField()
    result_model = models.TextField(default="")
    result_id = models.UUIDField(null=True)
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "kernel_operation"
        indexes = [models.Index(fields=["done_at"], name="operation_by_time")]
