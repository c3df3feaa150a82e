"""The messages of a station that somebody has to look at: of which nobody knows whether they arrived, and
those that wait. To which file and which role; never to which number, nor what they say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from kalantar.cases.models import Case
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk import stations
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.files import SECTIONS
from kalantar.fronts.desk.lists import sections
from kalantar.fronts.desk.message_verbs import VERBS, verbs_of
from kalantar.fronts.desk.stations import station_for
from kalantar.fronts.desk.verbs import NOTHING, Ask, Tried, Verb, ask_of_row, out_of_place
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import page_of
from kalantar.messaging.models import Message, MessageQuerySet, MessageState
from kalantar.messaging.queries import (
    message_of,
    never_settled_messages,
    unsettled_messages,
    waiting_messages,
)
from kalantar.notices.queries import words_said
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.places.models import Jurisdiction

type Listed = Callable[[Actor, Jurisdiction, datetime], MessageQuerySet]
LISTS: dict[str, tuple[object, Listed, str]] = {  # by address: its name, what stands in it, its order
    "messages": (
        gettext_lazy("Not known whether they arrived"), unsettled_messages, "queued_at",
    ),
    "messages_waiting": (gettext_lazy("Waiting to be sent"), waiting_messages, "queued_at"),
    "messages_over": (
        gettext_lazy("Never known, and their time is over"), never_settled_messages, "-queued_at",
    ),
}  # fmt: skip
OF = {"send_again": "messages", "cancel": "messages_waiting"}  # in which list a verb's row stands


@dataclass(frozen=True, slots=True)
class Row:
    """``file``: where the reader may see it. ``why``: why nobody knows; empty where that is not asked."""

    message: Message
    file: Case | None
    what: object
    role: object
    why: str
    asks: list[Ask]


@require_GET
def listed(request: HttpRequest, which: str) -> HttpResponse:
    return _page(request, which)


def _message_and_verb(by: Actor, message: UUID, verb: str) -> tuple[Verb, Message]:
    found = message_of(by, message)
    if found is None or verb not in VERBS:
        raise Http404
    return VERBS[verb], found


@verb_of(lambda **at: f"files:{OF.get(at['verb'], 'messages')}")
def act(request: HttpRequest, message: UUID, verb: str) -> HttpResponse:
    """A verb of a message; where it is refused the form stays open with what was typed."""
    by = acting(request)
    asked, found = _message_and_verb(by, message, verb)
    form = asked.form(request.POST, about=found, by=by)
    tried = Tried(verb, form, about=str(message))
    if not form.is_valid():
        return _page(request, OF[verb], tried)
    told = dict(form.asked)
    tried.refused = attempt(asked.act, message=message, by=by.because(told.pop("why", "")), **told)
    if tried.refused:
        return _page(request, OF[verb], tried)
    messages.success(request, _("Done."))
    return redirect(f"files:{OF[verb]}")


def _page(request: HttpRequest, which: str, tried: Tried = NOTHING) -> HttpResponse:
    by, station = acting(request), station_for(request, acting(request))
    heading, ask, order = LISTS[which]
    after = id_of(request.GET.get("after"))
    rows = ask(by, station, by.now()) if station else Message.objects.none()
    told = page_of(rows, order, after=after)
    if told.rows and station:
        read_of_areas([station.pk], "messages", by)
    shown = _rows(told.rows, by, tried)
    refused = out_of_place([one for row in shown for one in row.asks], tried)
    context: dict[str, Any] = {
        "heading": heading,
        "sections": sections(SECTIONS, "files", "messages"),
        "lists": [
            {"name": name, "url": reverse(f"files:{code}"), "here": code == which}
            for code, (name, *_rest) in LISTS.items()
        ],
        "station": station,
        "others": stations.offered(request, by),
        "which": which,
        "told": told,
        "rows": shown,
        "refused": refused,
    }
    return render(request, "desk/messages.html", context, status=422 if tried.verb else 200)


def _rows(found: Sequence[Message], by: Actor, tried: Tried) -> list[Row]:
    of = [one.about for one in found if one.about_kind == "case"]
    files = {one.pk: one for one in Case.objects.visible_to(by).filter(pk__in=of)} if of else {}
    return [
        Row(
            one, files.get(one.about), words_said(one.event), words_said(one.role), _why(one),
            [ask_of_row(verb, one.pk, one, by, tried) for verb in verbs_of(one)]
            if one.expires_at > by.now() else [],
        )
        for one in found
    ]  # fmt: skip


def _why(message: Message) -> str:
    if message.state != MessageState.UNKNOWN:
        return ""
    return _("the sending was cut off before the operator’s answer was written down")
