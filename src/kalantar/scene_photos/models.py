"""The photos of scenes, and their contents, sealed in pieces."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from kalantar.dispatch.queries import sent_to
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.sealing import SealedField
from kalantar.people.models import User

MOST_BYTES = 2 * 1024 * 1024  # of one photo, as it is kept


class PhotoKind(models.TextChoices):
    """What it is, as its content says."""

    JPEG = "jpeg"
    PNG = "png"


class ScenePhotoQuerySet(models.QuerySet["ScenePhoto"]):
    def visible_to(self, reader: Actor) -> "ScenePhotoQuerySet":
        """Of the incidents the reader may see, and of the one their unit is on."""
        if reader.kind is ActorKind.SYSTEM:
            return self
        seen = Incident.objects.visible_to(reader).values("pk")
        return self.filter(Q(incident__in=seen) | Q(incident__in=sent_to(reader)))


class ScenePhoto(models.Model):
    """``erased_at``: since then only its hash is left, and what kind it was."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+", db_index=False)
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    taken_at = models.DateTimeField()
    kind = models.TextField(choices=PhotoKind)
    size = models.PositiveIntegerField()
    sha256 = models.BinaryField()
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = ScenePhotoQuerySet.as_manager()

    class Meta:
        ordering = ["taken_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=MOST_BYTES), name="photo_is_small_enough"
            ),
        ]
        indexes = [models.Index(fields=["incident", "taken_at"], name="scene_photo_by_incident")]

    def __str__(self) -> str:
        return str(self.pk)


class ScenePhotoPiece(models.Model):
    """A piece of its content, sealed. In pieces, so that keys change without much being held at once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    photo = models.ForeignKey(ScenePhoto, models.PROTECT, related_name="pieces", db_index=False)
    number = models.PositiveSmallIntegerField()
    content = SealedField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "number"], name="photo_piece_is_kept_once")
        ]
