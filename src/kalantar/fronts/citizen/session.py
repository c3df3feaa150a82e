"""What the browser of a citizen holds: two cookies, signed, for this page alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import Concatenate
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from kalantar.citizens.models import Access
from kalantar.citizens.queries import access_held
from kalantar.fronts.base.asked import id_of
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.clock import system_clock
from kalantar.people.middleware import operation_id

ASKED, HELD = "my_code", "my_file"
IDLE = timedelta(minutes=20)
PATH = "/my/"

type View[**P] = Callable[Concatenate[HttpRequest, Access, P], HttpResponse]


def put(response: HttpResponse, cookie: str, access: UUID, token: str, now: datetime) -> None:
    """``now``: it is over twenty minutes after it was last put."""
    said = _signer(cookie).sign(f"{access}.{token}.{int(now.timestamp())}")
    response.set_cookie(
        cookie, said, max_age=IDLE, path=PATH, httponly=True, samesite="Strict",
        secure=bool(settings.HTTPS),
    )  # fmt: skip


def drop(response: HttpResponse, *cookies: str) -> None:
    for cookie in cookies:
        response.delete_cookie(cookie, path=PATH, samesite="Strict")


def held_in(request: HttpRequest, cookie: str, now: datetime) -> tuple[UUID, str] | None:
    """The access and the token that the browser shows; None where there are none, or they lay idle."""
    try:
        said, token, last = _signer(cookie).unsign(request.COOKIES.get(cookie, "")).split(".")
        idle = now.timestamp() - int(last)
    except (BadSignature, ValueError):
        return None
    access = id_of(said)
    return (access, token) if access and idle < IDLE.total_seconds() else None


def citizen(request: HttpRequest, access: Access | None = None) -> Actor:
    """Whoever it is: somebody unknown, or the party whose access it is."""
    return Actor(
        kind=ActorKind.CITIZEN,
        id=access.party.person_id if access and access.party else None,
        clock=system_clock,
        operation=operation_id(request),
        request=request.request_id,  # type: ignore[attr-defined]
    )


def address_of(request: HttpRequest) -> str:
    """Where on the internet they are; of IPv6 the network, which is one customer's."""
    said = ip_address(get_adapter(request).get_client_ip(request))
    return str(ip_network(f"{said}/64", strict=False) if said.version == 6 else said)


def open_to_all[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """No account is asked for; what is shown is kept by no browser."""
    return login_not_required(never_cache(view))


def of_my_file[**P](
    view: View[P],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view of who has access to a file (``view(request, access)``); others begin at the beginning."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        now = system_clock()
        held = held_in(request, HELD, now)
        access = access_held(*held, now) if held else None
        if held is None or access is None:
            ended = "?ended=yes" if request.COOKIES.get(HELD) else ""
            back = redirect(reverse("citizen:numbers") + ended)
            drop(back, HELD)
            return back
        response = view(request, access, *args, **kwargs)
        if HELD not in response.cookies:
            put(response, HELD, *held, now)
        return response

    return open_to_all(answer)  # type: ignore[arg-type]


def _signer(cookie: str) -> Signer:
    return Signer(salt=f"kalantar.citizen.{cookie}")
