"""Units that give no word, shown above the queue: who asks how they are, and what came of it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.base.place import city_for, live_keys
from kalantar.fronts.dispatcher.showing import card_shown, incident_left
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.places.models import Jurisdiction
from kalantar.welfare_checks import actions
from kalantar.welfare_checks.models import How
from kalantar.welfare_checks.queries import SHOWN, silent_units


def silence(city: Jurisdiction | None, reader: Actor) -> dict[str, Any]:
    """Whom somebody is to ask, and how loud: it grows with each of them and with each step."""
    found = silent_units(reader, city.pk, limit=SHOWN + 1) if city else []
    loud = sum(one.step + 1 for one in found if not one.help_sent)
    return {"silent": found[:SHOWN], "more_silent": len(found) > SHOWN, "loud": loud}


@require_GET
def silent(request: HttpRequest) -> HttpResponse:
    return _shown(request)


@require_POST
def take_up(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _done(request, actions.take_up_check, assignment=assignment)


@require_POST
def all_well(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _done(request, actions.give_word, assignment=assignment, how=How.RADIO)


@require_POST
def no_answer(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _done(request, actions.no_answer, assignment=assignment)


@require_POST
def send_help(request: HttpRequest, assignment: UUID) -> HttpResponse:
    return _done(request, actions.send_help, assignment=assignment)


@require_POST
def heard(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """Before anybody had to ask: from the card of the incident it is on."""
    act = partial(actions.give_word, how=How.RADIO)
    refused = attempt(act, assignment=assignment, by=acting(request))
    return card_shown(request, incident_left(assignment), refused)


def _done(request: HttpRequest, act: Callable[..., object], **asked: Any) -> HttpResponse:
    return _shown(request, attempt(act, **asked, by=acting(request)))


def _shown(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    context = silence(city, by) | {"live_keys": live_keys(by, city)}
    return fragment(request, "dispatcher/_silent.html", context, refused)
