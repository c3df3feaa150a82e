"""What an officer has before them: their tasks by deadline, their files, and what others did on those."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.cases.lifecycle import CASE
from kalantar.cases.queries import cases_in_charge
from kalantar.citizens.events import AccessGivenUp, AccessTaken, CodeSent
from kalantar.citizens.queries import written_to
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.desk.files import SECTIONS
from kalantar.fronts.desk.lists import sections
from kalantar.fronts.desk.stations import station_for
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE, count_said
from kalantar.kernel.story import Change, changes
from kalantar.kernel.text import start_of_day
from kalantar.kernel.text.calendar import local
from kalantar.messaging.events import MessageQueued, MessageSuppressed
from kalantar.messaging.queries import unsettled_messages
from kalantar.notices.events import PartiesTold
from kalantar.people.events import PageOpened
from kalantar.people.middleware import acting
from kalantar.places.models import Jurisdiction
from kalantar.tasks.queries import my_tasks

FILES, WATCHED, CHANGES, COUNTED = 10, 200, 25, 99
# What only follows a step, or is a reading: the step itself is what changed.
FOLLOWS = frozenset(
    event.__name__
    for event in (
        AccessGivenUp, AccessTaken, CodeSent, MessageQueued, MessageSuppressed, PageOpened,
        PartiesTold,
    )
)  # fmt: skip
PAGES = {"order": "orders:order", "statement": "statements:statement"}  # of a fact of the entry


@require_GET
def work(request: HttpRequest) -> HttpResponse:
    by, station = acting(request), station_for(request, acting(request))
    tasks = my_tasks(by, after=id_of(request.GET.get("after")), limit=PAGE + 1)
    context = {
        "heading": SECTIONS["work"],
        "sections": sections(SECTIONS, "files", "work"),
        "station": station,
        **_waiting(by, station),
        "tasks": [(one, one.due_at < by.now()) for one in tasks[:PAGE]],
        "next": tasks[PAGE - 1].pk if len(tasks) > PAGE else None,
        "beyond": "after" in request.GET,
        **_files(by, id_of(request.GET.get("before"))),
    }
    return render(request, "desk/work.html", context)


def _waiting(by: Actor, station: Jurisdiction | None) -> dict[str, str]:
    """How many messages of the station wait for somebody to say what becomes of them, and how many of its
    parties nobody has read; empty where none. One question."""
    if station is None:
        return {}
    unsettled = unsettled_messages(by, station, by.now()).annotate(of=Value("unsettled"))
    written = written_to(by, station).annotate(of=Value("written"))
    first, second = (
        one.order_by().values_list("of", "pk")[: COUNTED + 1] for one in (unsettled, written)
    )
    found = Counter(of for of, _id in first.union(second, all=True).order_by())
    return {of: count_said(count, COUNTED) for of, count in found.items()}


def _files(by: Actor, before: UUID | None) -> dict[str, Any]:
    """The reader's files, and what others did on them, the latest first."""
    mine = {one.pk: one for one in cases_in_charge(by, limit=WATCHED)}
    since = yesterday(by.now())
    found = changes(
        mine.keys(), by, since, before=before, without=FOLLOWS, limit=CHANGES + 1
    )  # fmt: skip
    shown = found[:CHANGES]
    return {
        "files": [(one, CASE.states[one.state]) for one in list(mine.values())[:FILES]],
        "more_files": len(mine) > FILES,
        "changes": [(mine[one.subject], _address(one), one.told) for one in shown],
        "earlier": shown[-1].told.id if len(found) > CHANGES else None,
        "later": before,
        "none": _("Nobody else wrote anything down on your files since yesterday."),
    }


def yesterday(now: datetime) -> datetime:
    """The moment the day before began on the service's clock."""
    return start_of_day(local(now).date() - timedelta(days=1))


def _address(change: Change) -> str:
    """The page of what happened, such as of the order that came; else the file's timeline."""
    for fact, page in PAGES.items():
        if change.facts.get(fact):
            return reverse(page, args=[change.facts[fact]])
    if change.facts.get("task"):
        return f"{reverse('files:file_work', args=[change.subject])}#tasks"
    return f"{reverse('files:file', args=[change.subject])}#story"
