"""The screens on the wall: large, dark, nothing to press, and nothing of anybody; and their addresses."""

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

from kalantar.calls.models import CallState
from kalantar.calls.queries import visible_calls
from kalantar.dispatch.queue import queue_counts
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.base.place import live_keys, watched_city
from kalantar.fronts.chief.levels_shown import percent
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.rules import Refused
from kalantar.patrols.board import status_counts
from kalantar.patrols.models import BUSY, UnitStatus
from kalantar.people.middleware import acting
from kalantar.people.tokens import digest_of, new_token
from kalantar.places.models import Jurisdiction
from kalantar.service_levels.actions import issue_wall_screen, revoke_wall_screen
from kalantar.service_levels.levels import LEVELS
from kalantar.service_levels.models import WallScreen
from kalantar.service_levels.queries import levels, wall_of, wall_screens
from kalantar.service_levels.rules import may_keep_wall_screens

BY = system(why="a screen on the wall")
ON_THE_WALL = ("answered_15", "answered_20", "dispatched_60", "on_scene")


@login_not_required
@never_cache
@require_GET
def shown(request: HttpRequest, token: str) -> HttpResponse:
    """Shares and counts of a city, to whoever has the address."""
    city = wall_of(token)
    if city is None:
        raise Http404
    return render(request, "chief/wall.html", _shown(city, BY, reverse("wall:part", args=[token])))


@login_not_required
@never_cache
@require_GET
def part(request: HttpRequest, token: str) -> HttpResponse:
    """What a screen asks for again; where its address was revoked meanwhile, that it was, for good."""
    city = wall_of(token)
    if city is None:
        return render(request, "chief/_wall_over.html")
    return render(request, "chief/_wall.html", _shown(city, BY, reverse("wall:part", args=[token])))


@require_GET
def here(request: HttpRequest) -> HttpResponse:
    """The same for who has signed in, told by the live stream."""
    return render(request, "chief/wall.html", _of_reader(request))


@require_GET
def here_part(request: HttpRequest) -> HttpResponse:
    return render(request, "chief/_wall.html", _of_reader(request))


@require_http_methods(["GET", "POST"])
def screens(request: HttpRequest) -> HttpResponse:
    """The addresses in use; a new one is shown this once."""
    city = _city(request)
    if request.method == "GET":
        return _page(request, city)
    token = new_token()
    digest = digest_of(token).hex()
    refused = attempt(issue_wall_screen, area=city.pk, digest=digest, by=acting(request))
    at = "" if refused else request.build_absolute_uri(reverse("wall:shown", args=[token]))
    return _page(request, city, refused, at)


@require_POST
def revoke(request: HttpRequest, screen: UUID) -> HttpResponse:
    if refused := attempt(revoke_wall_screen, screen=screen, by=acting(request)):
        return _page(request, _city(request), refused)
    messages.success(request, _("Done."))
    return redirect("chief:wall_screens")


def _city(request: HttpRequest) -> Jurisdiction:
    city = watched_city(request, acting(request))
    if city is None:
        raise Http404
    return city


def _of_reader(request: HttpRequest) -> dict[str, Any]:
    by, city = acting(request), _city(request)
    at = f"{reverse('chief:wall_part')}?city={city.pk}"
    return _shown(city, by, at) | {"live_keys": live_keys(by, city)}


def _shown(city: Jurisdiction, reader: Actor, part: str) -> dict[str, Any]:
    """At most seven queries."""
    now = reader.now()
    told = levels(reader, city.pk, now)
    queue, units = queue_counts(reader, city.pk, now), status_counts(reader, city.pk)
    ringing = visible_calls(reader, city.pk).filter(state=CallState.OFFERED).count()
    return {
        "theme": "dark",
        "city": city,
        "part": part,
        "tiles": [_tile(told, code) for code in ON_THE_WALL],
        "counts": [
            {"name": _("calls waiting"), "value": ringing, "bad": ringing > 0},
            {"name": _("open incidents"), "value": queue.opened},
            {"name": _("waiting too long"), "value": queue.waiting, "bad": queue.waiting > 0},
            {"name": _("free units"), "value": units.get(UnitStatus.AVAILABLE, 0)},
            {"name": _("units on a job"), "value": sum(units.get(one, 0) for one in BUSY)},
        ],
    }


def _tile(told: Any, code: str) -> dict[str, Any]:
    level = next(one for one in LEVELS if one.code == code)
    (met, of), (then, of_then) = (
        told.share(level=code, window="hour", weeks=0),
        told.share(level=code, window="hour", weeks=1),
    )
    short = level.goal is not None and of and met / of < level.goal
    return {
        "name": level.name, "met": met, "of": of, "percent": percent(met / of if of else None),
        "before": percent(then / of_then if of_then else None), "bad": bool(short),
    }  # fmt: skip


def _page(
    request: HttpRequest, city: Jurisdiction, refused: Refused | None = None, at: str = ""
) -> HttpResponse:
    by = acting(request)
    context = {
        "heading": _("Screens on the wall"),
        "city": city,
        "screens": wall_screens(by, city),
        "keeps": may_keep_wall_screens(by, WallScreen(area=city)),
        "why_not": may_keep_wall_screens.sentence,
        "at": at,
        "refused": refused,
        "operation": uuid7(),
    }
    return render(request, "chief/wall_screens.html", context, status=422 if refused else 200)
