"""The words of messages: each version a row, written by one person and judged by another."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.people.models import User


class Encoding(models.TextChoices):
    GSM7 = "gsm7"
    UCS2 = "ucs2"


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
