"""How long what is kept: who was in which role on a file, by years; what the 110 room keeps, by months. Each
with its legal source; of the room's records also how many were erased."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.cases.events import ROLES
from kalantar.catalogue.rules import may_edit_catalogue
from kalantar.fronts.administrator.forms import Number
from kalantar.fronts.administrator.pages import SECTIONS, cell, page
from kalantar.fronts.base.doing import attempt
from kalantar.kernel.text import digits_for, say_date
from kalantar.people.middleware import acting
from kalantar.retention.actions import set_role_retention, set_room_retention
from kalantar.retention.events import ROOM_RECORDS
from kalantar.retention.models import RoleRetention, RoomRetention
from kalantar.retention.room import KeptRoom, room_kept
from kalantar.retention.schedule import Kept, roles_kept


class _SourceForm(forms.Form):
    source = forms.CharField(
        label=gettext_lazy("Legal source"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip


class RetentionForm(_SourceForm):
    years = Number(label=gettext_lazy("Years after the file is closed"), min_value=1, max_value=100)
    field_order = ["years", "source"]


class RoomForm(_SourceForm):
    """A call is kept from when it rang, an incident from when it was closed."""

    months = Number(
        label=gettext_lazy("Months kept, from the call or the closing"), min_value=1, max_value=600
    )
    field_order = ["months", "source"]


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Every role a party can have, and every record of the room; what nobody has set, as the standard says."""
    of_files = [_("Role on the file"), _("Years after the file is closed"), _("Legal source")]
    of_room = [
        _("Record of the 110 room"), _("Months kept, from the call or the closing"), _("Legal source"),
        _("Erased so far"), _("Last erased"),
    ]  # fmt: skip
    parts = [
        _part("parties", _("Parties of files"), of_files, map(_row, roles_kept().values())),
        _part("room", _("The 110 room"), of_room, map(_room_row, room_kept().values())),
    ]
    return page(request, "", SECTIONS["retention"], parts=parts, here="retention")


def role(request: HttpRequest, role: str) -> HttpResponse:
    """One role; what was set before stands on its timeline."""
    kept = roles_kept().get(role)
    if kept is None:
        raise Http404
    given = {"years": kept.years, "source": kept.source if kept.own else ""}
    about = RoleRetention.objects.filter(role=role).first()
    form = RetentionForm(request.POST or None, initial=given)
    return _set(request, form, set_role_retention, ROLES[role], about, role=role)


def room_record(request: HttpRequest, what: str) -> HttpResponse:
    """One kind of record of the room; on its timeline what was set before, and what was erased when."""
    kept = room_kept().get(what)
    if kept is None:
        raise Http404
    given = {"months": kept.months, "source": kept.source if kept.own else ""}
    about = RoomRetention.objects.filter(what=what).first()
    form = RoomForm(request.POST or None, initial=given)
    return _set(request, form, set_room_retention, ROOM_RECORDS[what], about, what=what)


def _set(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[..., Any],
    heading: object,
    about: RoleRetention | RoomRetention | None,
    **of: str,
) -> HttpResponse:
    may_edit_catalogue.require(acting(request), None)
    refused = None
    if form.is_valid():
        refused = attempt(act, **of, **form.cleaned_data, by=acting(request))
        if refused is None:
            return redirect("administrator:retention")
    return page(request, "retention", heading, form, about=about, refused=refused)


def _part(
    name: str, title: object, columns: list[str], rows: Iterable[dict[str, Any]]
) -> dict[str, Any]:
    return {"id": name, "name": title, "columns": columns, "rows": list(rows)}


def _row(kept: Kept) -> dict[str, Any]:
    address = reverse("administrator:role_retention", args=[kept.role])
    cells = [cell(ROLES[kept.role]), cell(_figure(kept.years)), cell(kept.source)]
    return {"url": address, "cells": cells}


def _room_row(kept: KeptRoom) -> dict[str, Any]:
    last = say_date(kept.erased_at, get_language() or "fa") if kept.erased_at else "—"
    cells = [
        cell(ROOM_RECORDS[kept.what]), cell(_figure(kept.months)), cell(kept.source),
        cell(_figure(kept.erased)), cell(last),
    ]  # fmt: skip
    return {"url": reverse("administrator:room_retention", args=[kept.what]), "cells": cells}


def _figure(number: int) -> str:
    return digits_for(get_language() or "fa", str(number))
