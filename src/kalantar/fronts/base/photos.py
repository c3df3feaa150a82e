"""A photo of a scene, for whom may see its incident; every opening is recorded."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kalantar.people.middleware import acting
from kalantar.people.opening import read
from kalantar.scene_photos.queries import content_of, media_of, photo_of
from kalantar.scene_photos.rules import may_see_photo


@require_GET
def photo(request: HttpRequest, photo: UUID) -> HttpResponse:
    """The picture itself, which no cache keeps."""
    found = photo_of(acting(request), photo)
    if found is None:
        raise Http404
    may_see_photo.require(acting(request), found)
    read(found, "scenephoto", acting(request))
    answer = HttpResponse(content_of(found), content_type=media_of(found))
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
