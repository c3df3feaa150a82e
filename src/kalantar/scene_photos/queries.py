"""What is asked about photos of scenes; everything starts from what the reader may see."""

from uuid import UUID

from kalantar.kernel.actor import Actor
from kalantar.people.queries import read_lately
from kalantar.scene_photos.models import ScenePhoto
from kalantar.scene_photos.picture import MEDIA, joined


def photos_of(reader: Actor, incident: UUID) -> list[ScenePhoto]:
    """All that are kept of the incident, the earliest first, without their contents. One query."""
    found = ScenePhoto.objects.visible_to(reader).filter(incident=incident, erased_at=None)
    return list(found)


def photo_of(reader: Actor, id: UUID) -> ScenePhoto | None:
    """One the reader may see; who shows it asks ``read`` of it."""
    found = ScenePhoto.objects.visible_to(reader).filter(pk=id, erased_at=None)
    return found.annotate(read_lately=read_lately(reader, "scenephoto")).first()


def content_of(photo: ScenePhoto) -> bytes:
    return joined(piece.content for piece in photo.pieces.all())


def media_of(photo: ScenePhoto) -> str:
    return MEDIA[photo.kind]
