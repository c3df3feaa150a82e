"""A board of counters: how many entries there are of an area."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kalantar.kernel.models import Entry


def ready(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ready")


def board(request: HttpRequest) -> HttpResponse:
    areas = [UUID(area) for area in request.GET["areas"].split(",")]
    return render(request, "board.html", {"areas": areas, "keys": request.GET["keys"]})


def count(request: HttpRequest, area: UUID) -> HttpResponse:
    seen = Entry.objects.filter(area=area).count()
    return render(request, "count.html", {"area": area, "count": seen})
