"""The desks of a station's reception, which stand on the station's page: set up, changed, taken away."""

from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from kalantar.fronts.administrator import forms
from kalantar.fronts.administrator.pages import (
    after,
    cell,
    done,
    listing,
    page,
    part_of,
    verb,
)
from kalantar.kernel.listing import page_of
from kalantar.people.middleware import acting
from kalantar.places.models import Jurisdiction, Kind
from kalantar.reception import actions
from kalantar.reception.models import Desk, Service
from kalantar.reception.rules import may_keep_reception


def desks_of(
    request: HttpRequest, station: Jurisdiction, form: Form | None = None
) -> dict[str, Any] | None:
    """The desks as a part of the station's page; none for who may not keep them."""
    if station.kind != Kind.STATION or not may_keep_reception(acting(request), _at(station)):
        return None
    names = {row.pk: row.name for row in Service.objects.all()}

    def row(desk: Desk) -> dict[str, Any]:
        serves = listing(names[one] for one in desk.services) if desk.services else _("everything")
        url = reverse("administrator:desk", args=[station.pk, desk.pk])
        away = verb(_("Take away"), "take_desk_away", station.pk, desk.pk, danger=True)
        return {"url": url, "cells": [cell(desk.name), cell(serves)], "verbs": [away]}

    found = Desk.objects.filter(station=station, retired_at=None)
    return part_of(
        "desks", _("Desks of the reception"),
        page_of(found, "number", after=after(request, "desks")), row,
        columns=[_("Desk"), _("Serves")], none=_("No desk is set up: no visitor can be called."),
        form=form or forms.DeskForm(), label=_("Set the desk up"),
        url=reverse("administrator:set_up_desk", args=[station.pk]),
    )  # fmt: skip


def desk(request: HttpRequest, area: UUID, desk: UUID) -> HttpResponse:
    """What the desk serves."""
    one = get_object_or_404(Desk.objects.select_related("station"), pk=desk, station=area)
    may_keep_reception.allow(acting(request), one)
    typed = request.POST or None
    form = forms.DeskServesForm(typed, initial={"services": [str(id) for id in one.services]})
    above = (one.station.name, reverse("administrator:area", args=[area]))
    show = partial(page, request, "areas", one.name, form, about=one, above=[above])
    if not form.is_valid():
        return show()
    return done(
        request, show, "area", area, act=actions.change_desk, desk=desk, **form.cleaned_data
    )


def _at(station: Jurisdiction) -> Desk:
    return Desk(station=station)
