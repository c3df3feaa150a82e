"""The list of units by status, and taking a unit off the board and back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from kalantar.catalogue.queries import unavailable_reasons
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.base.place import city_for
from kalantar.fronts.dispatcher import screen
from kalantar.kernel.rules import Refused
from kalantar.patrols import actions as patrols
from kalantar.people.middleware import acting


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    return _units(request)


@require_POST
def unit_available(request: HttpRequest, unit: UUID) -> HttpResponse:
    return _units(request, attempt(patrols.become_available, unit=unit, by=acting(request)))


@require_POST
def unit_unavailable(request: HttpRequest, unit: UUID) -> HttpResponse:
    reason = id_of(request.POST.get("reason"))
    refused = attempt(patrols.become_unavailable, unit=unit, reason=reason, by=acting(request))
    return _units(request, refused)


def _units(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    by, status = acting(request), request.GET.get("status", "")
    context: dict[str, Any] = {
        "units": screen.units(city_for(request, by), by, status),
        "status": status,
        "reasons": unavailable_reasons(),
    }
    return fragment(request, "dispatcher/units.html", context, refused)
