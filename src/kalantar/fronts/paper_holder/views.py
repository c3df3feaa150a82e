"""Whether the service issued a paper, asked by whoever holds it. Nobody signs in, nobody is named."""

from typing import Any

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kalantar.fronts.base.asked import words_of
from kalantar.papers.codes import in_groups, typed_code
from kalantar.papers.queries import Issued, has_hash, hash_of, hash_typed, issued_under

LIMITS = {"check": "60/m/ip"}  # a whole court asks from one address
LARGEST = 5_000_000  # bytes; no paper of ours is larger


@require_http_methods(["GET", "HEAD"])
def ask(request: HttpRequest) -> HttpResponse:
    """The box for a code; what was typed leads to the code's own page."""
    typed = words_of(request.GET.get("code"), 40)
    code = typed_code(typed)
    if code:
        return redirect("paper_holder:paper", in_groups(code))
    return _page(request, typed=typed, asked=bool(typed))


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """What is known under the code; with a PDF or a hash, whether it is the same."""
    if not consume(request, app="papers", action="check", config=LIMITS, limit_get=True):
        return _page(request, too_often=True, status=429)
    found = issued_under(code)
    told: dict[str, Any] = {"issued": found, "typed": in_groups(typed_code(code)), "asked": True}
    if found and request.method == "POST":
        told |= _compared(request, found)
    return _page(request, **told, status=200 if found else 404)


def _compared(request: HttpRequest, issued: Issued) -> dict[str, Any]:
    sent = request.FILES.get("pdf")
    if sent:
        begins = hash_of(sent.chunks()) if (sent.size or 0) <= LARGEST else "0" * 64
    else:
        begins = hash_typed(words_of(request.POST.get("hash"), 200))
    return {"compared": bool(begins), "same": has_hash(issued, begins), "unclear": not begins}


def _page(request: HttpRequest, *, status: int = 200, **told: Any) -> HttpResponse:
    return render(request, "paper_holder/check.html", told, status=status)
