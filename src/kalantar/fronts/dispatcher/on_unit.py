"""The list of units by status, and taking a unit off the board and back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from kalantar.catalogue.queries import unavailable_reasons
from kalantar.fronts.base.asked import id_of, reason_chosen
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.base.place import city_for, live_keys
from kalantar.fronts.dispatcher import screen
from kalantar.kernel.rules import Refused
from kalantar.patrols import actions as patrols
from kalantar.patrols.board import status_counts
from kalantar.patrols.models import UnitStatus
from kalantar.people.middleware import acting


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    return _units(request)


@require_POST
def unit_available(request: HttpRequest, unit: UUID) -> HttpResponse:
    return _units(request, attempt(patrols.become_available, unit=unit, by=acting(request)))


@require_POST
def unit_unavailable(request: HttpRequest, unit: UUID) -> HttpResponse:
    def act() -> None:
        reason = reason_chosen(request.POST)
        patrols.become_unavailable(unit=unit, reason=reason, by=acting(request))

    return _units(request, attempt(act))


def _units(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    by, status = acting(request), request.GET.get("status", "").replace("\x00", "")
    city, after = city_for(request, by), id_of(request.GET.get("after"))
    page = screen.units_of(city, by, status, after=after)
    counts = status_counts(by, city.pk) if city else {}
    wanted = status.split(",") if status else [one for one in counts if one != UnitStatus.OFF_DUTY]
    context: dict[str, Any] = page | {
        "status": status,
        "number": sum(counts.get(one, 0) for one in wanted),
        "live_keys": live_keys(by, city),
        "reasons": unavailable_reasons(),
    }
    return fragment(request, "dispatcher/units.html", context, refused)
