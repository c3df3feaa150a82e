"""The calls of an incident: which they are, taking one apart, joining another."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.dispatcher.showing import asked_in_place, card_shown, incident_or_404
from kalantar.incidents import actions as incidents
from kalantar.incidents.queries import calls_of, calls_to_join, joined_to
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.people.roles import WATCHERS

CALLS = 20  # of an incident in one page, and of those that could join it
KEYS = 9  # the first buttons of a page have one each


@require_GET
def join_call(request: HttpRequest, incident: UUID) -> HttpResponse:
    return _calls(request, incident)


@require_POST
def join(request: HttpRequest, incident: UUID, call: UUID) -> HttpResponse:
    return _done(request, incidents.join_call, incident, call)


@require_POST
def part(request: HttpRequest, incident: UUID, call: UUID) -> HttpResponse:
    return _done(request, incidents.part_call, incident, call)


def _done(
    request: HttpRequest, act: Callable[..., object], incident: UUID, call: UUID
) -> HttpResponse:
    refused = attempt(act, incident=incident, call=call, by=acting(request))
    return _calls(request, incident, refused) if refused else card_shown(request, incident)


def _calls(request: HttpRequest, incident: UUID, refused: Refused | None = None) -> HttpResponse:
    """The calls of the incident, and those that could join it; each list in pages."""
    by, found = acting(request), incident_or_404(request, incident)
    after, behind = id_of(request.GET.get("after")), id_of(request.GET.get("behind"))
    joined = calls_of(found.pk, by, after=after, limit=CALLS + 1)
    others = calls_to_join(by, after=behind, limit=CALLS + 1)
    if others:
        read_of_areas(by.areas(WATCHERS), "calls", by)
    several = joined_to(found.pk).calls > 1  # the only one is not taken apart
    parting = joined[:CALLS] if several else []
    context = {
        "incident": found,
        "calls": _keyed(joined[:CALLS], 1 if several else KEYS + 1),
        "several": several,
        "next_after": joined[CALLS - 1].call.pk if len(joined) > CALLS else None,
        "others": _keyed(others[:CALLS], 1 + len(parting)),
        "next_others": others[CALLS - 1].call.pk if len(others) > CALLS else None,
    }
    return asked_in_place(request, "dispatcher/_calls.html", context, incident, refused)


def _keyed[Row](rows: Sequence[Row], first: int) -> list[tuple[Row, int | None]]:
    """Each with the figure that presses its button, from ``first`` on, while there are figures."""
    return [(row, at if at <= KEYS else None) for at, row in enumerate(rows, start=first)]
