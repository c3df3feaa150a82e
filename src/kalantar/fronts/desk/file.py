"""One file: the parts of its page, and what is done with it there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kalantar.cases.models import Case
from kalantar.cases.queries import case_of
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk import file_screen, keeping, purpose
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.file_forms import SomebodyForm
from kalantar.fronts.desk.file_look import Look
from kalantar.fronts.desk.file_parts import PARTS, Part, part_of
from kalantar.fronts.desk.file_verbs import VERBS
from kalantar.fronts.desk.known_already import known_already
from kalantar.fronts.desk.verbs import Tried, Verb
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.persons.actions import register_person
from kalantar.persons.models import Person
from kalantar.persons.queries import find_persons, person_seen

FOUND = 6


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, id: UUID, part: str = "matter") -> HttpResponse:
    """A part of the file."""
    by, there = purpose.with_purpose(request), PARTS[part]
    case = file_screen.opened(by, id)
    if case is None:
        raise Http404
    before = id_of(request.POST.get("before"))
    if case.disposed_at:
        return keeping.tombstone(request, case, before)
    person = _chosen(by, request.GET.get("person"))
    opened = "party" if person else request.GET.get("ask", "")
    tried = Tried(opened, about=request.GET.get("row", ""))
    look = Look(by, case, tried, before, person)
    return render(request, there.template, file_screen.page(look, there))


def verb_of_file(by: Actor, id: UUID, verb: str) -> tuple[Verb, Case]:
    """To whoever works on the file."""
    if verb not in VERBS:
        raise Http404
    return VERBS[verb], file_screen.handled(by, id)


def _part(id: UUID, verb: str) -> str:
    return part_of(verb).page


@verb_of(_part, verb_of_file)
def act(request: HttpRequest, id: UUID, verb: str) -> HttpResponse:
    """A verb of the file; where it is refused the form stays open with what was typed."""
    by = acting(request)
    asked, case = verb_of_file(by, id, verb)
    form = asked.form(request.POST, about=case, by=by)
    if not form.is_valid():
        return again(request, id, Tried(verb, form, about=_row(request)))
    refused = attempt(asked.act, **{asked.of: id}, **form.asked, by=by)
    if refused:
        return again(request, id, Tried(verb, form, refused, _row(request)))
    messages.success(request, _("Done."))
    return _onward(request, id, part_of(verb))


@require_POST
def persons(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who may be named: whoever the typed words may mean."""
    by, asked = acting(request), words_of(request.POST.get("q"), 100)
    case = file_screen.handled(by, id)
    found = find_persons(by, asked, limit=FOUND) if asked else []
    if found:
        read_of_areas([case.jurisdiction_id], "registered_persons", by)
    return render(request, "desk/_persons.html", {"found": found, "asked": asked})


@verb_of("files:file")
def somebody(request: HttpRequest, id: UUID) -> HttpResponse:
    """Somebody new, who may then be named: the form to name a party opens with them."""
    by, form = acting(request), SomebodyForm(request.POST)
    case = file_screen.handled(by, id)
    if not form.is_valid():
        return again(request, id, Tried("somebody"), form)
    if same := known_already(form, case.jurisdiction_id, by):
        return again(request, id, Tried("somebody"), form, same)
    try:
        made = register_person(area=case.jurisdiction_id, **form.who, by=by)
    except Refused as refused:
        return again(request, id, Tried("somebody", refused=refused), form)
    return redirect(f"{reverse('files:file', args=[id])}?person={made.pk}#verb-party")


def again(
    request: HttpRequest,
    id: UUID,
    tried: Tried,
    new: SomebodyForm | None = None,
    same: Sequence[Person] = (),
) -> HttpResponse:
    """The part of the verb that was tried, as it is now, with the verb still open."""
    by, part = acting(request).because(""), part_of(tried.verb)
    case = file_screen.opened(by, id)
    if case is None:
        raise Http404
    if case.disposed_at:
        return redirect("files:file", id)  # meanwhile; nothing is done with it any more
    look = Look(by, case, tried, chosen=_chosen(by, request.POST.get("person")))
    opened: dict[str, Any] = {"same": same, "take": reverse("files:file", args=[id])}
    opened |= {"somebody": new, "somebody_refused": tried.refused} if new else {}
    return render(request, part.template, file_screen.page(look, part) | opened, status=422)


def _chosen(by: Actor, id: str | None) -> Person | None:
    """Who is to become a party, where somebody was chosen."""
    asked = id_of(id)
    return person_seen(by, asked) if asked else None


def _onward(request: HttpRequest, id: UUID, part: Part) -> HttpResponse:
    """Back where they were; to the list where it is theirs no longer, such as one that was sent back."""
    if case_of(acting(request).because(""), id) is None:
        return redirect("files:referred")
    return redirect(part.at(id))


def _row(request: HttpRequest) -> str:
    """Of which row a verb was asked, where there are several."""
    rows = ("party", "incident", "question", "copy", "incoming")
    return next((id for name in rows if (id := request.POST.get(name))), "")
