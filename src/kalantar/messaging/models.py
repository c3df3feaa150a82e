"""The outbox, its templates, the receipts; who does not want messages, and what people answered."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sealing import KeyedHashField, SealedField
from kalantar.people.models import User
from kalantar.people.roles import DESK, Role
from kalantar.places.models import Jurisdiction

READERS = (*DESK, Role.AUDITOR)  # who may see what was sent in their area
REFERENCES = 2**16  # our own reference of a part is two octets of SMPP


class Encoding(models.TextChoices):
    GSM7 = "gsm7"
    UCS2 = "ucs2"


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


class TemplateState(models.TextChoices):
    DRAFT = "draft"
    APPROVED = "approved"
    REFUSED = "refused"
    RETIRED = "retired"


class MessageTemplate(models.Model):
    """The words for one event, in one language, to people in one role; each version is a row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.TextField()
    language = models.TextField()
    role = models.TextField()
    version = models.PositiveIntegerField()
    text = models.TextField()
    state = models.TextField(choices=TemplateState, default=TemplateState.DRAFT)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    judged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["event", "language", "role", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "language", "role", "version"],
                name="template_version_is_used_once",
            ),
            models.UniqueConstraint(
                fields=["event", "language", "role"],
                condition=Q(state="approved"),
                name="one_template_is_in_use",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", judged_by=None)
                | (~Q(state="draft") & Q(judged_by__isnull=False) & ~Q(judged_by=F("written_by"))),
                name="template_is_judged_by_another",
            ),
        ]


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


class OptOut(models.Model):
    """A number that wants nothing more, from when to when."""

    class Reason(models.TextChoices):
        STOP = "stop"
        WRONG_NUMBER = "wrong_number"
        DESK = "desk"  # said in person, or withdrawn in the portal

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


class IncomingMessage(models.Model):
    """What somebody wrote to us. ``answers``: the last message that had gone to that number."""

    class Meaning(models.TextChoices):
        OPT_OUT = "opt_out"
        OPT_IN = "opt_in"
        WRONG_NUMBER = "wrong_number"
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
