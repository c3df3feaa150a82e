"""The address of a verb: opened as a page, such as after a refusal in another language, it leads to its thing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods


def verb_of(
    page: str,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """``page``: the name of the page that shows the thing (``id``) with the verb."""

    def address(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def answer(request: HttpRequest, **at: Any) -> HttpResponseBase:
            if request.method == "POST":
                return view(request, **at)
            return redirect(page, *([at["id"]] if "id" in at else []))

        return require_http_methods(["GET", "HEAD", "POST"])(answer)

    return address
