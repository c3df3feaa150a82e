"""What the operator has of each message, and what it said of what we do not know yet."""

from django.db import models
from uuid_utils.compat import uuid7

from kalantar.kernel.sealing import KeyedHashField, SealedField
from kalantar.messaging.models import Message


class PartState(models.TextChoices):
    """What the operator last said of a part; it is at the operator's from the beginning."""

    SUBMITTED = "submitted"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    EXPIRED = "expired"
    REJECTED = "rejected"


class MessagePart(models.Model):
    """One segment at the operator's. ``smsc_id``: the operator's own id, unique for a while at best."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    message = models.ForeignKey(
        Message, models.PROTECT, related_name="parts", db_index=False
    )  # the constraint's index is its index
    number = models.PositiveSmallIntegerField()  # from 0
    route = models.TextField()
    smsc_id = models.TextField()
    state = models.TextField(choices=PartState, default=PartState.SUBMITTED)
    error = models.TextField(default="")
    told_at = models.DateTimeField(null=True)  # when the last receipt came

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="message_part_is_sent_once")
        ]
        indexes = [models.Index(fields=["smsc_id", "route"], name="message_part_by_smsc_id")]


class StrayReceipt(models.Model):
    """A receipt that came before its part was noted, or belongs to nothing we sent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = SealedField()  # to whom the text went
    number_hash = KeyedHashField(of="number", kind="phone")
    route = models.TextField()
    smsc_id = models.TextField()
    reference = models.PositiveIntegerField(null=True)
    state = models.TextField(choices=PartState)
    error = models.TextField(default="")
    came_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["came_at"], name="stray_receipt_by_time")]
