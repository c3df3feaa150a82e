"""A photo from the phone to the incident of one's own assignment."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from kalantar.fronts.base.doing import attempt
from kalantar.fronts.patrol.moment import then
from kalantar.fronts.patrol.views import shown
from kalantar.scene_photos.actions import add_photo
from kalantar.scene_photos.models import MOST_BYTES


@require_POST
def photo(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """The file ``photo``; of one that is too large no more is read than shows that it is."""
    sent = request.FILES.get("photo")
    content = sent.read(MOST_BYTES + 1) if sent else b""
    return shown(
        request, attempt(add_photo, assignment=assignment, content=content, by=then(request))
    )
