"""Which number a party named as one that nobody else reads, on which file, from when to when."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case, Party
from kalantar.kernel.actor import Actor
from kalantar.kernel.sealing import KeyedHashField, SealedField


class SafeNumberQuerySet(models.QuerySet["SafeNumber"]):
    def visible_to(self, reader: Actor) -> "SafeNumberQuerySet":
        """Those on the files the reader may see."""
        return self.filter(party__case__in=Case.objects.visible_to(reader).values("pk"))


class SafeNumber(models.Model):
    """``number``: E.164. ``until``: when it was given up, or another was named in its place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", db_index=False)
    number = SealedField()
    number_hash = KeyedHashField(of="number", kind="phone")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = SafeNumberQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=Q(until=None), name="party_has_one_safe_number"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="safe_number_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["number_hash"], condition=Q(until=None), name="safe_number_by_number"
            )
        ]
