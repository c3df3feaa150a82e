"""What every view of a front does: try one action, and answer with the fragment that shows the result."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from kalantar.kernel.rules import Refused


def attempt(act: Callable[..., Any], **asked: Any) -> Refused | None:
    """Do it; the refusal where a rule forbids it, to be shown in place."""
    try:
        act(**asked)
    except Refused as refused:
        return refused
    return None


def fragment(
    request: HttpRequest, template: str, context: dict[str, Any], refused: Refused | None = None
) -> HttpResponse:
    """The template, with the refusal in it: then the answer's status says so too."""
    status = 200 if refused is None else 422
    return render(request, template, {**context, "refused": refused}, status=status)


def onward(url: str, **query: str) -> HttpResponse:
    """Tell the page to go elsewhere (htmx follows; without it a plain redirect would do)."""
    return HttpResponse(headers={"HX-Redirect": f"{url}?{urlencode(query)}" if query else url})
