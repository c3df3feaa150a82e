"""The screens in the hall that nobody signs in at: their addresses, and what stands there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from uuid_utils.compat import uuid7

from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk import screen
from kalantar.kernel.actor import system
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.people.tokens import digest_of, new_token
from kalantar.places.models import Jurisdiction
from kalantar.reception.actions import issue_hall_screen, revoke_hall_screen
from kalantar.reception.queries import hall_of, hall_screens, stations_of

BY = system(why="a screen in the hall")


@login_not_required
@never_cache
@require_GET
def shown(request: HttpRequest, token: str) -> HttpResponse:
    """Numbers, desks and how long it takes, to whoever has the address; nothing of the request is kept."""
    station = hall_of(token)
    if station is None:
        raise Http404
    return render(request, "desk/hall.html", _shown(station, token))


@login_not_required
@never_cache
@require_GET
def part(request: HttpRequest, token: str) -> HttpResponse:
    """What a screen asks for again; where its address was revoked meanwhile, that it was, for good."""
    station = hall_of(token)
    if station is None:
        return render(request, "desk/_hall_over.html")
    return render(request, "desk/_hall.html", _shown(station, token))


@require_http_methods(["GET", "POST"])
def screens(request: HttpRequest, station: UUID) -> HttpResponse:
    """The addresses in use; a new one is shown this once."""
    here = _station(request, station)
    if request.method == "GET":
        return _page(request, here)
    token = new_token()
    digest = digest_of(token).hex()
    refused = attempt(issue_hall_screen, station=here.pk, digest=digest, by=acting(request))
    at = "" if refused else request.build_absolute_uri(reverse("hall:shown", args=[token]))
    return _page(request, here, refused, at)


@require_POST
def revoke(request: HttpRequest, station: UUID, screen: UUID) -> HttpResponse:
    here = _station(request, station)
    if refused := attempt(revoke_hall_screen, screen=screen, by=acting(request)):
        return _page(request, here, refused)
    messages.success(request, _("Done."))
    return redirect("desk:hall_screens", here.pk)


def _shown(station: Jurisdiction, token: str) -> dict[str, Any]:
    return screen.in_the_hall(BY, station) | {"part": reverse("hall:part", args=[token])}


def _station(request: HttpRequest, station: UUID) -> Jurisdiction:
    here = stations_of(acting(request)).filter(pk=station).first()
    if here is None:
        raise Http404
    return here


def _page(
    request: HttpRequest, station: Jurisdiction, refused: Refused | None = None, at: str = ""
) -> HttpResponse:
    context = {
        "heading": _("Screens in the hall"),
        "station": station,
        "screens": hall_screens(acting(request), station),
        "at": at,
        "refused": refused,
        "operation": uuid7(),
    }
    return render(request, "desk/hall_screens.html", context, status=422 if refused else 200)
