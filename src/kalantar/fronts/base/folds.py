"""What may be one event, offered in the room and at the call taker's desk; joined by a key, or said to be different."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.base.place import city_for, live_keys
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.surges import actions
from kalantar.surges.queries import folds_offered


@require_GET
def folds(request: HttpRequest) -> HttpResponse:
    return _shown(request)


@require_POST
def fold(request: HttpRequest, into: UUID) -> HttpResponse:
    return _done(request, actions.fold_incidents, into=into, others=_others(request))


@require_POST
def different(request: HttpRequest, into: UUID) -> HttpResponse:
    return _done(request, actions.say_different, incidents=[into, *_others(request)])


def _others(request: HttpRequest) -> list[UUID]:
    """Those that were shown when the key was pressed, not those that came since."""
    return [id for one in request.POST.get("others", "").split(",") if (id := id_of(one))]


def _done(request: HttpRequest, act: Callable[..., object], **asked: Any) -> HttpResponse:
    return _shown(request, attempt(act, **asked, by=acting(request)))


def _shown(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    context = {
        "offers": folds_offered(by, city.pk, by.now()) if city else [],
        "live_keys": live_keys(by, city),
    }
    return fragment(request, "base/_folds.html", context, refused)
