"""The phones of the demo's people, and what was written to them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kalantar.messaging.lifecycle import MESSAGE
from kalantar.sms_gateway.queries import phone_screen_is_shown, phones


@require_GET
def screen(request: HttpRequest) -> HttpResponse:
    return render(request, "phone_screen/screen.html", _shown())


@require_GET
def shown(request: HttpRequest) -> HttpResponse:
    return render(request, "phone_screen/_phones.html", _shown())


def _shown() -> dict[str, Any]:
    """The page asks again every two seconds: messages wake no screen, however many are sent."""
    if not phone_screen_is_shown():
        raise Http404
    seen = phones()
    for phone in seen:
        for text in phone.texts:
            text.said = MESSAGE.states[text.state]  # type: ignore[attr-defined]
    return {"phones": seen}
