"""The reader's own choice of theme, the first page, and the tiles of the map."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from kalantar.fronts.base.context import THEMES
from kalantar.fronts.base.links import links_for
from kalantar.fronts.base.tiles import piece
from kalantar.places.files import map_file
from kalantar.places.models import Extract

A_YEAR = 365 * 24 * 3600


@require_GET
def first_page(request: HttpRequest) -> HttpResponse:
    """The reader's own screen; a list of them where there are several would be one click too many."""
    links = links_for(request)
    return redirect(links[0]["url"]) if links else render(request, "base/no_front.html")


@login_not_required
@require_GET
def sign(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it here where a page names none, such as one that says that something failed."""
    return redirect(static("kalantar/sign.svg"))


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme in a cookie and go back to where the reader was."""
    back = request.headers.get("Referer", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=A_YEAR, samesite="Lax")
    return response


@require_GET
def tiles(request: HttpRequest, extract: UUID) -> HttpResponseBase:
    """A city's map: streets are public, but the server answers only those who have signed in."""
    path = map_file(get_object_or_404(Extract, pk=extract))
    if path is None:
        raise Http404
    return piece(path, request.GET.get("bytes", ""))
