"""Who is asking: the request's id, that a person has signed in with a second factor, and as whom."""

import re
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import structlog
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from uuid_utils.compat import uuid7

from kalantar.kernel.action import thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused, RuleKind
from kalantar.people.adapter import has_second_factor
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.rules import operation_id_is_a_uuid

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
HERE_ALWAYS = {  # what someone without a second factor yet may open: to set one up, or to leave
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
    "account_logout",
}

LONGEST_REASON = 500  # characters
STATUS = {RuleKind.PERMISSION: 403, RuleKind.INPUT: 400, RuleKind.CONSTRAINT: 409}


def acting(request: HttpRequest) -> Actor:
    """The person behind the request, as one who acts."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def request_id(request: HttpRequest) -> str:
    """The id a proxy of ours gave the request, or a new one.

    With no proxy in front it is the client who says it, who is not believed: it stands on the
    timeline, and two requests must not bear one name.
    """
    given = ""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0:
        given = request.headers.get("X-Request-ID", "")
    return given if REQUEST_ID.fullmatch(given) else uuid7().hex


def operation_id(request: HttpRequest) -> UUID | None:
    """The caller's own id of what is being done: header ``Idempotency-Key`` or field ``operation``."""
    given = request.headers.get("Idempotency-Key") or request.POST.get("operation")
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError:
        raise operation_id_is_a_uuid.refuse() from None


class RequestId:
    """Gives every request an id, says it back, and binds it to the log's lines."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = request_id(request)  # type: ignore[attr-defined]
        with structlog.contextvars.bound_contextvars(request=request.request_id):  # type: ignore[attr-defined]
            response = self.get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response


class Acting(LoginRequiredMiddleware):
    """Every view is for people who have signed in, unless it says otherwise; they get their roles.

    The roles are asked for with every request, so a role that has ended is gone at once. Paths of
    ``settings.SIGN_IN_NOT_NEEDED`` judge for themselves who asks (the API by its tokens).
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if request.path_info.startswith(settings.SIGN_IN_NOT_NEEDED):
            return None
        to_sign_in = super().process_view(request, view_func, view_args, view_kwargs)
        if to_sign_in is not None:
            return _for_fragments(request, to_sign_in)
        if not isinstance(request.user, User):
            return None
        if _lacks_second_factor(request):
            return _for_fragments(request, HttpResponseRedirect(reverse("mfa_index")))
        try:
            operation = operation_id(request)
        except Refused as refusal:
            return say_refusal(request, refusal)
        request.actor = actor_of(  # type: ignore[attr-defined]
            request.user,
            request_id=request.request_id,  # type: ignore[attr-defined]
            operation=operation,
            why=reason_said(request.POST.get("why", "")),
        )
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal no view has shown in its own place gets a page with the rule's sentence."""
        return say_refusal(request, error) if isinstance(error, Refused) else None


def reason_said(text: str) -> str:
    """At most so long, without the character no database keeps in a text."""
    return text.replace("\x00", "")[:LONGEST_REASON]


def say_refusal(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The rule's sentence and what to do instead; 403 for who may not, 404 for what is not there."""
    status = STATUS.get(refusal.rule.kind, 422)
    if refusal.rule is thing_exists:
        status = 404
    fragment = "HX-Request" in request.headers
    template = "base/_refused.html" if fragment else "people/refused.html"
    return render(request, template, {"refused": refusal}, status=status)


def _lacks_second_factor(request: HttpRequest) -> bool:
    if has_second_factor(request):
        return False
    match = request.resolver_match
    return match is None or match.url_name not in HERE_ALWAYS


def _for_fragments(request: HttpRequest, redirect: HttpResponseBase) -> HttpResponseBase:
    """A fragment's request cannot show another page in its place; htmx is told to go there."""
    if "HX-Request" not in request.headers:
        return redirect
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = redirect.headers["Location"]
    return answer
