"""What is asked below a catalogue's row: questions of an incident type, fields of a case category."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from kalantar.fronts.administrator.catalogues import did, row_page
from kalantar.fronts.administrator.kinds import ASKS, KINDS
from kalantar.fronts.administrator.pages import done, page, verb_of
from kalantar.fronts.base.doing import attempt
from kalantar.people.middleware import acting


@verb_of("type")
def add(request: HttpRequest, row: UUID, kind: str, ask: str) -> HttpResponse:
    about = ASKS[ask]
    typed = about["new"](request.POST)
    if not typed.is_valid():
        return row_page(request, kind, row, asking=typed)
    show = partial(row_page, request, kind, row, asking=typed)
    act = partial(about["add"], **{about["asked_of"]: row})
    return done(request, show, kind, row, act=act, **typed.cleaned_data)


def asked(request: HttpRequest, row: UUID, asked: UUID, kind: str, ask: str) -> HttpResponse:
    """How it is asked, its place among the others, and what follows from its answer."""
    about = ASKS[ask]
    one: Any = get_object_or_404(about["model"], pk=asked, **{about["of"]: row})
    form = about["form"](request.POST or None, one)
    refused = None
    if form.is_valid():
        wanted = {ask: asked, **form.cleaned_data}
        refused = attempt(about["change"], **wanted, by=acting(request))
        if refused is None:
            return redirect(f"administrator:{kind}", row)
    whole = getattr(one, about["of"])
    above = (whole.name, reverse(f"administrator:{kind}", args=[row]))
    section = KINDS[kind]["section"]
    return page(request, section, one.text, form, about=one, refused=refused, above=[above])


@verb_of("type")
def retire(request: HttpRequest, row: UUID, asked: UUID, kind: str, ask: str) -> HttpResponse:
    return did(request, kind, row, act=ASKS[ask]["retire"], **{ask: asked})


@verb_of("type")
def restore(request: HttpRequest, row: UUID, asked: UUID, kind: str, ask: str) -> HttpResponse:
    return did(request, kind, row, act=ASKS[ask]["restore"], **{ask: asked})
