"""A copy of somebody's data is made at the desk: it opens in a tab, or is saved, and is kept nowhere."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from kalantar.data_copies.actions import make_copy
from kalantar.fronts.base.papers import handed_over, origin
from kalantar.fronts.desk import file_screen
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.file import again
from kalantar.fronts.desk.file_forms import MakeCopyForm
from kalantar.fronts.desk.verbs import Tried
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting

VERB = "make_copy"


@verb_of("files:file_citizens")
def make(request: HttpRequest, id: UUID) -> HttpResponse:
    """Where it is refused, the form with what was chosen."""
    by, about = acting(request), request.POST.get("copy", "")
    form = MakeCopyForm(request.POST, about=file_screen.handled(by, id), by=by)
    if not form.is_valid():
        return again(request, id, Tried(VERB, form, about=about))
    try:
        made = make_copy(**form.asked, check_at=origin(request), by=by)
        return handed_over(made, shown=True)
    except Refused as refused:
        return again(request, id, Tried(VERB, form, refused, about))
