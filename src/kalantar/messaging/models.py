"""The outbox: what waits, is sent and was sent; who wants no messages, and about which file nothing is sent."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sealing import KeyedHashField, SealedField
from kalantar.message_templates.models import Encoding, MessageTemplate
from kalantar.people.roles import DESK, Role
from kalantar.places.models import Jurisdiction

READERS = (*DESK, Role.AUDITOR)  # who may see what was sent in their area
REFERENCES = 2**16  # our own reference of a part is two octets of SMPP


class Urgency(models.TextChoices):
    """In the order in which they are sent; the words are sorted that way."""

    ASKED_FOR = "asked_for"  # a code the person waits for
    URGENT = "urgent"
    USUAL = "usual"


class MessageState(models.TextChoices):
    QUEUED = "queued"
    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    EXPIRED = "expired"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    SUPPRESSED = "suppressed"


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, reader: Actor) -> "MessageQuerySet":
        """Those of the areas where the reader works with people, leads or audits."""
        if reader.kind is not ActorKind.PERSON:
            return self if reader.kind is ActorKind.SYSTEM else self.none()
        areas = Jurisdiction.objects.within(reader.areas(READERS))
        return self.filter(area__in=areas.values("pk"))


class Message(models.Model):
    """One text to one person. ``about_kind`` and ``about``: the file it belongs to.

    ``sender`` and ``claim``: which running sender took it, and in which batch. ``reference``: ours, of
    its first part; the n-th part has the n-th after it. ``prefix``: enough of the number to know its
    operator. ``reason``: why it ended so, in a code.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = SealedField()
    number_hash = KeyedHashField(of="number", kind="phone")
    prefix = models.TextField()
    text = SealedField()
    text_sha256 = models.BinaryField()
    language = models.TextField()
    encoding = models.TextField(choices=Encoding)
    segments = models.PositiveSmallIntegerField()
    about_kind = models.TextField()
    about = models.UUIDField()
    event = models.TextField()
    role = models.TextField()
    template = models.ForeignKey(
        MessageTemplate, models.PROTECT, null=True, related_name="+", db_index=False
    )  # never asked from there
    area = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    urgency = models.TextField(choices=Urgency, default=Urgency.USUAL)
    safe_number = models.BooleanField(default=False)  # named by the person as one nobody else reads
    state = models.TextField(choices=MessageState, default=MessageState.QUEUED)
    reason = models.TextField(default="")
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    route = models.TextField(default="")
    sender = models.IntegerField(null=True)
    claim = models.UUIDField(null=True)
    reference = models.PositiveIntegerField()
    submitted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="submitting", sender__isnull=False, claim__isnull=False)
                | (~Q(state="submitting") & Q(sender=None, claim=None)),
                name="message_being_sent_has_its_sender",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("queued_at")),
                name="message_expires_after_it_was_queued",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                name="submitted_message_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["urgency", "not_before", "id"],
                condition=Q(state="queued"),
                name="message_waiting",
            ),
            models.Index(
                fields=["expires_at"], condition=Q(state="queued"), name="message_waiting_until"
            ),
            models.Index(
                fields=["sender", "claim"],
                condition=Q(state="submitting"),
                name="message_being_sent",
            ),
            models.Index(
                fields=["area", "queued_at"],
                condition=Q(state="unknown"),
                name="message_unknown",
            ),
            models.Index(fields=["number_hash", "-queued_at"], name="message_by_number"),
            models.Index(fields=["about", "queued_at"], name="message_by_file"),
            models.Index(fields=["area", "-queued_at"], name="message_by_area"),
        ]


class OptOut(models.Model):
    """A number that wants nothing more, from when to when."""

    class Reason(models.TextChoices):
        STOP = "stop"
        WRONG_NUMBER = "wrong_number"
        DESK = "desk"  # said in person
        PORTAL = "portal"  # by the person, on the citizens' page

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = SealedField()
    number_hash = KeyedHashField(of="number", kind="phone")
    reason = models.TextField(choices=Reason)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number_hash"], condition=Q(until=None), name="number_opts_out_once"
            )
        ]


class WithheldFile(models.Model):
    """A file about which nothing is sent, except to a number that is safe; from when to when."""

    class Reason(models.TextChoices):
        DOMESTIC = "domestic"
        SEXUAL = "sexual"
        CHILD = "child"
        INFORMANT = "informant"
        OFFICER = "officer"  # on the officer's word

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    about_kind = models.TextField()
    about = models.UUIDField()
    area = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    reason = models.TextField(choices=Reason)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about"], condition=Q(until=None), name="file_is_withheld_once"
            )
        ]
