"""Several files of a list at once: chosen, then one thing done with each, as if it were asked of it alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from uuid_utils.compat import uuid7

from kalantar.cases.actions import put_in_charge, refer_case
from kalantar.cases.models import Case
from kalantar.cases.queries import visible_cases
from kalantar.cases.rules import may_handle_case
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.asked_list import FOUND, AskedList, list_sent
from kalantar.fronts.desk.bulk_forms import SetTaskForm
from kalantar.fronts.desk.choices import stations_beside
from kalantar.fronts.desk.file_forms import OfficerForm, ReferForm
from kalantar.fronts.desk.file_verbs import STEPS, WRITING
from kalantar.fronts.desk.files import columns, row_of
from kalantar.fronts.desk.rules import chosen_files_are_few_enough
from kalantar.fronts.desk.verbs import Ask, Tried, Verb, VerbForm, asks
from kalantar.kernel.action import thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import acting
from kalantar.tasks.actions import set_task

VERBS = {
    verb.name: verb
    for verb in (
        Verb("charge", "G", WRITING["charge"].label, put_in_charge, "case",
             may_handle_case, form=OfficerForm),
        Verb("refer", "R", STEPS["refer"].label, refer_case, "case",
             may_handle_case, form=ReferForm),
        Verb("task", "T", gettext_lazy("Give a task"), set_task, "case", may_handle_case,
             form=SetTaskForm),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one file. ``case``: None where there is none that may be seen."""

    case: Case | None
    refused: Refused | None


@verb_of("files:open")
def choose(request: HttpRequest) -> HttpResponse:
    """Those that were ticked, or the whole page; what can be done with them."""
    asked, ids = list_sent(request), _chosen(request)
    chosen_files_are_few_enough.require(ids)
    return _shown(request, asked, _cases(asked.by, ids), Tried())


@verb_of("files:open")
def do(request: HttpRequest, verb: str) -> HttpResponse:
    """Each file by its own action in its own transaction: what one is refused holds none of the others."""
    asked, ids, what = list_sent(request), _chosen(request), VERBS.get(verb)
    chosen_files_are_few_enough.require(ids)
    cases = _cases(asked.by, ids)
    if what is None or not cases:
        raise Http404
    form = what.form(request.POST, about=cases[0], by=asked.by)
    if not form.is_valid():
        return _shown(request, asked, cases, Tried(verb, form), 422)
    done = each_of(what, form, ids, acting(request))
    return _told(request, asked, what, done)


def each_of(verb: Verb, form: VerbForm, ids: Sequence[UUID], by: Actor) -> list[Done]:
    """A repeat of the whole repeats each: the operation of a file is made of the one and its id."""
    operation = by.operation or uuid7()
    cases = {case.pk: case for case in _cases(by, ids)}
    done = []
    for id in ids:
        own = by.repeating(uuid5(operation, str(id)))
        refused: Refused | None = thing_exists.refuse()
        if id in cases:
            refused = attempt(verb.act, **{verb.of: id}, **form.asked, by=own)
        done.append(Done(cases.get(id), refused))
    return done


def _chosen(request: HttpRequest) -> list[UUID]:
    """Each once, in the order of the page."""
    name = "on_page" if request.POST.get("whole") else "chosen"
    return list(dict.fromkeys(id for one in request.POST.getlist(name) if (id := id_of(one))))


def _cases(by: Actor, ids: Sequence[UUID]) -> list[Case]:
    found = {case.pk: case for case in visible_cases(by).filter(pk__in=ids)}
    return [found[id] for id in ids if id in found]


def _shown(
    request: HttpRequest, asked: AskedList, cases: list[Case], tried: Tried, status: int = 200
) -> HttpResponse:
    shown: list[Ask] = asks(VERBS.values(), cases[0], asked.by, tried) if cases else []
    rows = [dict(zip(("url", "cells"), row_of(case), strict=True)) for case in cases]
    context: dict[str, Any] = {
        "heading": _("Chosen files"), "rows": rows, "columns": columns(), "asks": shown,
        "cases": cases, "list": asked, "back": _back(asked),
        "near": stations_beside(cases[0].jurisdiction) if cases else [],
    }  # fmt: skip
    return render(request, "desk/chosen.html", context, status=status)


def _told(request: HttpRequest, asked: AskedList, verb: Verb, done: list[Done]) -> HttpResponse:
    refused = [one for one in done if one.refused]
    context = {
        "heading": verb.label, "done": len(done) - len(refused), "refused_rows": refused,
        "back": _back(asked),
    }  # fmt: skip
    return render(request, "desk/chosen_done.html", context)


def _back(asked: AskedList) -> str:
    to = reverse("files:open" if asked.which == FOUND else f"files:{asked.which}")
    return f"{to}?{asked.address}"
