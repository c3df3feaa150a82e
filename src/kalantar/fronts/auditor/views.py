"""The auditor's page: nothing without a purpose, and each question is itself recorded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kalantar.fronts.auditor.export import as_file
from kalantar.fronts.auditor.forms import QuestionForm
from kalantar.fronts.auditor.question import Question, entries, lines
from kalantar.fronts.auditor.rules import may_read_record
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import page_of
from kalantar.people.actions import record_reading
from kalantar.people.middleware import acting
from kalantar.people.queries import opened_lately

COUNTED = 1_000  # nobody reads more than that one by one


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponseBase:
    """The question, and below it a page of the entries that answer it."""
    by = acting(request)
    may_read_record.allow(by, None)
    form = QuestionForm(request.POST if request.method == "POST" else None, by=by)
    if not form.is_valid():
        return _shown(request, {"form": form}, status=422 if form.is_bound else 200)
    question = form.question()
    if "export" in request.POST:
        _recorded(question, "record_file", by)
        return as_file(entries(question, by), by)
    after = request.POST.get("after", "")
    found = page_of(entries(question, by), "-pk", after=after, most=COUNTED)
    _recorded(question, "record", by, goes_on=found.beyond)
    answer = {"found": found, "lines": lines(found.rows, by)}
    return _shown(request, {"form": form, **answer})


def _recorded(question: Question, page: str, by: Actor, *, goes_on: bool = False) -> None:
    """One reading for each the question names; the purpose is the actor's reason.

    Of an answer that ``goes_on`` only what was not asked lately for that purpose: where a page
    begins is the reader's to say, and no proof that they were given the one before.
    """
    for subject in question.subjects(by):
        if not (goes_on and opened_lately(by, subject.pk, page, why=by.why)):
            record_reading(subject=subject, page=page, by=by.repeating(None))


def _shown(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    page = {"heading": _("What was done and read"), **context}
    return render(request, "auditor/record.html", page, status=status)
