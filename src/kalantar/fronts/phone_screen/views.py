"""The phones of the demo's people, and what was written to them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kalantar.commands.queries import phones_of_patrols
from kalantar.fronts.base.asked import words_of
from kalantar.fronts.base.doing import attempt
from kalantar.kernel.text import say_phone
from kalantar.messaging.lifecycle import MESSAGE
from kalantar.people.middleware import acting
from kalantar.sms_gateway.actions import answer_on_screen
from kalantar.sms_gateway.queries import phone_screen_is_shown, phones


@require_GET
def screen(request: HttpRequest) -> HttpResponse:
    return render(request, "phone_screen/screen.html", _shown())


@require_GET
def shown(request: HttpRequest) -> HttpResponse:
    return render(request, "phone_screen/_phones.html", _shown())


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """The number and the words stand in a body: addresses are kept in logs."""
    shown = _shown()
    number, text = (words_of(request.POST.get(name), 1000) for name in ("number", "text"))
    patrols = [phone for _sign, phone in shown["patrols"]]
    refused = attempt(
        answer_on_screen, number=number, text=text, others=patrols, by=acting(request)
    )
    if refused is None:
        messages.success(request, _("Sent from {number}.").format(number=say_phone(number)))
        return redirect("phone_screen:screen")
    told = {"refused": refused, "number": number, "text": text}
    return render(request, "phone_screen/screen.html", shown | told, status=422)


def _shown() -> dict[str, Any]:
    """The page asks again every two seconds: messages wake no screen, however many are sent."""
    if not phone_screen_is_shown():
        raise Http404
    seen = phones()
    for phone in seen:
        for text in phone.texts:
            text.said = MESSAGE.states[text.state]  # type: ignore[attr-defined]
    return {"phones": seen, "patrols": phones_of_patrols()}
