"""What the room shows of an incident's callers, and does with them: on the dispatcher's card and at the
call taker's desk, each asked for by itself, so that neither is slower for it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kalantar.caller_links import actions
from kalantar.caller_links.asking import QUESTIONS
from kalantar.caller_links.queries import callers_of, calls_to_tell
from kalantar.caller_links.rules import help_is_on_its_way, may_tell_callers
from kalantar.fronts.base.asked import words_of
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.fronts.base.papers import origin
from kalantar.incidents.queries import incident_of
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.people.opening import read
from kalantar.surges.actions import unfold_incident
from kalantar.surges.queries import folded_into

KEYS = {
    "open": "Ctrl+,",
    "heed": "Ctrl+U",
    "accept": "Ctrl+M",
}  # no verb of a card or a desk has these
FIRST_DIGIT, LAST_DIGIT = 4, 9  # the first three are the fields of the call taker's form


@require_GET
def callers(request: HttpRequest, incident: UUID) -> HttpResponse:
    return _shown(request, incident)


@require_POST
def send(request: HttpRequest, incident: UUID, call: UUID) -> HttpResponse:
    asked = request.POST
    told: dict[str, Any] = {
        "language": asked.get("language", ""), "silent": bool(asked.get("silent")),
        "agreed": bool(asked.get("agreed")), "page_at": f"{origin(request)}/h/",
    }  # fmt: skip
    return _done(request, incident, actions.send_caller_link, incident=incident, call=call, **told)


@require_POST
def end(request: HttpRequest, incident: UUID, link: UUID) -> HttpResponse:
    return _done(request, incident, actions.end_caller_link, link=link)


@require_POST
def ask(request: HttpRequest, incident: UUID, link: UUID) -> HttpResponse:
    question = request.POST.get("question", "")
    return _done(request, incident, actions.ask_caller, link=link, question=question)


@require_POST
def write(request: HttpRequest, incident: UUID, link: UUID) -> HttpResponse:
    text = words_of(request.POST.get("text"), 1000)
    return _done(request, incident, actions.write_to_caller, link=link, text=text)


@require_POST
def heed(request: HttpRequest, incident: UUID, link: UUID) -> HttpResponse:
    return _done(request, incident, actions.heed_caller, link=link)


@require_POST
def tell(request: HttpRequest, incident: UUID) -> HttpResponse:
    return _done(request, incident, actions.tell_help_is_coming, incident=incident)


@require_POST
def unfold(request: HttpRequest, incident: UUID, folded: UUID) -> HttpResponse:
    why = words_of(request.POST.get("why"), 500)
    return _done(request, incident, unfold_incident, incident=folded, why=why)


@require_POST
def accept(request: HttpRequest, incident: UUID, word: UUID) -> HttpResponse:
    return _done(request, incident, actions.accept_callers_place, word=word)


def _done(
    request: HttpRequest, shown: UUID, act: Callable[..., object], /, **asked: Any
) -> HttpResponse:
    refused = attempt(act, **asked, by=acting(request))
    return _shown(request, shown, refused)


def _shown(request: HttpRequest, incident: UUID, refused: Refused | None = None) -> HttpResponse:
    """It tells of the incident as the card does: that it was read is recorded."""
    by, found = acting(request), incident_of(acting(request), incident)
    if found is None:
        raise Http404
    read(found, "incident", by)
    rows, at_calls = callers_of(by, found), "calls" in request.GET
    places = [row.place for row in rows if row.place]
    context = {
        "incident": found,
        "rows": rows,
        "folded": folded_into(found.pk),
        "told": help_is_on_its_way(found) and bool(calls_to_tell(found.pk)),
        "may_tell": may_tell_callers(by, found),
        "opened": request.method == "POST",
        "keys": KEYS,
        "query": "?calls=1" if at_calls else "",
        "here": reverse("callers", args=[found.pk]),
        "questions": _questions(),
        "places": [
            {"lon": one.place.lon, "lat": one.place.lat, "accuracy": one.accuracy_m or 0}
            for one in places if one.place
        ],
    }  # fmt: skip
    return fragment(request, "base/_callers.html", context, refused)


def _questions() -> list[tuple[str, object, int | None]]:
    """Each with the figure that asks it, while there are figures."""
    numbered = enumerate(QUESTIONS.items(), start=FIRST_DIGIT)
    return [(code, said, at if at <= LAST_DIGIT else None) for at, (code, said) in numbered]
