"""One visitor: found by what they say, or new, and given a ticket."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.base.doing import fragment
from kalantar.fronts.desk import screen
from kalantar.fronts.desk.forms import VisitorForm
from kalantar.fronts.desk.known_already import known_already
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import normalise, to_latin_digits
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.persons.models import Person
from kalantar.persons.queries import find_persons, person_seen
from kalantar.reception.actions import receive_visitor, register_visit
from kalantar.reception.models import Desk, Visit

FOUND = 6


@require_POST
def find(request: HttpRequest, desk: UUID) -> HttpResponse:
    """Whom the typed words may mean. The words stand in a body: addresses are kept in logs."""
    by, asked = acting(request), words_of(request.POST.get("q"), 100)
    at = screen.seat(by, desk)
    found = find_persons(by, asked, limit=FOUND) if asked else []
    if found:
        read_of_areas([at.station_id], "registered_persons", by)
    return render(request, "desk/_found.html", {"desk": at, "found": found, "asked": asked})


@require_POST
def new(request: HttpRequest, desk: UUID) -> HttpResponse:
    """Somebody new: what was looked for is filled in where it belongs."""
    at = screen.seat(acting(request), desk)
    return _form(request, at, VisitorForm(initial=_taken_over(request.POST.get("q"))))


@require_GET
def known(request: HttpRequest, desk: UUID, person: UUID) -> HttpResponse:
    by = acting(request)
    at, who = screen.seat(by, desk), _person(by, person)
    said = {"person": who.pk, "language": who.language, "needs": who.needs}
    return _form(request, at, VisitorForm(initial=said), who)


@require_POST
def register(request: HttpRequest, desk: UUID) -> HttpResponse:
    by, form = acting(request), VisitorForm(request.POST)
    at = screen.seat(by, desk)
    whom = _whom(by, form)
    if not form.is_valid():
        return _form(request, at, form, whom)
    if whom is None and (same := known_already(form, at.station_id, by)):
        return _form(request, at, form, same=same)
    try:
        visit = _registered(form, at, whom, by)
    except Refused as refused:
        return _form(request, at, form, whom, refused)
    return render(request, "desk/_ticket.html", screen.queue(by, at) | screen.ticket(by, visit))


def _whom(by: Actor, form: VisitorForm) -> Person | None:
    """The one who was found, also where the form is not filled in yet."""
    chosen = id_of(form.data.get("person"))
    return _person(by, chosen) if chosen else None


def _registered(form: VisitorForm, at: Desk, whom: Person | None, by: Actor) -> Visit:
    told = form.visit | {"station": at.station_id, "by": by}
    if whom is None and form.who:
        return receive_visitor(who=form.who, **told)
    kept = form.cleaned_data["appointment"] if whom else None
    return register_visit(person=whom.pk if whom else None, appointment=kept, **told)


def _person(by: Actor, id: UUID) -> Person:
    found = person_seen(by, id)
    if found is None:
        raise Http404
    return found


def _form(
    request: HttpRequest,
    at: Desk,
    form: VisitorForm,
    person: Person | None = None,
    refused: Refused | None = None,
    same: Sequence[Person] = (),
) -> HttpResponse:
    context = screen.form(acting(request), at, form, person) | {"same": same}
    return fragment(request, "desk/_form.html", context, refused)


def _taken_over(typed: str | None) -> dict[str, str]:
    """The words that were looked for, as the form's fields: digits by their number, else a name."""
    words = words_of(typed, 100)
    digits = to_latin_digits(normalise(words)).replace(" ", "")
    if digits.lstrip("+").isdecimal():
        is_id = len(digits) == 10 and not digits.startswith("09")
        return {"national_id" if is_id else "phone": digits}
    given, _, family = words.partition(" ")
    return {"given": given, "family": family.strip()}
