"""The units: what they are, who is in them this shift."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.catalogue.capabilities import capability_name, kind_name
from kalantar.fronts.administrator.device_part import device_part
from kalantar.fronts.administrator.filters import UnitsFilter
from kalantar.fronts.administrator.forms import CrewForm, DeviceForm, NewUnitForm, UnitForm
from kalantar.fronts.administrator.pages import (
    asked,
    cell,
    done,
    listed,
    listing,
    page,
    verb,
    verb_of,
)
from kalantar.fronts.base.doing import attempt
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import page_of, with_words
from kalantar.kernel.rules import Refused
from kalantar.patrols import actions
from kalantar.patrols.models import BUSY, CrewMember, Unit, UnitStatus
from kalantar.patrols.queries import status_told, unnamed
from kalantar.patrols.rules import CREW_MAKERS, KEEPERS, SHIFT_KEEPERS, may_add_unit
from kalantar.patrols.states import STATES
from kalantar.people.middleware import acting
from kalantar.people.models import User

FIELDS = ("call_sign", "kind", "radio_identity", "capabilities", "plain_clothes")


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    question = asked(request)
    filters, by = UnitsFilter(question["given"]), acting(request)
    found = with_words(_seen(filters, by), question["words"], "call_sign")
    visible = Unit.objects.visible_to(by)
    columns = (_("Call sign"), _("Kind"), _("Area"), _("What it can do"), _("Status"))
    return listed(
        request, "units", columns,
        page_of(found, "call_sign", after=question["after"], among=visible), partial(_row, by),
        search=question["words"], search_for=_("Call sign"), filters=filters,
        narrowed=filters.narrows, add=("add_unit", _("Add a unit")),
    )  # fmt: skip


def _seen(filters: UnitsFilter, by: Actor) -> QuerySet[Unit]:
    """Of one whose place is hidden it is not said how far it is on its way."""
    seen = filters.of(Unit.objects.visible_to(by).in_service()).select_related("jurisdiction")
    if filters.chosen.get("status") in BUSY:
        seen = seen.filter(Q(plain_clothes=False) | Q(pk__in=Unit.objects.place_visible_to(by)))
    return seen


def _row(by: Actor, unit: Unit) -> tuple[str, list[dict[str, Any]]]:
    status = status_told(unit, by)
    return reverse("administrator:unit", args=[unit.pk]), [
        cell(unit.call_sign, code=True),
        cell(kind_name(unit.kind)),
        cell(unit.jurisdiction.name),
        cell(listing(str(capability_name(code)) for code in unit.capabilities)),
        cell(STATES[status], status=status),
    ]


def add_unit(request: HttpRequest) -> HttpResponse:
    by = acting(request)
    if not by.areas(KEEPERS):
        raise may_add_unit.refuse()
    form = NewUnitForm(request.POST or None, by=by)
    refused = attempt(actions.add_unit, **form.cleaned_data, by=by) if form.is_valid() else None
    if form.is_valid() and refused is None:
        return redirect("administrator:units")
    return page(request, "units", _("Add a unit"), form, refused=refused)


def unit(request: HttpRequest, unit: UUID) -> HttpResponse:
    by = acting(request)
    one = get_object_or_404(Unit.objects.visible_to(by), pk=unit)
    form = UnitForm(request.POST or None, initial=_kept(one))
    refused = None
    if form.is_valid():
        refused = attempt(actions.change_unit, unit=unit, **form.cleaned_data, by=by)
        if refused is None:
            return redirect("administrator:unit", unit)
    return shown(request, unit, form=form, refused=refused)


@verb_of("unit")
def begin_shift(request: HttpRequest, unit: UUID) -> HttpResponse:
    crew = CrewForm(request.POST, people=_officers(acting(request)))
    if not crew.is_valid():
        return shown(request, unit, crew=crew)
    return _did(
        request, unit, act=actions.begin_shift, officers=[crew.cleaned_data["officer"]], crew=crew
    )


@verb_of("unit")
def join_crew(request: HttpRequest, unit: UUID) -> HttpResponse:
    crew = CrewForm(request.POST, people=_officers(acting(request)))
    if not crew.is_valid():
        return shown(request, unit, crew=crew)
    return _did(request, unit, act=actions.join_crew, **crew.cleaned_data, crew=crew)


@verb_of("unit")
def leave_crew(request: HttpRequest, unit: UUID, officer: UUID) -> HttpResponse:
    return _did(request, unit, act=actions.leave_crew, officer=officer)


@verb_of("unit")
def end_shift(request: HttpRequest, unit: UUID) -> HttpResponse:
    return _did(request, unit, act=actions.end_shift)


@verb_of("unit")
def retire_unit(request: HttpRequest, unit: UUID) -> HttpResponse:
    show = partial(shown, request, unit)
    return done(request, show, "units", act=actions.retire_unit, unit=unit)


def _did(
    request: HttpRequest, unit: UUID, crew: CrewForm | None = None, **asked: Any
) -> HttpResponse:
    """Do something with the unit and show it; ``crew``: what was chosen, kept with a refusal."""
    return done(request, partial(shown, request, unit, crew=crew), "unit", unit, unit=unit, **asked)


def shown(
    request: HttpRequest,
    unit: UUID,
    form: UnitForm | None = None,
    crew: CrewForm | None = None,
    devices: DeviceForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """Its page, with what was typed and why it was refused."""
    by = acting(request)
    one = get_object_or_404(Unit.objects.visible_to(by), pk=unit)
    parts = [
        _shift(one, crew or CrewForm(people=_officers(by)), by),
        *device_part(request, one, by, devices),
    ]
    form = form or UnitForm(initial=_kept(one))
    return page(request, "units", one.call_sign, form, parts, one, refused)


def _kept(one: Unit) -> dict[str, Any]:
    return {name: getattr(one, name) for name in FIELDS}


def _officers(by: Actor) -> QuerySet[User]:
    """Who can be in a crew: the patrol officers where the reader makes up shifts."""
    return User.objects.officers_of(by.areas(CREW_MAKERS), by.now()).order_by("username")


def _shift(one: Unit, form: CrewForm, by: Actor) -> dict[str, Any]:
    """Who is in it now; off duty, how its shift begins.

    Of a unit whose place is hidden, only who answers for its shift is told who is in it.
    """
    off = one.status == UnitStatus.OFF_DUTY
    crew = CrewMember.objects.filter(
        shift__unit=one, shift__ended_at=None, period__upper_inf=True
    ).select_related("officer")
    if unnamed([one], by) and not by.holds(SHIFT_KEEPERS, one.jurisdiction.ancestors):
        crew = crew.none()
    leave = _("Take out of service")
    return {
        "name": _("Shift: %(state)s") % {"state": STATES[status_told(one, by)]},
        "verbs": [verb(leave, "retire_unit", one.pk, danger=True)]
        if off
        else [verb(_("End the shift"), "end_unit_shift", one.pk)],
        "rows": [
            {
                "cells": [cell(member.officer.name)],
                "verbs": [verb(_("Out of the crew"), "leave_crew", one.pk, member.officer_id)],
            }
            for member in crew
        ],
        "form": form,
        "url": reverse(f"administrator:{'begin_shift' if off else 'join_crew'}", args=[one.pk]),
        "label": _("Begin the shift with") if off else _("Into the crew"),
    }
