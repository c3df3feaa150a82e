"""The messages of no file of which nobody knows whether they arrived, such as a code; and what may be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.fronts.administrator.pages import asked, cell, listed
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import page_of
from kalantar.kernel.text import say_datetime
from kalantar.messaging.models import Message, Urgency
from kalantar.messaging.queries import unknown_of_no_file
from kalantar.notices.queries import words_said
from kalantar.people.middleware import acting


@require_GET
def unknown(request: HttpRequest) -> HttpResponse:
    """The latest first; nothing of whom they went to, nor of what they say."""
    by = acting(request)
    columns = [_("What it tells"), _("To"), _("When"), _("Area"), _("Route"), _("What may be done")]
    found = page_of(unknown_of_no_file(by), "-queued_at", after=asked(request)["after"])
    return listed(
        request, "templates", columns, found, lambda one: _row(one, by),
        empty_first=_("Of every message of no file it is known what became of it."),
        beside=[(_("Words of messages"), reverse("administrator:templates"))],
        heading=_("Messages of no file: not known whether they arrived"),
    )  # fmt: skip


def _row(one: Message, by: Actor) -> tuple[str, list[dict[str, Any]]]:
    return "", [
        cell(words_said(one.event)),
        cell(words_said(one.role)),
        cell(say_datetime(one.queued_at, short=True)),
        cell(one.area.name),
        cell(one.route or "—", code=bool(one.route)),
        cell(_may_be_done(one, by)),
    ]


def _may_be_done(one: Message, by: Actor) -> str:
    """A code is asked for again by who waits for it: sent twice, the first would open nothing."""
    if one.expires_at <= by.now():
        return _("Nothing: its time is over, and nothing is sent again.")
    until = say_datetime(one.expires_at, short=True)
    if one.urgency == Urgency.ASKED_FOR:
        said = _("Nothing: it ends by itself at {until}. Who waits for it asks for a new one.")
    else:
        said = _("Until {until} the desk officers and chiefs of its area may have it sent again.")
    return said.format(until=until)
