"""What a party does about their file: each is one action, done once however often it is sent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from kalantar.citizens import actions
from kalantar.citizens.models import Access
from kalantar.citizens.rules import time_is_at_the_files_station
from kalantar.data_copies.actions import ask_for_copy, download_copy, send_copy_code
from kalantar.data_copies.models import CopyMaking
from kalantar.data_copies.queries import copy_asked_for
from kalantar.data_copies.rules import copy_code_came_back, copy_is_open_by_phone
from kalantar.documents.models import MOST_BYTES
from kalantar.documents.rules import paper_is_not_too_large, paper_is_pdf_or_picture
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.base.papers import handed_over, origin
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


@_posted
def copy_code(request: HttpRequest, access: Access) -> HttpResponse:
    """A fresh code, for one download of the copy they were given."""
    asked = copy_asked_for(access)
    if asked is None:
        return _refused(request, access, "copy_code", copy_is_open_by_phone.refuse())
    language = get_language() or "fa"
    return _done(request, access, "copy_code", send_copy_code, copy=asked.pk, language=language)


@_posted
def copy_download(request: HttpRequest, access: Access) -> HttpResponse:
    """The copy itself, with the code of the message."""
    try:
        return handed_over(_downloaded(request, access), shown=False)
    except Refused as refused:
        return _refused(request, access, "copy_download", refused)


def _downloaded(request: HttpRequest, access: Access) -> CopyMaking:
    """A wrong code, and one that nobody waits for, are refused alike."""
    asked, said = copy_asked_for(access), request.POST
    if asked is None:
        raise copy_is_open_by_phone.refuse()
    made = download_copy(
        access=access.pk, copy=asked.pk, code=words_of(said.get("code"), 40),
        form=words_of(said.get("form"), 10), language=get_language() or "fa",
        check_at=origin(request), by=citizen(request, access),
    )  # fmt: skip
    if made is None:
        raise copy_code_came_back.refuse()
    return made


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
