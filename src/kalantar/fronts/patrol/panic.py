"""The panic button of the phone: held once, it asks for help; afterwards one can say that one is safe."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from kalantar.fronts.base.doing import attempt
from kalantar.fronts.patrol.moment import at_the_latest, then
from kalantar.fronts.patrol.views import shown
from kalantar.kernel.geometry import Point
from kalantar.panic_alarms import actions

A_DAY = 86_400


@require_POST
def panic(request: HttpRequest) -> HttpResponse:
    """``lon``, ``lat`` (degrees), ``accuracy`` (metres) and ``age`` (seconds, when it was pressed), if known."""
    by, place = at_the_latest(request), _place(request)
    accuracy, age = _number(request, "accuracy"), _number(request, "age") or 0.0
    asked = {"place": place, "accuracy_m": accuracy, "age_s": int(min(age, A_DAY))}
    return shown(request, attempt(actions.raise_panic_alarm, **asked, by=by))


@require_POST
def safe(request: HttpRequest, alarm: UUID) -> HttpResponse:
    return shown(request, attempt(actions.say_safe, alarm=alarm, by=then(request)))


def _place(request: HttpRequest) -> Point | None:
    """None where the phone did not know it, or says what is nowhere: help is sent for all the same."""
    lon, lat = _number(request, "lon", least=-180), _number(request, "lat", least=-90)
    if lon is None or lat is None or lon > 180 or lat > 90:
        return None
    return Point(lon, lat)


def _number(request: HttpRequest, name: str, least: float = 0) -> float | None:
    """A number from ``least`` on; nothing else, not even one that is none (NaN)."""
    try:
        said = float(request.POST.get(name, ""))
    except ValueError:
        return None
    return said if least <= said <= 1e6 else None
