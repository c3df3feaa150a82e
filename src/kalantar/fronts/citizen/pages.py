"""The file, as whom it concerns sees it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kalantar.citizens.models import Access
from kalantar.citizens.queries import standing_of, told_to
from kalantar.fronts.citizen.session import of_my_file


@require_safe
@of_my_file
def file(request: HttpRequest, access: Access) -> HttpResponse:
    assert access.party
    case = access.party.case
    context = {"case": case, "standing": standing_of(case), "told": told_to(access)}
    return render(request, "citizen/file.html", context)
