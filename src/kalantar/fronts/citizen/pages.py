"""The file as whom it concerns sees it, and which roles opened it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kalantar.citizens.models import Access
from kalantar.citizens.queries import openings_of
from kalantar.fronts.citizen import screen
from kalantar.fronts.citizen.session import of_my_file
from kalantar.kernel.clock import system_clock

DONE = {  # what was just done, by its address
    "question": _("Your question is with the officer. The answer appears here, and a message tells you."),
    "question_silent": _("Your question is with the officer. The answer appears here; look again in a few days."),
    "paper": _("Your paper is with the file."),
    "time": _("Your time at the station is booked."),
    "no_time": _("Your time at the station is cancelled."),
    "stop": _("No more messages are sent to you. Codes for this page still come."),
    "want": _("Messages are sent to you again."),
    "copy": _("Your request is with the station."),
    "copy_code": _("A code is on its way to your phone. Type it below, under “Get a copy of my data”."),
}  # fmt: skip


@require_safe
@of_my_file
def file(request: HttpRequest, access: Access) -> HttpResponse:
    page, done = screen.page(access), request.GET.get("done", "")
    if done == "question" and not page["answers_by_message"]:
        done = "question_silent"
    return render(request, "citizen/file.html", page | {"done": DONE.get(done)})


@require_safe
@of_my_file
def opened(request: HttpRequest, access: Access) -> HttpResponse:
    """Which roles read the file and what for, some weeks later; nobody by name."""
    assert access.party
    openings = openings_of(access.party.case, system_clock())
    context = {"openings": openings, "days": settings.OPENINGS_TOLD_AFTER.days}
    return render(request, "citizen/opened.html", context)
