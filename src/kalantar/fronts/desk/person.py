"""One person's record: whose phone it is, which files are theirs, and which records are the same person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kalantar.cases.lifecycle import CASE
from kalantar.cases.queries import cases_of_person
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk import keeping_screen, purpose
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.asked_of import veiled
from kalantar.fronts.desk.file_matter import story
from kalantar.fronts.desk.person_verbs import VERBS, verbs_of
from kalantar.fronts.desk.verbs import NOTHING, Tried, asks, out_of_place, refusals
from kalantar.kernel.actor import Actor
from kalantar.people.middleware import acting
from kalantar.people.opening import read, read_of_areas
from kalantar.persons.models import Person
from kalantar.persons.queries import find_persons, person_seen, visible_persons
from kalantar.retention.queries import reviews_of_person

FOUND, FILES, MERGED = 6, 20, 50


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, id: UUID) -> HttpResponse:
    """The record; an auditor is asked first what for."""
    by = purpose.with_purpose(request)
    found = person_seen(by, id)
    if found is None:
        return purpose.ask(request)
    before = id_of(request.POST.get("before"))
    return render(request, "desk/person.html", _page(by, found, before=before))


@verb_of("persons:person")
def act(request: HttpRequest, id: UUID, verb: str) -> HttpResponse:
    """A verb of the record; where it is refused the form stays open with what was typed."""
    by, asked = acting(request), VERBS.get(verb)
    if asked is None:
        raise Http404
    form = asked.form(request.POST, about=_handled(by, id), by=by)
    tried = Tried(verb, form)
    if not form.is_valid():
        return _again(request, id, tried)
    tried.refused = attempt(asked.act, person=id, **form.asked, by=by)
    if tried.refused:
        return _again(request, id, tried)
    messages.success(request, _("Done."))
    return redirect("persons:person", form.asked.get("into", id))


@verb_of("persons:person")
def decide(request: HttpRequest, id: UUID, row: UUID, verb: str) -> HttpResponse:
    """Whether all that is known of them goes; of who has no file it is decided here."""
    by = acting(request)
    reviews = reviews_of_person(by.because(""), _handled(by, id))
    if (found := keeping_screen.step_asked(reviews, verb, row)) is None:
        raise Http404
    asked, about, of = found
    form = asked.form(request.POST, about=about, by=by)
    refused = attempt(asked.act, **of, **form.asked, by=by) if form.is_valid() else None
    if refused or form.errors:
        return _again(request, id, Tried(verb, form, refused, str(row)))
    messages.success(request, _("Done."))
    return redirect("persons:person", id)


@require_POST
def find(request: HttpRequest, id: UUID) -> HttpResponse:
    """Which other records may be the same person's."""
    by, asked = acting(request), words_of(request.POST.get("q"), 100)
    here = _handled(by, id)
    found = [one for one in find_persons(by, asked, limit=FOUND) if one.pk != id] if asked else []
    if found:
        read_of_areas([here.area_id], "registered_persons", by)
    return render(request, "desk/_persons.html", {"found": found, "asked": asked})


def _handled(by: Actor, id: UUID) -> Person:
    """To whoever works where they were registered: for a verb no purpose opens a record."""
    found = person_seen(by.because(""), id)
    if found is None:
        raise Http404
    return found


def _again(request: HttpRequest, id: UUID, tried: Tried) -> HttpResponse:
    by = acting(request).because("")
    chosen = id_of(request.POST.get("person"))
    context = _page(by, _handled(by, id), tried)
    context["chosen"] = person_seen(by, chosen) if chosen else None
    return render(request, "desk/person.html", context, status=422)


def _page(
    by: Actor, found: Person, tried: Tried = NOTHING, before: UUID | None = None
) -> dict[str, Any]:
    """That it was read is recorded."""
    read(found, "registered_person", by)
    verbs = asks(verbs_of(found, by.now()), found, by, NOTHING if tried.about else tried)
    reviews = [keeping_screen.review_shown(one, by, tried) for one in reviews_of_person(by, found)]
    shown = [*verbs, *(ask for one in reviews for ask in one["verbs"])]
    files = cases_of_person(by, found, limit=FILES)
    merged = visible_persons(by).filter(merged_into=found).order_by("registered_at", "pk")
    return {
        "person": found,
        "heading": _("Record of a person"),
        "verbs": verbs,
        "reviews": reviews,
        "grey": refusals(shown),
        "refused": out_of_place(shown, tried),
        "standing": person_seen(by, found.merged_into_id) if found.merged_into_id else None,
        "merged": list(merged[:MERGED]),
        "files": [(one, CASE.states[one.state]) for one in files],
        "veiled": veiled(by, files),
        **story(by, found.pk, before),
    }
