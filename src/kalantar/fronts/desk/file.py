"""One file: its page, and what is done with it there."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kalantar.cases.queries import case_of
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk import file_screen, keeping, purpose
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.file_forms import SomebodyForm
from kalantar.fronts.desk.file_verbs import VERBS
from kalantar.fronts.desk.verbs import Tried
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.persons.actions import register_person
from kalantar.persons.queries import find_persons, person_seen

FOUND = 6


@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, id: UUID) -> HttpResponse:
    """The file; an auditor is asked first what for."""
    by = purpose.with_purpose(request)
    case = case_of(by, id)
    if case is None:
        return purpose.ask(request)
    before = id_of(request.POST.get("before"))
    if case.disposed_at:
        return keeping.tombstone(request, case, before)
    chosen = id_of(request.GET.get("person"))
    person = person_seen(by, chosen) if chosen else None
    tried = Tried(verb="party") if person else Tried()
    context = file_screen.page(by, case, tried, before, person)
    return render(request, "desk/file.html", context)


@verb_of("files:file")
def act(request: HttpRequest, id: UUID, verb: str) -> HttpResponse:
    """A verb of the file; where it is refused the form stays open with what was typed."""
    by, asked = acting(request), VERBS.get(verb)
    if asked is None:
        raise Http404
    case = file_screen.handled(by, id)
    form = asked.form(request.POST, about=case, by=by)
    if not form.is_valid():
        return again(request, id, Tried(verb, form, about=_row(request)))
    refused = attempt(asked.act, **{asked.of: id}, **form.asked, by=by)
    if refused:
        return again(request, id, Tried(verb, form, refused, _row(request)))
    messages.success(request, _("Done."))
    return _onward(request, id)


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
    try:
        made = register_person(area=case.jurisdiction_id, **form.who, by=by)
    except Refused as refused:
        return again(request, id, Tried("somebody", refused=refused), form)
    return redirect(f"{reverse('files:file', args=[id])}?person={made.pk}#verb-party")


def again(
    request: HttpRequest, id: UUID, tried: Tried, new: SomebodyForm | None = None
) -> HttpResponse:
    """The page as it is now, with what was tried still open."""
    by = acting(request)
    case = file_screen.handled(by, id)
    if case.disposed_at:
        return redirect("files:file", id)  # meanwhile; nothing is done with it any more
    chosen = id_of(request.POST.get("person"))
    person = person_seen(by, chosen) if chosen else None
    context = file_screen.page(by.because(""), case, tried, chosen=person)
    opened = {"somebody": new, "somebody_refused": tried.refused} if new else {}
    return render(request, "desk/file.html", context | opened, status=422)


def _onward(request: HttpRequest, id: UUID) -> HttpResponse:
    """Back to the file; to the list where it is theirs no longer, such as one that was sent back."""
    if case_of(acting(request).because(""), id) is None:
        return redirect("files:referred")
    return redirect("files:file", id)


def _row(request: HttpRequest) -> str:
    """Of which row a verb was asked, where there are several."""
    rows = ("party", "incident", "question", "copy")
    return next((id for name in rows if (id := request.POST.get(name))), "")
