"""Who asked for a copy of what is kept about them, and when it was given."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Party
from kalantar.people.models import User


class CopyRequest(models.Model):
    """A party asks for a copy of what is kept about them. ``due_at``: when they must have it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=Q(given_at=None), name="copy_is_asked_for_once"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("asked_at")), name="copy_is_due_after_it_was_asked_for"
            ),
        ]
