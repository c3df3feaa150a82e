"""A file of an old register on its way in: how far it is, what still waits, what was refused."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.kernel.sealing import SealedField
from kalantar.people.models import User
from kalantar.places.models import Jurisdiction


class RegisterImport(models.Model):
    """``digest``: of the file and its mapping, so that the same one goes on instead of beginning anew.
    ``known``: rows whose file was here already."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    station = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    digest = models.TextField()
    read_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    read_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    brought = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    given_up = models.BooleanField(default=False)

    class Meta:
        ordering = ["-read_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["station"],
                condition=Q(ended_at__isnull=True),
                name="station_brings_in_one_register_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(rows__gte=F("brought") + F("known") + F("refused")),
                name="row_of_a_register_is_counted_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def done(self) -> int:
        return self.brought + self.known + self.refused

    @property
    def left(self) -> int:
        return self.rows - self.done


class WaitingRows(models.Model):
    """Rows that were understood and not brought in yet, as JSON; gone with the step that brings them in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(RegisterImport, models.PROTECT, related_name="waiting")
    rows = SealedField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)


class RefusedRow(models.Model):
    """``row``: as a spreadsheet counts, the head is the first. ``column``: its head; nothing of what stood
    there is kept. ``rule``: by which it was refused."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(RegisterImport, models.PROTECT, related_name="refused_rows")
    row = models.PositiveIntegerField()
    column = models.TextField(default="", blank=True)
    rule = models.TextField()

    class Meta:
        ordering = ["row", "pk"]

    def __str__(self) -> str:
        return f"{self.row} {self.rule}"
