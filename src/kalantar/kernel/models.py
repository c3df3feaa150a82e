"""What the kernel keeps: the timeline, and the operations already done."""

from django.db import models
from django.db.models.functions import Now
from uuid_utils.compat import uuid7


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
    why = models.TextField(default="")
    request = models.TextField(default="")
    operation = models.UUIDField(null=True)
    facts = models.JSONField()

    class Meta:
        db_table = "kernel_entry"
        indexes = [
            models.Index(fields=["actor", "id"], name="entry_by_actor"),
            models.Index(fields=["area", "event", "happened_at"], name="entry_by_area"),
        ]


class EntrySubject(models.Model):
    """Whom or what an entry is about; one row per subject."""

    pk = models.CompositePrimaryKey("subject", "entry_id")
    kind = models.TextField()
    subject = models.UUIDField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="subjects")

    class Meta:
        db_table = "kernel_entry_subject"


class Operation(models.Model):
    """An operation id already used: what it did, and what came of it."""

    id = models.UUIDField(primary_key=True)
    actor = models.UUIDField(null=True)
    fingerprint = models.BinaryField()
    result_model = models.TextField(default="")
    result_id = models.UUIDField(null=True)
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "kernel_operation"
