"""The areas of the service: the tree, and how it is brought in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.fronts.administrator.filters import AreasFilter
from kalantar.fronts.administrator.pages import asked, cell, listed
from kalantar.kernel.listing import page_of, with_words
from kalantar.people.middleware import acting
from kalantar.people.roles import EVERYONE
from kalantar.places.models import Jurisdiction, Kind


@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """The areas the reader works in; they are shaped by importing maps and boundaries."""
    question = asked(request)
    filters = AreasFilter(question["given"])
    mine = Jurisdiction.objects.within(acting(request).areas(EVERYONE)).living()
    found = with_words(filters.of(mine), question["words"], "name_fa", "name_en", "code")
    shown = page_of(found.order_by(), "ancestors__len", "name_fa", after=question["after"])
    return listed(
        request, "areas", (_("Name"), _("Kind"), _("Code")), shown, _row,
        search=question["words"], search_for=_("Name or code"), filters=filters,
        narrowed=filters.narrows,
    )  # fmt: skip


def _row(area: Jurisdiction) -> tuple[str, list[dict[str, Any]]]:
    return "", [cell(area.name), cell(Kind(area.kind).label), cell(area.code, code=True)]
