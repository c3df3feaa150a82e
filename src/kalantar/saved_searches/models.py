"""What a list of files is narrowed to, under a name."""

from django.db import models
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.people.models import User
from kalantar.people.roles import DESK
from kalantar.places.models import Jurisdiction


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, reader: Actor) -> "SavedSearchQuerySet":
        """One's own, and those shared with a station where the reader works."""
        here = Jurisdiction.objects.within(reader.areas(DESK)).values("pk")
        return self.filter(
            models.Q(owner=reader.id, owner__isnull=False) | models.Q(shared_with__in=here)
        )


class SavedSearch(models.Model):
    """``which``: of which list; ``words``: as ``cases.narrowing`` keeps them."""

    class List(models.TextChoices):
        OPEN = "open"
        MINE = "mine"
        REFERRED = "referred"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    shared_with = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.TextField()
    which = models.TextField(choices=List)
    words = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="search_has_a_name_of_its_own")
        ]

    def __str__(self) -> str:
        return self.name
