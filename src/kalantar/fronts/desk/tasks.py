"""The tasks of a file: the part of its page, what is done with one, and the lists of a station's."""

from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.asked_of import in_a_list, veiled
from kalantar.fronts.desk.file import again
from kalantar.fronts.desk.files import SECTIONS
from kalantar.fronts.desk.lists import Row, cell, listed, sections
from kalantar.fronts.desk.stations import station_for
from kalantar.fronts.desk.task_verbs import VERBS
from kalantar.fronts.desk.verbs import Tried, Verb
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import PAGE
from kalantar.kernel.text import digits_for, say_datetime
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.tasks.models import Task
from kalantar.tasks.queries import overdue_tasks, task_of, unassigned_tasks


def verb_of_task(by: Actor, id: UUID, task: UUID, verb: str) -> tuple[Verb, Task]:
    """To whoever works on the file."""
    if verb not in VERBS:
        raise Http404
    return VERBS[verb], _handled(by, id, task)


@verb_of("files:file_work", verb_of_task)
def act(request: HttpRequest, id: UUID, task: UUID, verb: str) -> HttpResponse:
    """A verb of a task of the file; where it is refused the form stays open with what was typed."""
    by = acting(request)
    asked, found = verb_of_task(by, id, task, verb)
    form = asked.form(request.POST, about=found, by=by)
    tried = Tried(verb, form, about=str(task))
    if not form.is_valid():
        return again(request, id, tried)
    tried.refused = attempt(asked.act, task=task, **form.asked, by=by)
    if tried.refused:
        return again(request, id, tried)
    messages.success(request, _("Done."))
    return redirect(f"{reverse('files:file_work', args=[id])}#tasks")


@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    by, station = acting(request), station_for(request, acting(request))
    after, found = id_of(request.GET.get("after")), list[Task]()
    if station:
        found = overdue_tasks(by, station, by.now(), after=after, limit=PAGE + 1)
    return _list(request, "overdue", found, _("No task of this station is overdue."))


@require_GET
def unassigned(request: HttpRequest) -> HttpResponse:
    by, station = acting(request), station_for(request, acting(request))
    after, found = id_of(request.GET.get("after")), list[Task]()
    if station:
        found = unassigned_tasks(by, station, after=after, limit=PAGE + 1)
    return _list(request, "unassigned", found, _("Every task of this station has its officer."))


def _list(request: HttpRequest, here: str, found: list[Task], empty: str) -> HttpResponse:
    if found:
        read_of_areas({one.case.jurisdiction_id for one in found}, "tasks", acting(request))
    hidden = veiled(acting(request), [one.case for one in found])
    return listed(
        request, "desk/files.html", found, partial(_row, hidden=hidden),
        columns=[_("What to do"), _("File"), _("Category"), _("Due"), _("By whom")],
        station=station_for(request, acting(request)), heading=SECTIONS[here],
        sections=sections(SECTIONS, "files", here), empty=empty,
    )  # fmt: skip


def _row(task: Task, hidden: Collection[UUID]) -> Row:
    return f"{reverse('files:file_work', args=[task.case_id])}#tasks", [
        cell(in_a_list(task.what, task.case_id, hidden)),
        cell(digits_for(get_language() or "fa", task.case.number), code=True),
        cell(task.case.category.name),
        cell(say_datetime(task.due_at, short=True)),
        cell(task.officer.name if task.officer else "—"),
    ]


def _handled(by: Actor, case: UUID, id: UUID) -> Task:
    """The task, to whoever works on its file: for a verb no purpose opens one."""
    found = task_of(by.because(""), id)
    if found is None or found.case_id != case:
        raise Http404
    return found
