"""The page of who rang 110: one address, asked and answered. See the README of this folder."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kalantar.caller_links.actions import come_to_page
from kalantar.caller_links.help_coming import help_for
from kalantar.caller_links.models import WordKind
from kalantar.caller_links.queries import Opened, link_at, words_of
from kalantar.caller_links.rules import LONGEST_WORDS
from kalantar.fronts.caller.saying import caller, said_in
from kalantar.kernel.clock import system_clock
from kalantar.kernel.rules import Refused

LIMITS = {"page": "120/m/key", "wrong": "60/m/ip"}  # of one page; of one address that guesses

type View = Callable[..., HttpResponse]


def _public(view: View) -> View:
    """No account and no cookie; kept by no browser, and told to no other page."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return login_not_required(never_cache(csrf_exempt(answer)))


@_public
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str, language: str = "") -> HttpResponse:
    opened = link_at(token, system_clock())
    spoken = language if language in dict(settings.LANGUAGES) else ""
    with override(spoken or (opened.link.language if opened else "fa")):
        if opened is None:
            return _over(request)
        if not _consumed(request, "page", str(opened.link.pk)):
            return _shown(request, opened, token, too_often=True, status=429)
        return _answered(request, opened, token)


@_public
@require_http_methods(["GET", "HEAD"])
def today(request: HttpRequest) -> HttpResponse:
    """A calendar: what stands there when somebody looks over the shoulder."""
    return render(request, "caller/today.html")


def _answered(request: HttpRequest, opened: Opened, token: str) -> HttpResponse:
    """What was pressed is done, and the page comes back as it is then."""
    if request.method == "POST":
        try:
            said_in(request, opened.link.pk, token)
        except Refused as refused:
            return _shown(request, opened, token, refused=refused, status=422)
        return redirect(request.path)
    if request.method == "GET" and opened.link.come_at is None:
        come_to_page(link=opened.link.pk, token=token, by=caller())
    return _shown(request, opened, token, writing="write" in request.GET)


def _shown(
    request: HttpRequest, opened: Opened, token: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    talk = words_of(opened.link)
    asked = [word for word in talk if word.kind in (WordKind.ASKED, WordKind.WRITTEN)]
    context = {
        "token": token,
        "link": opened.link,
        "help": help_for(opened.incident, system_clock()),
        "talk": talk,
        "asked": asked[-1] if asked and asked[-1] == talk[-1] else None,
        "longest": LONGEST_WORDS,
        **more,
    }
    return render(request, "caller/page.html", context, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    """Whatever it was. One address that tries many is told to wait."""
    if not _consumed(request, "wrong"):
        return render(request, "caller/over.html", {"too_often": True}, status=429)
    return render(request, "caller/over.html", status=404)


def _consumed(request: HttpRequest, action: str, key: str = "") -> bool:
    asked = {"action": action, "config": LIMITS, "limit_get": True}
    return bool(consume(request, app="caller", **asked, **({"key": key} if key else {})))
