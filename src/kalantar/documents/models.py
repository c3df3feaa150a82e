"""The documents of case files, and their contents, sealed in pieces."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case, Party
from kalantar.kernel.actor import Actor
from kalantar.kernel.sealing import SealedField
from kalantar.people.models import User

MOST_BYTES = 5 * 1024 * 1024  # of one document


class DocumentKind(models.TextChoices):
    """What it is, as its content says."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"


class Came(models.TextChoices):
    DESK = "desk"  # taken in by an officer
    PORTAL = "portal"  # handed in by a party, on the citizens' page


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, reader: Actor) -> "DocumentQuerySet":
        """Those of the files the reader may see."""
        return self.filter(case__in=Case.objects.visible_to(reader).values("pk"))


class Document(models.Model):
    """``party``: from whom; None where the station itself has it. ``title``: what it is, in a few words;
    ``name``: as the file was called. Both are sealed: they may say who. ``in_error_at``: it does not belong
    to the file; it stays, and is read by who decides on the file only. ``erased_at``: since then only its
    hash is left, and what kind it was.

    The table was made for what parties hand in and has been renamed since; what it has sealed then is
    bound to the old name (ADR 0051).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    came = models.TextField(choices=Came)
    title = SealedField(default="", blank=True)
    name = SealedField(default="", blank=True, bound_to="citizens_enclosure.name")
    kind = models.TextField(choices=DocumentKind)
    size = models.PositiveIntegerField()
    sha256 = models.BinaryField()
    came_at = models.DateTimeField()
    taken_in_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    in_error_at = models.DateTimeField(null=True, blank=True)
    in_error_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    erased_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["came_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=MOST_BYTES), name="document_is_small_enough"
            ),
            models.CheckConstraint(
                condition=Q(came="desk", taken_in_by__isnull=False)
                | Q(came="portal", taken_in_by=None, party__isnull=False),
                name="document_says_how_it_came",
            ),
            models.CheckConstraint(
                condition=Q(in_error_at=None, in_error_by=None)
                | Q(in_error_at__isnull=False, in_error_by__isnull=False),
                name="document_in_error_says_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["case", "came_at"], name="document_by_case")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def called(self) -> str:
        """How it is shown: by what it is, else by what the file was called."""
        return self.title or self.name or self.kind


class DocumentPiece(models.Model):
    """A piece of its content, sealed. In pieces, so that keys change without much being held at once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="pieces", db_index=False)
    number = models.PositiveSmallIntegerField()
    content = SealedField(bound_to="citizens_enclosurepiece.content")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="document_piece_is_kept_once"
            )
        ]
