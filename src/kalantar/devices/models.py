"""The devices that say where units are."""

from uuid import UUID

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.patrols.models import Unit
from kalantar.people.models import User

type Carrier = Unit | User


class Device(models.Model):
    """A phone or a tracker that reports where it is: always a unit's, or its officer's in whose crew
    they are. What it shows to be believed is kept by nobody but itself."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="devices")
    officer = models.ForeignKey(User, models.PROTECT, null=True, related_name="devices")
    digest = models.BinaryField()  # SHA-256 of the secret, as of a program's token
    last_four = models.TextField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="device_secret_is_like_no_other"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, officer__isnull=True)
                | Q(unit__isnull=True, officer__isnull=False),
                name="device_is_of_a_unit_or_an_officer",
            ),
        ]

    def __str__(self) -> str:
        return f"…{self.last_four}"

    @property
    def carrier(self) -> Carrier:
        found = self.unit or self.officer
        assert found is not None, self.pk
        return found

    @property
    def carrier_id(self) -> UUID:
        return self.carrier.pk
