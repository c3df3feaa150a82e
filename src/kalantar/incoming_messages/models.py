"""What people wrote to us."""

from django.db import models
from uuid_utils.compat import uuid7

from kalantar.kernel.sealing import KeyedHashField, SealedField
from kalantar.messaging.models import Message


class IncomingMessage(models.Model):
    """What somebody wrote to us. ``answers``: the last message that had gone to that number."""

    class Meaning(models.TextChoices):
        OPT_OUT = "opt_out"
        OPT_IN = "opt_in"
        WRONG_NUMBER = "wrong_number"
        STATUS = "status"  # asks how a file stands
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = SealedField()
    number_hash = KeyedHashField(of="number", kind="phone")
    text = SealedField()
    route = models.TextField()
    meaning = models.TextField(choices=Meaning)
    answers = models.ForeignKey(
        Message, models.PROTECT, null=True, related_name="+", db_index=False
    )
    came_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-came_at"], name="incoming_message_by_time")]


class IncomingPart(models.Model):
    """A part of a longer text, until the others have come. ``reference``: the phone's, the same in all of
    them; ``octets``: as they came, since a letter may be cut in two; ``coding``: how they are read."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = SealedField()
    number_hash = KeyedHashField(of="number", kind="phone")
    route = models.TextField()
    reference = models.PositiveIntegerField()
    total = models.PositiveSmallIntegerField()
    at = models.PositiveSmallIntegerField()  # from 1
    octets = SealedField()
    coding = models.TextField()
    came_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number_hash", "reference", "total", "at", "route"],
                name="incoming_part_comes_once",
            ),
        ]
        indexes = [models.Index(fields=["came_at"], name="incoming_part_by_time")]
