"""What can be done with photos of a scene. The only file here that writes."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from kalantar.dispatch.models import Assignment
from kalantar.dispatch.rules import may_attend
from kalantar.incidents.models import Incident
from kalantar.incidents.rules import incident_is_not_erased
from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.timeline import record
from kalantar.scene_photos import events
from kalantar.scene_photos.models import ScenePhoto, ScenePhotoPiece
from kalantar.scene_photos.picture import only_the_picture, parted
from kalantar.scene_photos.rules import (
    incident_has_room_for_photos,
    photo_is_a_picture,
    photo_is_not_too_large,
)

ASSIGNMENTS = Assignment.objects.select_related("incident__jurisdiction", "unit")
INCIDENTS = Incident.objects.select_related("jurisdiction")


@action
def add_photo(*, assignment: UUID, content: bytes, by: Actor) -> ScenePhoto:
    """What the crew sees there. Nothing but the picture itself is kept of it."""
    there = may_attend.allow(by, find(ASSIGNMENTS, assignment))
    incident = lock(INCIDENTS, there.incident_id)
    incident_is_not_erased.require(incident)
    incident_has_room_for_photos.require(ScenePhoto.objects.filter(incident=incident).count())
    photo_is_not_too_large.require(len(content))
    photo_is_a_picture.require(found := only_the_picture(content))
    assert found is not None  # as just judged
    kind, picture = found
    photo = ScenePhoto(
        incident=incident, taken_by_id=by.id, taken_at=by.now(), kind=kind, size=len(picture),
        sha256=hashlib.sha256(picture).digest(),
    )  # type: ignore[misc]  # fmt: skip
    photo.save(force_insert=True)
    ScenePhotoPiece.objects.bulk_create(
        ScenePhotoPiece(photo=photo, number=at, content=piece)
        for at, piece in enumerate(parted(picture))
    )
    taken = events.ScenePhotoTaken(incident.pk, photo.pk)
    record(taken, about=[incident, photo], by=by, areas=incident.jurisdiction.ancestors)
    return photo


@part
def erase_photos(incidents: Collection[UUID], now: datetime) -> int:
    """That there was one, and the hash of it, are left. The caller has locked the incidents."""
    rows = ScenePhoto.objects.select_for_update(of=("self",)).filter(
        incident__in=incidents, erased_at=None
    )
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    ScenePhoto.objects.filter(pk__in=found).update(erased_at=now)
    ScenePhotoPiece.objects.filter(photo__in=found).delete()
    return len(found)
