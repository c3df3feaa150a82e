"""What a party does about their file: each is one action, done once however often it is sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from kalantar.citizens import actions
from kalantar.citizens.models import Access
from kalantar.citizens.rules import time_is_at_the_files_station
from kalantar.data_copies.actions import ask_for_copy
from kalantar.documents.models import MOST_BYTES
from kalantar.documents.rules import paper_is_not_too_large, paper_is_pdf_or_picture
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.citizen import screen
from kalantar.fronts.citizen.session import citizen, of_my_file
from kalantar.kernel.rules import Refused

WHOLE = MOST_BYTES + 64 * 1024  # a paper, and what a form has besides

type Does = Callable[[HttpRequest, Access], HttpResponse]


def _posted(view: Does) -> Callable[..., HttpResponse]:
    """Opened as a page, such as after a refusal in another language, it leads to the file."""

    @wraps(view)
    def answer(request: HttpRequest, access: Access) -> HttpResponse:
        return view(request, access) if request.method == "POST" else redirect("citizen:file")

    return require_http_methods(["GET", "HEAD", "POST"])(of_my_file(answer))


@_posted
def question(request: HttpRequest, access: Access) -> HttpResponse:
    text = words_of(request.POST.get("text"), 4000)
    return _done(request, access, "question", actions.ask_question, typed=text, text=text)


@_posted
def time(request: HttpRequest, access: Access) -> HttpResponse:
    """A time at the station, or no longer that one."""
    gone = id_of(request.POST.get("give_up"))
    if gone:
        return _done(request, access, "no_time", actions.give_up_time, appointment=gone)
    slot = id_of(request.POST.get("slot"))
    if slot is None:
        return _refused(request, access, "time", time_is_at_the_files_station.refuse())
    return _done(request, access, "time", actions.book_time, slot=slot)


@_posted
def messages(request: HttpRequest, access: Access) -> HttpResponse:
    """Whether they want any."""
    if request.POST.get("want") == "yes":
        return _done(request, access, "want", actions.want_messages)
    return _done(request, access, "stop", actions.stop_messages)


@_posted
def copy(request: HttpRequest, access: Access) -> HttpResponse:
    return _done(request, access, "copy", ask_for_copy)


@csrf_exempt
@_posted
def paper(request: HttpRequest, access: Access) -> HttpResponse:
    """What is far too long is not read at all, not even for the token of its form."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > WHOLE:
        return _refused(request, access, "paper", paper_is_not_too_large.refuse())
    return _paper(request, access)


@csrf_protect
def _paper(request: HttpRequest, access: Access) -> HttpResponse:
    given = request.FILES.get("paper")
    if not isinstance(given, UploadedFile):
        return _refused(request, access, "paper", paper_is_pdf_or_picture.refuse())
    asked = {"name": words_of(given.name, 200), "content": given.read()}
    return _done(request, access, "paper", actions.hand_in_paper, **asked)


def _done(
    request: HttpRequest,
    access: Access,
    what: str,
    act: Callable[..., Any],
    *,
    typed: str = "",
    **asked: Any,
) -> HttpResponse:
    try:
        act(access=access.pk, by=citizen(request, access), **asked)
    except Refused as refused:
        return _refused(request, access, what, refused, typed)
    return redirect(f"{reverse('citizen:file')}?done={what}#done")


def _refused(
    request: HttpRequest, access: Access, what: str, refused: Refused, typed: str = ""
) -> HttpResponse:
    """The page as it is now, with what was tried still open."""
    context = screen.page(access, what, refused, typed)
    return render(request, "citizen/file.html", context, status=422)
