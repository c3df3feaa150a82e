"""The strip of panic alarms on every page of a room, and its two verbs. It asks for itself again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.base.place import city_for, live_keys
from kalantar.kernel.rules import Refused
from kalantar.panic_alarms import actions
from kalantar.panic_alarms.events import OUTCOMES
from kalantar.panic_alarms.queries import running_alarms
from kalantar.people.middleware import acting

USUAL, WITHOUT_STREAM = 30, 10  # seconds until it asks of itself, whatever a live stream says


def strip_of(request: HttpRequest, every: int = USUAL) -> dict[str, Any]:
    """What the strip shows, of the city of the page. Two queries where there is no alarm."""
    by, city = acting(request), city_for(request, acting(request))
    alarms = running_alarms(by, city)
    return {
        "alarms": alarms,
        "unanswered": [one for one in alarms if not one.acknowledged],
        "outcomes": list(enumerate(OUTCOMES.items(), start=1)),
        "live_keys": live_keys(by, city),
        "every": every,
    }


@require_GET
def strip(request: HttpRequest) -> HttpResponse:
    return _strip(request)


@require_POST
def acknowledge(request: HttpRequest, alarm: UUID) -> HttpResponse:
    return _done(request, actions.acknowledge_panic_alarm, alarm=alarm)


@require_POST
def end(request: HttpRequest, alarm: UUID) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    return _done(request, actions.end_panic_alarm, alarm=alarm, outcome=outcome)


def _done(request: HttpRequest, act: Callable[..., object], **asked: object) -> HttpResponse:
    return _strip(request, attempt(act, **asked, by=acting(request)))


def _strip(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    every = WITHOUT_STREAM if request.GET.get("every") == str(WITHOUT_STREAM) else USUAL
    return fragment(request, "base/_panic.html", strip_of(request, every), refused)
