"""Warnings on places: the list, entering one, and one with what can be done about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from uuid_utils.compat import uuid7

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.base.place import in_city, watched_city
from kalantar.fronts.chief.premises_forms import ChangeForm, EnterForm, RenewForm
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import incident_of
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE
from kalantar.kernel.rules import Refused
from kalantar.kernel.story import told
from kalantar.kernel.text import digits_for, say_date
from kalantar.people.middleware import acting
from kalantar.people.opening import read, read_of_areas
from kalantar.people.roles import WATCHERS
from kalantar.places.models import Jurisdiction
from kalantar.premises_warnings import actions
from kalantar.premises_warnings.queries import Warned, warning_of, warnings_kept
from kalantar.premises_warnings.rules import KEEPERS, may_keep_warnings

WHICH = ("", "soon", "over")
MOST_ACTS = 30  # of one warning's timeline


@require_GET
def warnings(request: HttpRequest) -> HttpResponse:
    by, city = acting(request), watched_city(request, acting(request))
    which = request.GET.get("which", "")
    asked = {"which": which if which in WHICH else "", "after": id_of(request.GET.get("after"))}
    area = city.pk if city else None
    found = warnings_kept(by, area=area, limit=PAGE + 1, **asked)  # type: ignore[arg-type]
    if found:
        read_of_areas(by.areas(WATCHERS), "premises_warnings", by)
    context = _listed(found, str(asked["which"]), by) | {"beyond": "after" in request.GET}
    return render(request, "chief/warnings.html", context | {"city": city})


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """``?incident=``: at its place, resting on it."""
    by, city = acting(request), watched_city(request, acting(request))
    if city is None:
        raise Http404
    incident = _incident(request, by)
    form = EnterForm(request.POST or None, city=city.pk, incident=incident)
    refused = None
    if form.is_valid():
        refused = attempt(actions.enter_warning, **form.asked, by=by)
        if refused is None:
            messages.success(request, _("The warning stands."))
            return redirect(in_city(request, reverse("chief:warnings")))
    return _entering(request, form, city, incident, refused)


@require_GET
def warning(request: HttpRequest, warning: UUID) -> HttpResponse:
    return _one(request, warning)


@require_POST
def renew(request: HttpRequest, warning: UUID) -> HttpResponse:
    return _changed(request, warning, RenewForm(request.POST), actions.renew_warning)


@require_POST
def end(request: HttpRequest, warning: UUID) -> HttpResponse:
    return _changed(request, warning, ChangeForm(request.POST), actions.end_warning)


def _changed(
    request: HttpRequest, id: UUID, form: forms.Form, act: Callable[..., object]
) -> HttpResponse:
    if not form.is_valid():
        return _one(request, id, form=form)
    refused = attempt(act, warning=id, **form.cleaned_data, by=acting(request))
    if refused:
        return _one(request, id, refused, form=form)
    messages.success(request, _("Done."))
    return redirect("chief:warning", id)


def _one(
    request: HttpRequest, id: UUID, refused: Refused | None = None, form: forms.Form | None = None
) -> HttpResponse:
    by = acting(request)
    found = warning_of(by, id)
    if found is None:
        raise Http404
    read(found.warning, "premises_warning", by)
    keeps = may_keep_warnings(by, found.warning) and found.warning.in_force(by.now())
    context = {
        "heading": _("Warning on a place"),
        "one": found,
        "renew": form if isinstance(form, RenewForm) else RenewForm(),
        "end": form if form and not isinstance(form, RenewForm) else ChangeForm(auto_id="end-%s"),
        "keeps": keeps,
        "over": not found.warning.in_force(by.now()),
        "why_not": may_keep_warnings.sentence,
        "timeline": told(id, by, limit=MOST_ACTS),
        "refused": refused,
        "operation": uuid7(),
    }
    status = 422 if refused or (form and form.errors) else 200
    return render(request, "chief/warning.html", context, status=status)


def _entering(
    request: HttpRequest,
    form: EnterForm,
    city: Jurisdiction,
    incident: Incident | None,
    refused: Refused | None,
) -> HttpResponse:
    context = {
        "heading": _("Enter a warning"), "form": form, "city": city, "incident": incident,
        "refused": refused, "operation": uuid7(),
    }  # fmt: skip
    status = 422 if refused or form.errors else 200
    return render(request, "chief/enter_warning.html", context, status=status)


def _incident(request: HttpRequest, by: Actor) -> Incident | None:
    id = id_of(request.GET.get("incident"))
    if id is None:
        return None
    found = incident_of(by, id)
    if found is None or found.erased_at is not None:
        raise Http404
    read(found, "incident", by)
    return found


def _listed(found: list[Warned], which: str, by: Actor) -> dict[str, Any]:
    titles = {"": _("In force"), "soon": _("Expire within a month"), "over": _("Over")}
    return {
        "heading": _("Warnings on places"),
        "which": which,
        "sections": [
            {"url": f"?which={code}", "name": title, "here": code == which}
            for code, title in titles.items()
        ],
        "columns": [_("Where"), _("What of"), _("Until the day"), _("Answers for it"), _("Rests on")],
        "rows": [
            {"url": reverse("chief:warning", args=[one.warning.pk]), "cells": _cells(one)}
            for one in found[:PAGE]
        ],
        "next": found[PAGE - 1].warning.pk if len(found) > PAGE else None,
        "enters": bool(by.areas(KEEPERS)),
    }  # fmt: skip


def _cells(one: Warned) -> list[dict[str, Any]]:
    spoken = get_language() or "fa"
    address = digits_for(spoken, one.warning.address) or _("a point on the map")
    until = say_date(one.warning.last_day, short=True)
    said = (address, one.kind, until, one.owner, digits_for(spoken, str(one.basis)))
    return [{"text": text} for text in said]
