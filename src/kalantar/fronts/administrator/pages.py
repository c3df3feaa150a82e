"""How the administrator's lists and pages are shown: sections at the side, cells, verbs."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from kalantar.dispatch.events import ON_THE_WAY
from kalantar.fronts.base.asked import id_of, words_of
from kalantar.fronts.base.doing import attempt, fragment
from kalantar.kernel.listing import Listed
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import PAGE as STORY
from kalantar.kernel.story import told
from kalantar.kernel.text.calendar import is_persian
from kalantar.patrols.models import Unit
from kalantar.patrols.queries import times_hidden
from kalantar.people.middleware import acting

LONGEST_SEARCH = 100

SECTIONS = {
    "people": gettext_lazy("People"),
    "units": gettext_lazy("Units"),
    "types": gettext_lazy("Incident types"),
    "dispositions": gettext_lazy("Dispositions"),
    "reasons": gettext_lazy("Reasons of absence"),
    "case_categories": gettext_lazy("Categories of files"),
    "case_outcomes": gettext_lazy("Outcomes of files"),
    "outside_services": gettext_lazy("Outside services"),
    "retention": gettext_lazy("Keeping and erasure"),
    "services": gettext_lazy("Services of receptions"),
    "branches": gettext_lazy("Branches of courts"),
    "templates": gettext_lazy("Messages"),
    "areas": gettext_lazy("Areas"),
}


def sections(here: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "url": reverse(f"administrator:{code}"), "here": code == here}
        for code, name in SECTIONS.items()
    ]


def crumbs(section: str = "", *more: tuple[object, str]) -> list[dict[str, object]]:
    """The way to here: the administration, the section, and what lies between."""
    home = [(_("Administration"), reverse("administrator:home"))]
    at = [(SECTIONS[section], reverse(f"administrator:{section}"))] if section else []
    return [{"name": name, "url": url} for name, url in (*home, *at, *more)]


def cell(text: object, **how: Any) -> dict[str, Any]:
    """A cell of a list; ``code``, ``status`` or ``priority`` say how it is shown."""
    return {"text": text, **how}


def listing(words: Iterable[object]) -> str:
    """Several in one cell, with the comma of the reader's language."""
    return ("، " if is_persian(get_language()) else ", ").join(map(str, words))


def verb(label: object, name: str, *args: object, danger: bool = False) -> dict[str, Any]:
    return {"label": label, "url": reverse(f"administrator:{name}", args=args), "danger": danger}


def asked(request: HttpRequest) -> dict[str, Any]:
    """What a list is asked: words, filters, and after which row; a list of people in the body."""
    given = request.POST if request.method == "POST" else request.GET
    return {
        "given": given,
        "words": words_of(given.get("q"), LONGEST_SEARCH),
        "after": given.get("after", ""),
    }


def listed[M: Model](
    request: HttpRequest,
    section: str,
    columns: Iterable[object],
    found: Listed[M],
    row: Callable[[M], tuple[str, list[dict[str, Any]]]],
    **more: Any,
) -> HttpResponse:
    """``row`` gives the address and the cells of each; ``more``: ``search`` and what it looks for,
    ``filters``, ``add`` (an address's name and its verb), ``method``, the words of an empty list."""
    add = more.pop("add", None)
    context: dict[str, object] = {
        "heading": SECTIONS[section],
        "crumbs": crumbs(),
        "sections": sections(section),
        "columns": list(columns),
        "rows": [{"url": url, "cells": cells} for url, cells in map(row, found.rows)],
        "next": found.next,
        "beyond": found.beyond,
        "counted": found.counted,
    }
    if add:
        context |= {"add_url": reverse(f"administrator:{add[0]}"), "add_label": add[1]}
    return fragment(request, "administrator/list.html", context | _when_empty(**more) | more)


def _when_empty(
    search: str = "", narrowed: bool = False, empty_first: object = "", **_more: Any
) -> dict[str, object]:
    """What an empty list says, and what to do next."""
    if search or narrowed:
        next_step = _("Search for another word, or choose fewer filters.")
        return {"empty_what": _("Nothing is like that"), "empty_next": next_step}
    first_step = empty_first or _("Add the first one: it then stands here.")
    return {"empty_what": _("Nothing here yet"), "empty_next": first_step}


def page(
    request: HttpRequest,
    section: str,
    heading: object,
    form: Form | None = None,
    parts: Iterable[dict[str, Any]] = (),
    about: Model | None = None,
    refused: Refused | None = None,
    above: Iterable[tuple[object, str]] = (),
    here: str = "",
) -> HttpResponse:
    """One thing: its form, its parts with their verbs, its timeline.

    ``above``: what it lies in below its section, each with its address; ``here``: the section that the
    page itself is, which lies in none.
    """
    context: dict[str, Any] = {
        "sections": sections(section or here),
        "crumbs": crumbs(section, *above),
        "heading": heading,
        "form": form,
        "parts": list(parts),
        "operation": uuid7(),
    }
    if about:
        context |= story(request, about)
    answer = fragment(request, "administrator/edit.html", context, refused)
    forms = [form, *(part.get("form") for part in context["parts"])]
    if any(shown and shown.errors for shown in forms):
        answer.status_code = 422
    return answer


def part_of[M: Model](
    name: str, title: object, found: Listed[M], row: Callable[[M], dict[str, Any]], **more: Any
) -> dict[str, Any]:
    """A list on a thing's page, itself in pages: ``name`` is its own word in the address."""
    return {
        "id": name,
        "name": title,
        "rows": [row(one) for one in found.rows],
        "next": found.next,
        "beyond": found.beyond,
        **more,
    }


def after(request: HttpRequest, part: str) -> str:
    """The row after which the part's page begins, as it was asked."""
    return request.GET.get(part, "")


def story(request: HttpRequest, about: Model) -> dict[str, Any]:
    """A page of the thing's timeline, and the entry before which the next one begins.

    On the page of a unit that may not be named beside incidents, or could not be then, its ways to them
    are left out: by their times it would be known on the timelines of the incidents.
    """
    by, before = acting(request), id_of(request.GET.get("before"))
    hidden = times_hidden(about, by) if isinstance(about, Unit) else []
    lines = told(about.pk, by, before=before, without=ON_THE_WAY, within=hidden, limit=STORY + 1)
    earlier = lines[STORY - 1].id if len(lines) > STORY else None
    return {"timeline": lines[:STORY], "earlier": earlier, "later": before}


def verb_of(page: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A verb's address, of a thing of ``page``: whoever opens it as a page is shown the thing."""

    def address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **at: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, **at)
            thing = next(value for value in at.values() if isinstance(value, UUID))
            return redirect(f"administrator:{at.get('kind', page)}", thing)

        return answer

    return address


def done(
    request: HttpRequest,
    show: Callable[..., HttpResponse],
    *to: Any,
    act: Callable[..., Any],
    **asked: Any,
) -> HttpResponse:
    """Do one action and go to the page ``to``; ``show`` shows the thing with a refusal in place."""
    refused = attempt(act, **asked, by=acting(request))
    if refused:
        return show(refused=refused)
    messages.success(request, _("Done."))
    page, *thing = to
    return redirect(f"administrator:{page}", *thing)
