"""What people wrote to us."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.kernel.sealing import KeyedHashField, SealedField
from kalantar.messaging.models import Message

UNREAD = Q(meaning="other", settled_at=None)


class IncomingMessage(models.Model):
    """What somebody wrote to us. ``answers``: the last message that had gone to that number.

    ``settled``: what a person said of a text that no word explains; empty while nobody has read it.
    """

    class Meaning(models.TextChoices):
        OPT_OUT = "opt_out"
        OPT_IN = "opt_in"
        WRONG_NUMBER = "wrong_number"
        STATUS = "status"  # asks how a file stands
        OTHER = "other"  # for a person to read

    class Settled(models.TextChoices):
        """What a person said it is."""

        QUESTION = "question"
        WRONG_NUMBER = "wrong_number"
        NOTHING = "nothing"  # nothing is to be done
        PATROL = "patrol"  # by itself: a crew wrote it, and it was done

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
    settled = models.TextField(choices=Settled, default="", db_default="", blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled="", settled_at=None)
                | (~Q(settled="") & Q(settled_at__isnull=False)),
                name="settled_message_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["-came_at"], name="incoming_message_by_time"),
            models.Index(fields=["-came_at"], condition=UNREAD, name="incoming_message_unread"),
        ]


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
