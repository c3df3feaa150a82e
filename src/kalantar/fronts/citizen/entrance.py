"""The way in: two numbers, a code; and the way out. The answers are the same whoever asks for whatever."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from kalantar.citizens import actions
from kalantar.citizens.models import Access, AccessState
from kalantar.citizens.rules import access_code_came_back
from kalantar.citizens.tokens import new_token
from kalantar.fronts.citizen import session
from kalantar.fronts.citizen.forms import CodeForm, NumbersForm
from kalantar.fronts.citizen.session import ASKED, HELD, citizen, of_my_file, open_to_all
from kalantar.kernel.clock import system_clock
from kalantar.kernel.rules import Refused


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def numbers(request: HttpRequest) -> HttpResponse:
    """The file number and the phone; the page that follows is the same for all."""
    form = NumbersForm(request.POST or None)
    if not form.is_valid():
        return _numbers(request, form)
    token, by = new_token(), citizen(request)
    asked = {**form.cleaned_data, "language": get_language() or "fa", "token": token}
    try:
        made = actions.ask_for_code(**asked, address=session.address_of(request), by=by)
    except Refused as refused:
        return _numbers(request, form, refused)
    response = redirect("citizen:code")
    session.put(response, ASKED, made.pk, token, system_clock())
    return response


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The code of the message, once: then the browser holds another token, and the file is open."""
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return render(request, "citizen/code.html", {"form": form})
    token = new_token()
    try:
        access = _taken(request, form.cleaned_data["code"], token)
    except Refused as refused:
        context = {"form": CodeForm(), "refused": refused}
        return render(request, "citizen/code.html", context, status=422)
    response = redirect("citizen:file")
    session.put(response, HELD, access.pk, token, system_clock())
    session.drop(response, ASKED)
    return response


@require_POST
@of_my_file
def leave(request: HttpRequest, access: Access) -> HttpResponse:
    actions.give_up_access(access=access.pk, by=citizen(request, access))
    response = redirect("citizen:numbers")
    session.drop(response, HELD, ASKED)
    return response


def _numbers(
    request: HttpRequest, form: NumbersForm, refused: Refused | None = None
) -> HttpResponse:
    context = {"form": form, "refused": refused, "ended": "ended" in request.GET}
    status = 422 if refused or form.errors else 200
    return render(request, "citizen/numbers.html", context, status=status)


def _taken(request: HttpRequest, typed: str, token: str) -> Access:
    """The access, held; a wrong code, and one that nobody waits for, are refused alike."""
    asked = session.held_in(request, ASKED, system_clock())
    if asked is None:
        raise access_code_came_back.refuse()
    access, before = asked
    taken = actions.take_access(
        access=access, token=before, code=typed, new_token=token, by=citizen(request)
    )
    if taken.state != AccessState.HELD:
        raise access_code_came_back.refuse()
    return taken
