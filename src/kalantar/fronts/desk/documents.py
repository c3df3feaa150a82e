"""One document of a file: taken in at the desk, looked at, downloaded, marked as entered in error."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kalantar.cases.models import Case
from kalantar.documents.actions import enter_in_error, take_in_document
from kalantar.documents.events import CAME, KINDS
from kalantar.documents.models import Document
from kalantar.documents.queries import content_of, document_of, media_of
from kalantar.documents.rules import document_is_not_erased, may_read_document
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.desk import file_screen, purpose
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.document_verbs import IN_ERROR, TAKE_IN
from kalantar.fronts.desk.file import again
from kalantar.fronts.desk.verbs import NOTHING, Tried, Verb, asks, out_of_place, refusals
from kalantar.kernel.actor import Actor
from kalantar.people.middleware import acting
from kalantar.people.opening import read


def _taking_in(by: Actor, id: UUID) -> tuple[Verb, Case]:
    return TAKE_IN, file_screen.handled(by, id)


@verb_of("files:file_papers", _taking_in)
def take_in(request: HttpRequest, id: UUID) -> HttpResponse:
    """Back on the file's page it stands among its documents."""
    by, case = acting(request), file_screen.handled(acting(request), id)
    form = TAKE_IN.form(request.POST, request.FILES, about=case, by=by)
    if not form.is_valid():
        return again(request, id, Tried(TAKE_IN.name, form))
    if refused := attempt(take_in_document, case=id, **form.asked, by=by):
        return again(request, id, Tried(TAKE_IN.name, form, refused))
    messages.success(request, _("Done."))
    return redirect(f"{reverse('files:file_papers', args=[id])}#documents")


@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, id: UUID) -> HttpResponse:
    """What is known of it."""
    by = purpose.with_purpose(request)
    found = document_of(by, id)
    if found is None:
        raise Http404
    return render(request, "desk/document.html", _page(by, found))


@require_POST
def content(request: HttpRequest, id: UUID) -> HttpResponse:
    """The file itself, to be looked at outside of the browser; the reading is recorded."""
    by = purpose.with_purpose(request)
    found = may_read_document.allow(by, _there(by, id))
    document_is_not_erased.require(found)
    del found.read_lately  # type: ignore[attr-defined]  # that was of its page
    read(found, "document_content", by)
    answer = HttpResponse(content_of(found), content_type=media_of(found))
    answer["Content-Disposition"] = f'attachment; filename="{found.pk}.{found.kind}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@verb_of("documents:document")
def error(request: HttpRequest, id: UUID) -> HttpResponse:
    by, found = acting(request), _there(acting(request).because(""), id)
    form = IN_ERROR.form(request.POST, about=found, by=by)
    refused = attempt(enter_in_error, document=id, **form.asked, by=by) if form.is_valid() else None
    if refused or form.errors:
        context = _page(by.because(""), found, Tried(IN_ERROR.name, form, refused))
        return render(request, "desk/document.html", context, status=422)
    messages.success(request, _("Done."))
    return redirect("documents:document", id)


def _there(by: Actor, id: UUID) -> Document:
    found = document_of(by, id)
    if found is None:
        raise Http404
    return found


def _page(by: Actor, found: Document, tried: Tried = NOTHING) -> dict[str, Any]:
    """That it was looked at is recorded; its content is a reading of its own."""
    read(found, "document", by)
    verbs = asks([IN_ERROR], found, by, tried)
    closed = (document_is_not_erased if found.erased_at else may_read_document).said
    return {
        "document": found,
        "case": found.case,
        "heading": _("Document"),
        "kind": KINDS[found.kind],
        "came": CAME[found.came],
        "may_read": document_is_not_erased(found) and may_read_document(by, found),
        "closed": closed,
        "hash": bytes(found.sha256).hex(),
        "verbs": verbs,
        "grey": refusals(verbs),
        "refused": out_of_place(verbs, tried),
    }
