"""The incidents whose callers said something nobody has seen to: a strip above the queue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kalantar.caller_links.queries import unheeded
from kalantar.fronts.base.place import city_for, live_keys
from kalantar.people.middleware import acting


@require_GET
def callers_waiting(request: HttpRequest) -> HttpResponse:
    by, city = acting(request), city_for(request, acting(request))
    rows = unheeded(by, city.pk) if city else []
    context = {"rows": rows, "live_keys": live_keys(by, city)}
    return render(request, "dispatcher/_callers_waiting.html", context)
