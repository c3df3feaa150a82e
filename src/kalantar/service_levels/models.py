"""The screens on the wall of a room: the levels themselves are kept nowhere, they are counted."""

from django.db import models
from uuid_utils.compat import uuid7

from kalantar.places.models import Jurisdiction


class WallScreen(models.Model):
    """The address of a screen on the wall. ``digest``: SHA-256 of its token, in hexadecimal; the token
    itself is shown once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")  # the city it shows
    digest = models.TextField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="wall_token_is_one_screens"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
