"""Lists of files and of orders: which there are, a page of rows, and which station they are of."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kalantar.fronts.desk import stations
from kalantar.kernel.listing import PAGE
from kalantar.people.middleware import acting
from kalantar.places.models import Jurisdiction

type Row = tuple[str, list[dict[str, Any]]]  # its address and its cells


def cell(text: object, **how: Any) -> dict[str, Any]:
    return {"text": text, **how}


def sections(of: dict[str, Any], app: str, here: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "url": reverse(f"{app}:{code}"), "here": code == here}
        for code, name in of.items()
    ]


def listed[M: Model](
    request: HttpRequest,
    template: str,
    found: list[M],
    row: Callable[[M], Row],
    *,
    columns: Iterable[object],
    station: Jurisdiction | None,
    **more: Any,
) -> HttpResponse:
    """``found`` is asked for one row more than a page has, so that it is known whether there is a next."""
    shown = found[:PAGE]
    context = {
        "columns": list(columns),
        "rows": [
            {"id": one.pk, "url": url, "cells": cells}
            for one, (url, cells) in zip(shown, map(row, shown), strict=True)
        ],
        "next": shown[-1].pk if len(found) > PAGE else None,
        "beyond": "after" in request.GET,
        "station": station,
        "others": stations.offered(request, acting(request)),
        **more,
    }
    return render(request, template, context)
