"""How long it is kept who was in which role on a file: each role's years and their legal source."""

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
from kalantar.fronts.administrator.pages import cell, listed, page
from kalantar.fronts.base.doing import attempt
from kalantar.kernel.listing import Listed
from kalantar.kernel.text import digits_for
from kalantar.people.middleware import acting
from kalantar.retention.actions import set_role_retention
from kalantar.retention.models import RoleRetention
from kalantar.retention.schedule import Kept, roles_kept


class RetentionForm(forms.Form):
    years = Number(label=gettext_lazy("Years after the file is closed"), min_value=1, max_value=100)
    source = forms.CharField(
        label=gettext_lazy("Legal source"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Every role a party can have; of those nobody has set, the standard."""
    rows = list(roles_kept().values())
    found: Listed[Any] = Listed(rows, len(rows))
    columns = [_("Role on the file"), _("Years after the file is closed"), _("Legal source")]
    return listed(request, "retention", columns, found, _row)


def role(request: HttpRequest, role: str) -> HttpResponse:
    """One role; what was set before stands on its timeline."""
    kept = roles_kept().get(role)
    if kept is None:
        raise Http404
    may_edit_catalogue.require(acting(request), None)
    source = kept.source if kept.own else ""
    form = RetentionForm(request.POST or None, initial={"years": kept.years, "source": source})
    refused = None
    if form.is_valid():
        refused = attempt(set_role_retention, role=role, **form.cleaned_data, by=acting(request))
        if refused is None:
            return redirect("administrator:retention")
    about = RoleRetention.objects.filter(role=role).first()
    return page(request, "retention", ROLES[role], form, about=about, refused=refused)


def _row(kept: Kept) -> tuple[str, list[dict[str, Any]]]:
    years = digits_for(get_language() or "fa", str(kept.years))
    return reverse("administrator:role_retention", args=[kept.role]), [
        cell(ROLES[kept.role]), cell(years), cell(kept.source),
    ]  # fmt: skip
