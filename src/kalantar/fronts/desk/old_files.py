"""Files of an old register brought in: first what the file says and what is wrong with it, then part by part."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kalantar.cases.rules import may_bring_in_cases
from kalantar.fronts.base.doing import attempt
from kalantar.fronts.base.spreadsheet import MARK, as_file, line
from kalantar.fronts.desk.addresses import verb_of
from kalantar.fronts.desk.lists import cell
from kalantar.fronts.desk.stations import station_for
from kalantar.kernel.action import thing_exists
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import figure, localise_number, say_datetime
from kalantar.old_files.actions import bring_in_next, give_up_register
from kalantar.old_files.bringing import begin
from kalantar.old_files.mapping import FIELDS
from kalantar.old_files.models import RegisterImport
from kalantar.old_files.queries import import_of, imports_of
from kalantar.old_files.report import HEAD, report
from kalantar.old_files.rules import (
    MOST_ROWS,
    mapping_is_text,
    register_file_is_not_too_large,
)
from kalantar.people.middleware import acting

LARGEST, LARGEST_MAPPING = 10_000_000, 100_000  # bytes: what a page reads while somebody waits
SHOWN = 50


class RegisterForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File of the old register (CSV)"),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        error_messages={"empty": gettext_lazy("This file is empty. Save the table as CSV again.")},
        help_text=gettext_lazy(
            "Its first row is the head. Nothing is brought in before you say so."
        ),
    )
    mapping = forms.FileField(
        label=gettext_lazy("Mapping (TOML), where its columns have other names"), required=False,
        widget=forms.FileInput({"accept": ".toml,application/toml,text/plain"}), allow_empty_file=True,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """What was brought in before; a file that is sent is read, and its import waits for the word to begin."""
    station = station_for(request, acting(request))
    if station is None or not may_bring_in_cases(acting(request), station):
        raise may_bring_in_cases.refuse()
    form = RegisterForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if not form.is_valid():
        return _asked(request, form, None)
    try:
        content, mapping = (
            _content(form.cleaned_data["file"]),
            _mapping(form.cleaned_data["mapping"]),
        )
        run = begin(content, mapping, station.pk, acting(request).repeating(None))
    except Refused as refused:
        return _asked(request, form, refused)
    return redirect("files:old_import", run.pk)


@require_GET
def old_import(request: HttpRequest, id: UUID) -> HttpResponse:
    return render(request, "desk/old_import.html", _progress(_run(request, id)) | {"whole": True})


@verb_of("files:old_import")
def bring_in(request: HttpRequest, id: UUID) -> HttpResponse:
    """The next part. As a fragment it asks for the one after it by itself."""
    run = _run(request, id)
    refused = attempt(bring_in_next, run=id, by=acting(request).repeating(None))
    run.refresh_from_db()
    template = (
        "desk/_old_progress.html" if "HX-Request" in request.headers else "desk/old_import.html"
    )
    context = _progress(run) | {"refused": refused, "goes_on": refused is None}
    return render(request, template, context, status=422 if refused else 200)


@verb_of("files:old_import")
def give_up(request: HttpRequest, id: UUID) -> HttpResponse:
    run = _run(request, id)
    refused = attempt(give_up_register, run=id, by=acting(request))
    run.refresh_from_db()
    context = _progress(run) | {"refused": refused}
    if refused:
        return render(request, "desk/old_import.html", context, status=422)
    return redirect("files:old")


@require_GET
def refused_file(request: HttpRequest, id: UUID) -> HttpResponseBase:
    """Nothing of what stood in a row is in it: where, why and what to do."""
    rows = report(_run(request, id))
    parts = [MARK + line(HEAD), *(line(cells) for cells in rows)]
    return as_file(iter(parts), "refused-rows", acting(request))


def _run(request: HttpRequest, id: UUID) -> RegisterImport:
    found = import_of(acting(request), id)
    if found is None:
        raise thing_exists.refuse()
    return found


def _content(sent: "UploadedFile[bytes]") -> bytes:
    if (sent.size or 0) > LARGEST:
        raise register_file_is_not_too_large.refuse(
            megabytes=figure(LARGEST // 10**6), rows=figure(MOST_ROWS)
        )
    content: bytes = sent.read()
    return content


def _mapping(sent: "UploadedFile[bytes] | None") -> str:
    if sent is None:
        return ""
    try:
        text: str = sent.read(LARGEST_MAPPING).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise mapping_is_text.refuse() from None
    return text


def _progress(run: RegisterImport) -> dict[str, Any]:
    rows = [{"cells": [cell(text) for text in cells]} for cells in report(run, SHOWN)]
    facts = [
        (_("Rows of the file"), run.rows), (_("Brought in"), run.brought),
        (_("Here already"), run.known), (_("Refused"), run.refused), (_("Still waiting"), run.left),
    ]  # fmt: skip
    return {
        "run": run, "rows": rows, "columns": list(HEAD), "shown": SHOWN,
        "heading": _("Old register of {station}").format(station=run.station.name),
        "facts": [(name, _number(count)) for name, count in facts],
    }  # fmt: skip


def _asked(request: HttpRequest, form: RegisterForm, refused: Refused | None) -> HttpResponse:
    by = acting(request)
    station = station_for(request, by)
    assert station is not None
    rows = [
        {"url": reverse("files:old_import", args=[run.pk]), "cells": _row(run)}
        for run in imports_of(by, station)
    ]
    columns = [_("Read"), _("State"), _("Rows of the file"), _("Brought in"), _("Refused")]
    context = {
        "heading": _("Files of an old register"), "form": form, "refused": refused, "rows": rows,
        "columns": columns, "station": station, "fields": FIELDS,
    }  # fmt: skip
    return render(request, "desk/old_files.html", context, status=422 if form.is_bound else 200)


def _row(run: RegisterImport) -> list[dict[str, Any]]:
    state = _("given up") if run.given_up else _("over") if run.ended_at else _("going on")
    counts = (run.rows, run.brought, run.refused)
    return [
        cell(say_datetime(run.read_at, short=True)),
        cell(state),
        *(cell(_number(count)) for count in counts),
    ]


def _number(count: int) -> str:
    return localise_number(count, get_language() or "en")
