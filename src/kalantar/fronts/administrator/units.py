"""The units: what they are, who is in them this shift."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kalantar.catalogue.capabilities import capability_name, kind_name
from kalantar.fronts.administrator.forms import CrewForm, NewUnitForm, UnitForm
from kalantar.fronts.administrator.pages import cell, done, listed, page, verb
from kalantar.fronts.base.doing import attempt
from kalantar.kernel.actor import Actor
from kalantar.patrols import actions
from kalantar.patrols.models import CrewMember, Unit, UnitStatus
from kalantar.patrols.states import STATES
from kalantar.people.middleware import acting
from kalantar.people.models import User
from kalantar.people.roles import Role

PAGE = 500
FIELDS = ("call_sign", "kind", "radio_identity", "capabilities", "plain_clothes")


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = Unit.objects.visible_to(acting(request)).in_service().select_related("jurisdiction")
    if words:
        found = found.filter(call_sign__icontains=words)
    rows = [
        (
            reverse("administrator:unit", args=[unit.pk]),
            [
                cell(unit.call_sign),
                cell(kind_name(unit.kind)),
                cell(unit.jurisdiction.name),
                cell("، ".join(str(capability_name(code)) for code in unit.capabilities)),
                cell(STATES[unit.status], status=unit.status),
            ],
        )
        for unit in found.order_by("call_sign")[:PAGE]
    ]
    columns = (_("Call sign"), _("Kind"), _("Area"), _("What it can do"), _("Status"))
    return listed(request, "units", columns, rows, ("add_unit", _("Add a unit")), words)


def add_unit(request: HttpRequest) -> HttpResponse:
    by = acting(request)
    form = NewUnitForm(request.POST or None, by=by)
    refused = attempt(actions.add_unit, **form.cleaned_data, by=by) if form.is_valid() else None
    if form.is_valid() and refused is None:
        return redirect("administrator:units")
    return page(request, "units", _("Add a unit"), form, refused=refused)


def unit(request: HttpRequest, unit: UUID) -> HttpResponse:
    by = acting(request)
    one = get_object_or_404(Unit.objects.visible_to(by), pk=unit)
    form = UnitForm(request.POST or None, initial={name: getattr(one, name) for name in FIELDS})
    refused = None
    if form.is_valid():
        refused = attempt(actions.change_unit, unit=unit, **form.cleaned_data, by=by)
        if refused is None:
            return redirect("administrator:unit", unit)
    return page(request, "units", one.call_sign, form, [_shift(one, by)], one, refused)


@require_POST
def begin_shift(request: HttpRequest, unit: UUID) -> HttpResponse:
    officers = [UUID(request.POST["officer"])]
    return done(request, "unit", unit, act=actions.begin_shift, unit=unit, officers=officers)


@require_POST
def join_crew(request: HttpRequest, unit: UUID) -> HttpResponse:
    officer = UUID(request.POST["officer"])
    return done(request, "unit", unit, act=actions.join_crew, unit=unit, officer=officer)


@require_POST
def leave_crew(request: HttpRequest, unit: UUID, officer: UUID) -> HttpResponse:
    return done(request, "unit", unit, act=actions.leave_crew, unit=unit, officer=officer)


@require_POST
def end_shift(request: HttpRequest, unit: UUID) -> HttpResponse:
    return done(request, "unit", unit, act=actions.end_shift, unit=unit)


@require_POST
def retire_unit(request: HttpRequest, unit: UUID) -> HttpResponse:
    return done(request, "units", act=actions.retire_unit, unit=unit)


def _shift(one: Unit, by: Actor) -> dict[str, Any]:
    """Who is in it now; off duty, how its shift begins."""
    off = one.status == UnitStatus.OFF_DUTY
    crew = CrewMember.objects.filter(
        shift__unit=one, shift__ended_at=None, period__upper_inf=True
    ).select_related("officer")
    officers = User.objects.visible_to(by).active().filter(grants__role=Role.PATROL_OFFICER)
    people = [(str(row.pk), row.name) for row in officers.distinct().order_by("username")]
    leave = _("Take out of service")
    return {
        "name": _("Shift: %(state)s") % {"state": STATES[one.status]},
        "verbs": [verb(leave, "retire_unit", one.pk, danger=True)]
        if off
        else [verb(_("End the shift"), "end_unit_shift", one.pk)],
        "rows": [
            {
                "texts": [member.officer.name],
                "verbs": [verb(_("Out of the crew"), "leave_crew", one.pk, member.officer_id)],
            }
            for member in crew
        ],
        "form": CrewForm(people=people),
        "url": reverse(f"administrator:{'begin_shift' if off else 'join_crew'}", args=[one.pk]),
        "label": _("Begin the shift with") if off else _("Into the crew"),
    }
