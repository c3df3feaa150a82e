"""Saved searches: kept from a list, renamed and deleted on a page of their own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.fronts.base.asked import words_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.asked_list import FOUND, list_sent
from kalantar.fronts.desk.files import address_of, list_page
from kalantar.fronts.desk.stations import station_for
from kalantar.kernel.action import thing_exists
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.saved_searches.actions import delete_search, keep_search, rename_search
from kalantar.saved_searches.queries import search_of, searches_of
from kalantar.saved_searches.rules import may_change_search, saved_search_names_nobody


@require_GET
def all_of_them(request: HttpRequest) -> HttpResponse:
    return _page(request)


@verb_of("files:open")
def keep(request: HttpRequest) -> HttpResponse:
    """What the list is narrowed to; of a search for somebody nothing is kept."""
    asked, name = list_sent(request), words_of(request.POST.get("name"), 200)
    if asked.which == FOUND:
        raise saved_search_names_nobody.refuse()
    shared = asked.station.pk if request.POST.get("shared") and asked.station else None
    told = {"name": name, "which": asked.which, "words": asked.bar.words, "shared_with": shared}
    refused = attempt(keep_search, **told, by=asked.by)
    if refused:
        return list_page(request, asked, refused=refused, tried="search", typed=name, status=422)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse(f'files:{asked.which}')}?{asked.address.removesuffix('&')}")


@verb_of("files:searches")
def rename(request: HttpRequest, search: UUID) -> HttpResponse:
    name = words_of(request.POST.get("name"), 200)
    return _done(request, search, rename_search, name=name)


@verb_of("files:searches")
def delete(request: HttpRequest, search: UUID) -> HttpResponse:
    return _done(request, search, delete_search)


def _done(request: HttpRequest, id: UUID, act: Callable[..., Any], **asked: Any) -> HttpResponse:
    by = acting(request)
    if search_of(by, id) is None:
        raise thing_exists.refuse()
    refused = attempt(act, search=id, **asked, by=by)
    if refused:
        return _page(request, refused)
    messages.success(request, _("Done."))
    return redirect("files:searches")


def _page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    by = acting(request)
    found = [
        {"search": one, "url": address_of(one), "changes": may_change_search(by, one)}
        for one in searches_of(by, station_for(request, by))
    ]
    context = {"heading": _("Saved searches"), "found": found, "refused": refused}
    return render(request, "desk/searches.html", context, status=422 if refused else 200)
