"""How many calls are usual where and when; what was folded into what, and what was said to be different."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.incidents.models import Incident
from kalantar.people.models import User
from kalantar.places.models import Jurisdiction


class Expected(models.Model):
    """Calls that told of incidents of an area in one hour of the week, in so many ``weeks`` together.

    ``hour``: 0 is Monday's first on the service's clock, 167 Sunday's last. What is not here was none.
    """

    pk = models.CompositePrimaryKey("area_id", "hour")
    area = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)
    hour = models.PositiveSmallIntegerField()
    calls = models.PositiveIntegerField()
    weeks = models.PositiveSmallIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hour__lt=168, weeks__gt=0), name="expected_is_of_an_hour_of_the_week")
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)


class Fold(models.Model):
    """One incident folded into another; undone, the row stays with its end."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    into = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    folded_at = models.DateTimeField()
    folded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["folded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=Q(undone_at=None), name="incident_is_folded_once"
            ),
            models.CheckConstraint(
                condition=~Q(incident=models.F("into")), name="incident_is_not_folded_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SaidDifferent(models.Model):
    """Somebody looked, and said that this incident is an event of its own."""

    incident = models.OneToOneField(Incident, models.PROTECT, primary_key=True, related_name="+")
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
