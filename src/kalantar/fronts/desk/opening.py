"""A file is opened: for a visitor, for somebody found or new, or by the station itself."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from uuid_utils.compat import uuid7

from kalantar.case_catalogue.models import CaseCategory
from kalantar.case_catalogue.queries import fields_of, offered_categories
from kalantar.cases.actions import open_case
from kalantar.cases.models import PartyRole
from kalantar.cases.queries import cases_of_person, parties_of
from kalantar.cases.rules import may_open_case
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.base.doing import fragment
from kalantar.fronts.desk import file_screen
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.asked_of import veiled
from kalantar.fronts.desk.file_forms import OpenFileForm, SomebodyForm
from kalantar.fronts.desk.files import SECTIONS
from kalantar.fronts.desk.known_already import known_already
from kalantar.fronts.desk.lists import sections
from kalantar.fronts.desk.stations import station_for
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.papers.queries import note_of_receipt
from kalantar.people.middleware import acting
from kalantar.people.opening import read, read_of_areas
from kalantar.persons.actions import register_person
from kalantar.persons.models import Person
from kalantar.persons.queries import find_persons, person_seen
from kalantar.places.models import Jurisdiction
from kalantar.reception.queries import visit_seen

OFFERED, FOUND, EARLIER = 8, 6, 5


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """``?visit=`` or ``?person=``: who complains."""
    by = acting(request)
    visit = id_of(request.GET.get("visit"))
    seen = visit_seen(by, visit) if visit else None
    person = (seen.person_id if seen else None) or id_of(request.GET.get("person"))
    told = {"narrative": seen.purpose if seen else "", "person": person}
    return _page(request, OpenFileForm(initial=told), person)


@require_POST
def categories(request: HttpRequest) -> HttpResponse:
    """What is offered for the typed words."""
    _station(request)
    asked = words_of(request.POST.get("category_words"), 100)
    offered = offered_categories(asked)[:OFFERED] if asked else []
    return render(request, "desk/_categories.html", {"offered": offered, "asked": asked})


@require_GET
def fields(request: HttpRequest, category: UUID) -> HttpResponse:
    """What is asked for the category."""
    _station(request)
    form = OpenFileForm(fields=fields_of(category), initial={"category": category})
    return render(request, "desk/_answers.html", {"form": form, "category": _category(category)})


@require_POST
def persons(request: HttpRequest) -> HttpResponse:
    by, asked = acting(request), words_of(request.POST.get("q"), 100)
    station = _station(request)
    found = find_persons(by, asked, limit=FOUND) if asked else []
    if found:
        read_of_areas([station.pk], "registered_persons", by)
    return render(request, "desk/_persons.html", {"found": found, "asked": asked})


@verb_of("files:new")
def somebody(request: HttpRequest) -> HttpResponse:
    """Somebody new, for whom a file is then opened."""
    by, form = acting(request), SomebodyForm(request.POST)
    station, refused = _station(request), None
    if form.is_valid():
        if same := known_already(form, station.pk, by):
            return _page(request, OpenFileForm(), None, new=form, same=same)
        try:
            made = register_person(area=station.pk, **form.who, by=by)
        except Refused as said:
            refused = said
        else:
            return redirect(f"{reverse('files:new')}?person={made.pk}")
    return _page(request, OpenFileForm(), None, refused, new=form)


@verb_of("files:new")
def open_file(request: HttpRequest) -> HttpResponse:
    station, category = _station(request), id_of(request.POST.get("category"))
    form = OpenFileForm(request.POST, fields=fields_of(category) if category else ())
    person = id_of(request.POST.get("person"))
    if not form.is_valid():
        return _page(request, form, person)
    try:
        case = open_case(station=station.pk, **form.asked, by=acting(request))
    except Refused as refused:
        return _page(request, form, person, refused)
    return redirect("files:receipt", case.pk)


@require_GET
def receipt(request: HttpRequest, id: UUID) -> HttpResponse:
    """The number, large, to take home."""
    by = acting(request)
    case = file_screen.handled(by, id)
    read(case, "case", by)
    complains = parties_of(case).filter(role=PartyRole.COMPLAINANT).first()
    context = {"case": case, "heading": _("The file is open"), "party": complains}
    context["note"] = note_of_receipt(case, complains)
    return render(request, "desk/receipt.html", context)


def _station(request: HttpRequest) -> Jurisdiction:
    """The one at which the reader opens files."""
    by = acting(request)
    station = station_for(request, by)
    if station is None:
        raise may_open_case.refuse()
    return may_open_case.allow(by, station)


def _category(id: UUID | None) -> CaseCategory | None:
    return CaseCategory.objects.filter(pk=id).first() if id else None


def _whom(by: Actor, id: UUID | None) -> Person | None:
    if id is None:
        return None
    person = person_seen(by, id)
    if person is None:
        raise Http404
    read(person, "registered_person", by)
    return person


def _page(
    request: HttpRequest,
    form: OpenFileForm,
    person: UUID | None,
    refused: Refused | None = None,
    *,
    new: SomebodyForm | None = None,
    same: Sequence[Person] = (),
) -> HttpResponse:
    by, station = acting(request), _station(request)
    chosen = _whom(by, person)
    earlier = cases_of_person(by, chosen, limit=EARLIER) if chosen else []
    context: dict[str, Any] = {
        "heading": _("Open a file"),
        "sections": sections(SECTIONS, "files", ""),
        "station": station,
        "form": form,
        "category": _category(id_of(form["category"].value() and str(form["category"].value()))),
        "chosen": chosen,
        "earlier": earlier,
        "veiled": veiled(by, earlier),
        "somebody": new or SomebodyForm(),
        "somebody_open": new is not None,
        "somebody_refused": refused if new else None,
        "same": same,
        "take": reverse("files:new"),
        "operation": uuid7(),
    }
    answer = fragment(request, "desk/open_file.html", context, None if new else refused)
    answer.status_code = 422 if refused or form.errors else 200
    return answer
