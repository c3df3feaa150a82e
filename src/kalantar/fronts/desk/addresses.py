"""The address of a verb. It is done there; what it asks is fetched from there; and opened as a page, such
as after a refusal in another language, it leads to its thing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kalantar.cases.models import Case
from kalantar.fronts.desk.verbs import Verb, opened
from kalantar.kernel.actor import Actor
from kalantar.people.middleware import acting

type View = Callable[..., HttpResponseBase]
type Asked = Callable[..., tuple[Verb, Model]]  # (by, and what the address names)


def verb_of(page: str | Callable[..., str], asked: Asked | None = None) -> Callable[[View], View]:
    """``page``: the name of the page that shows the thing (``id``) with the verb, or what says it of the
    address; ``asked``: the verb and what it is asked of, to who may ask it, where its form is a late one."""

    def address(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **at: Any) -> HttpResponseBase:
            if request.method == "POST":
                return view(request, **at)
            if asked and "HX-Request" in request.headers:
                return _form(request, *asked(acting(request), **at))
            name = page if isinstance(page, str) else page(**at)
            return redirect(name, *([at["id"]] if "id" in at else []))

        return require_http_methods(["GET", "HEAD", "POST"])(answer)

    return address


def _form(request: HttpRequest, verb: Verb, about: Model) -> HttpResponse:
    """Of one of several rows it has the row's id."""
    by: Actor = acting(request)
    of_row = {} if isinstance(about, Case) else {"auto_id": f"{verb.name}-{about.pk}-%s"}
    context = {"ask": opened(verb, about, by, **of_row), "to": request.path, "case": about}
    return render(request, "desk/_asked.html", context)
