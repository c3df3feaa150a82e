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

from kalantar.fronts.base.doing import attempt, fragment
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.kernel.text.calendar import is_persian
from kalantar.people.middleware import acting

SECTIONS = {
    "people": gettext_lazy("People"),
    "units": gettext_lazy("Units"),
    "types": gettext_lazy("Incident types"),
    "dispositions": gettext_lazy("Dispositions"),
    "reasons": gettext_lazy("Reasons of absence"),
    "areas": gettext_lazy("Areas"),
}


def sections(here: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "url": reverse(f"administrator:{code}"), "here": code == here}
        for code, name in SECTIONS.items()
    ]


def cell(text: object, **how: Any) -> dict[str, Any]:
    """A cell of a list; ``figure``, ``code``, ``status`` or ``priority`` say how it is shown."""
    return {"text": text, **how}


def listing(words: Iterable[object]) -> str:
    """Several in one cell, with the comma of the reader's language."""
    return ("، " if is_persian(get_language()) else ", ").join(map(str, words))


def verb(label: object, name: str, *args: object, danger: bool = False) -> dict[str, Any]:
    return {"label": label, "url": reverse(f"administrator:{name}", args=args), "danger": danger}


def listed(
    request: HttpRequest,
    section: str,
    columns: Iterable[object],
    rows: Iterable[tuple[str, list[dict[str, Any]]]],
    add: tuple[str, object] | None = None,
    search: str | None = None,
) -> HttpResponse:
    """``rows``: address and cells of each; ``add``: name of the address and the word of the verb."""
    context: dict[str, object] = {
        "section": {"name": SECTIONS[section]},
        "sections": sections(section),
        "columns": [{"name": name} for name in columns],
        "rows": [{"url": url, "cells": cells} for url, cells in rows],
        "search": search,
        "empty_what": _("Nothing here"),
        "empty_next": _("Add the first one, or search for another word."),
    }
    if add:
        context |= {"add_url": reverse(f"administrator:{add[0]}"), "add_label": add[1]}
    return fragment(request, "administrator/list.html", context)


def page(
    request: HttpRequest,
    section: str,
    heading: object,
    form: Form | None = None,
    parts: Iterable[dict[str, Any]] = (),
    about: Model | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """One thing: its form, its parts with their verbs, its timeline."""
    context: dict[str, Any] = {
        "sections": sections(section),
        "heading": heading,
        "back": reverse(f"administrator:{section}"),
        "form": form,
        "parts": list(parts),
        "timeline": told(about.pk, acting(request)) if about else None,
        "operation": uuid7(),
    }
    answer = fragment(request, "administrator/edit.html", context, refused)
    if any(
        shown and shown.errors for shown in (form, *(part.get("form") for part in context["parts"]))
    ):
        answer.status_code = 422
    return answer


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
