"""What each party of a file was told, when and by which way; and of whom was not told, why."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case, Party
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.actor import Actor
from kalantar.messaging.models import Message


class Channel(models.TextChoices):
    SMS = "sms"
    NONE = "none"


class WhyNot(models.TextChoices):
    """Why somebody was not told by message."""

    CONFIDENTIAL = "confidential"
    NO_PHONE = "no_phone"
    OPTED_OUT = "opted_out"
    WRONG_NUMBER = "wrong_number"
    GUARDIAN = "guardian"  # who was told in their place
    SAME_PERSON = "same_person"  # told already, in another role on the file
    NO_WORDS = "no_words"  # no template is approved: then neither side is told


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, reader: Actor) -> "NoticeQuerySet":
        """Those of the files the reader may see."""
        return self.filter(case__in=Case.objects.visible_to(reader).values("pk"))


class Notice(models.Model):
    """``entry``: on the timeline, what the party was told of; ``what``: its code. ``message``: also one
    that was withheld. ``text_sha256``: of the exact words, empty where none were sent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notices")
    party = models.ForeignKey(Party, models.PROTECT, related_name="notices", db_index=False)
    entry = models.UUIDField()
    what = models.TextField()
    role = models.TextField()  # of the template
    channel = models.TextField(choices=Channel)
    why_not = models.TextField(choices=WhyNot, default="", blank=True)
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # never asked from there
    text_sha256 = models.BinaryField(default=b"", blank=True)
    told_at = models.DateTimeField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["told_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["party", "entry"], name="party_is_told_once"),
            models.CheckConstraint(
                condition=(
                    Q(channel="sms", why_not="", message__isnull=False) & ~Q(text_sha256=b"")
                )
                | (Q(channel="none", text_sha256=b"") & ~Q(why_not="")),
                name="notice_is_sent_or_says_why_not",
            ),
        ]
        indexes = [
            models.Index(fields=["entry"], name="notice_by_entry"),
            models.Index(fields=["told_at"], name="notice_by_time"),
        ]

    def __str__(self) -> str:
        return self.what


class StatusAnswer(models.Model):
    """What came of a question after a file that somebody sent. ``asked``: a keyed hash of the digits.

    ``period``: in which the same question of the same number is not answered again: an operator may
    deliver a text twice.
    """

    class Answer(models.TextChoices):
        TOLD = "told"  # the party was told how the file stands
        NEUTRAL = "neutral"  # the sentence that everybody else gets, whatever there is
        SILENT = "silent"  # the number wants nothing, or no words are approved

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    incoming = models.ForeignKey(IncomingMessage, models.PROTECT, related_name="+", db_index=False)
    number_hash = models.BinaryField()
    asked = models.BinaryField()
    answer = models.TextField(choices=Answer)
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # never asked from there
    answered_at = models.DateTimeField()
    period = DateTimeRangeField(default_bounds="[)")

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["incoming"], name="incoming_message_is_answered_once"),
            ExclusionConstraint(
                name="same_question_is_answered_once",
                expressions=[
                    (F("number_hash"), RangeOperators.EQUAL),
                    (F("asked"), RangeOperators.EQUAL),
                    (F("period"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["number_hash", "answered_at"], name="status_answer_by_number")
        ]

    def __str__(self) -> str:
        return self.answer
