"""What was written to us by numbers that are no party's: read here, and said what it is."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.citizens.actions import settle_nobodys
from kalantar.citizens.queries import written_by_nobody
from kalantar.citizens.rules import may_read_nobodys_messages
from kalantar.fronts.administrator.forms import AsideForm
from kalantar.fronts.administrator.pages import asked, cell, done, listed, page, verb, verb_of
from kalantar.incoming_messages.models import IncomingMessage
from kalantar.kernel.listing import page_of
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import say_datetime, say_phone
from kalantar.people.middleware import acting
from kalantar.people.opening import read


@require_GET
def written(request: HttpRequest) -> HttpResponse:
    """The latest first; what one says is on its own page."""
    by = acting(request)
    may_read_nobodys_messages.require(by, None)
    found = page_of(written_by_nobody(by), "-came_at", after=asked(request)["after"])
    return listed(
        request, "templates", [_("When"), _("Route")], found, _row,
        empty_first=_("Every message by an unknown number has been read."),
        beside=[(_("Words of messages"), reverse("administrator:templates"))],
        heading=_("Written by unknown numbers"),
    )  # fmt: skip


@require_GET
def message(request: HttpRequest, message: UUID) -> HttpResponse:
    return _page(request, message)


@verb_of("written_message")
def wrong_number(request: HttpRequest, message: UUID) -> HttpResponse:
    settled = IncomingMessage.Settled.WRONG_NUMBER
    show = partial(_page, request, message)
    return done(request, show, "written", act=settle_nobodys, incoming=message, settled=settled)


@verb_of("written_message")
def aside(request: HttpRequest, message: UUID) -> HttpResponse:
    form, settled = AsideForm(request.POST), IncomingMessage.Settled.NOTHING
    show = partial(_page, request, message, form)
    if not form.is_valid():
        return show()
    asked_for: dict[str, Any] = {"incoming": message, "settled": settled, **form.cleaned_data}
    return done(request, show, "written", act=settle_nobodys, **asked_for)


def _row(one: IncomingMessage) -> tuple[str, list[dict[str, Any]]]:
    at = reverse("administrator:written_message", args=[one.pk])
    return at, [cell(say_datetime(one.came_at, short=True)), cell(one.route, code=True)]


def _page(
    request: HttpRequest,
    message: UUID,
    form: AsideForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """That it was read is recorded."""
    by = acting(request)
    one = written_by_nobody(by).filter(pk=message).first()
    if one is None:
        raise Http404
    read(one, "written", by)
    told = [(_("What it says"), one.text), (_("By the number"), say_phone(one.number))]
    parts: list[dict[str, Any]] = [
        {
            "id": "said", "name": _("The message"),
            "rows": [{"cells": [cell(name), cell(said)]} for name, said in told],
            "verbs": [verb(_("The number is somebody else’s"), "wrong_number", one.pk)],
        },
        {
            "id": "aside", "name": _("Nothing to do"), "form": form or AsideForm(),
            "label": _("Put aside"), "url": reverse("administrator:put_aside", args=[one.pk]),
        },
    ]  # fmt: skip
    above = [(_("Written by unknown numbers"), reverse("administrator:written"))]
    heading = say_datetime(one.came_at)
    return page(request, "templates", heading, None, parts, one, refused, above)
