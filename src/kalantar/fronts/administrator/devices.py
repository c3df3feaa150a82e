"""The devices of a unit or an officer: given out with a secret that is shown once, and revoked."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kalantar.devices import actions
from kalantar.devices.models import Device
from kalantar.devices.pairing import Pairing
from kalantar.devices.tokens import digest_of, new_secret, to_keep
from kalantar.fronts.administrator import people, units
from kalantar.fronts.administrator.forms import DeviceForm
from kalantar.fronts.administrator.pages import done, sections, verb_of
from kalantar.fronts.base.doing import fragment
from kalantar.kernel.live.origin import neighbour
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting


@verb_of("unit")
def issue_to_unit(request: HttpRequest, unit: UUID) -> HttpResponse:
    return _issue(request, partial(units.shown, request, unit), "units", unit=unit)


@verb_of("person")
def issue_to_officer(request: HttpRequest, person: UUID) -> HttpResponse:
    return _issue(request, partial(people.shown, request, person), "people", officer=person)


@verb_of("unit")
def revoke_of_unit(request: HttpRequest, unit: UUID, device: UUID) -> HttpResponse:
    show = partial(units.shown, request, unit)
    return done(request, show, "unit", unit, act=actions.revoke_device, device=device)


@verb_of("person")
def revoke_of_officer(request: HttpRequest, person: UUID, device: UUID) -> HttpResponse:
    show = partial(people.shown, request, person)
    return done(request, show, "person", person, act=actions.revoke_device, device=device)


def _issue(
    request: HttpRequest,
    show: Callable[..., HttpResponse],
    section: str,
    unit: UUID | None = None,
    officer: UUID | None = None,
) -> HttpResponse:
    """The page that shows the secret is the answer itself: it is kept nowhere, so not for a redirect."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return show(devices=form)
    secret = new_secret()
    try:
        name, by = form.cleaned_data["name"], acting(request)
        device = actions.issue_device(
            name=name, **to_keep(secret), unit=unit, officer=officer, by=by
        )
    except Refused as refused:
        return show(refused=refused)
    return _shown_once(request, device, secret, section)


def _shown_once(request: HttpRequest, device: Device, secret: str, section: str) -> HttpResponse:
    """A repeat of what was done made no secret that is anybody's: then only that is said."""
    is_new = bytes(device.digest) == digest_of(secret)
    told: dict[str, Any] = {
        "sections": sections(section),
        "heading": device.name,
        "pairing": Pairing(device, secret, address(request)) if is_new else None,
        "back": _page_of(device),
    }
    answer = fragment(request, "administrator/pairing.html", told)
    answer["Cache-Control"] = "no-store"
    return answer


def address(request: HttpRequest) -> str:
    """Where devices report, as they are told it."""
    if settings.DEVICES_URL:
        return request.build_absolute_uri(settings.DEVICES_URL).rstrip("/")
    return neighbour(request.get_host(), request.scheme or "http", +2)


def _page_of(device: Device) -> str:
    page = "unit" if device.unit_id else "person"
    return reverse(f"administrator:{page}", args=[device.carrier_id])
