"""Who calls the interface: a program with a token, or a person's own signed-in browser."""

from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.security.session import SessionAuth

from kalantar.config.api.problems import request_comes_from_our_page
from kalantar.kernel.actor import Actor
from kalantar.people.adapter import has_second_factor
from kalantar.people.middleware import operation_id, reason_said
from kalantar.people.models import User
from kalantar.people.queries import actor_of, actor_of_token
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope

READING = {"GET", "HEAD", "OPTIONS"}
ASKED_IN_A_BODY = (
    "/search"  # how addresses end whose POST only reads: its words are nobody's to log
)


class Token(HttpBearer):
    """``Authorization: Bearer …``: acts in its owner's roles, no further than its scopes.

    A router has one scope for reading and one for writing; a token without it is refused by rule.
    """

    def __init__(self, read: Scope, write: Scope) -> None:
        super().__init__()
        self._read, self._write = read, write

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor = actor_of_token(token, **_circumstances(request))
        if actor is None:
            return None
        scope = self._read if _only_reads(request) else self._write
        may_reach.require(actor, scope)
        request.actor = actor  # type: ignore[attr-defined]
        return actor


class Session(SessionAuth):
    """The cookie of a signed-in person; changes need the CSRF token as on any page."""

    def _get_key(self, request: HttpRequest) -> str | None:
        """None without the cookie: then nobody is signed in, whatever else is missing."""
        if self.param_name not in request.COOKIES:
            return None
        try:
            return super()._get_key(request)
        except HttpError:
            raise request_comes_from_our_page.refuse() from None

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        if not isinstance(request.user, User) or not has_second_factor(request):
            return None
        actor = actor_of(request.user, **_circumstances(request))
        request.actor = actor  # type: ignore[attr-defined]
        return actor


def _only_reads(request: HttpRequest) -> bool:
    return request.method in READING or request.path.endswith(ASKED_IN_A_BODY)


def _circumstances(request: HttpRequest) -> dict[str, Any]:
    return {
        "request_id": getattr(request, "request_id", ""),
        "operation": operation_id(request),
        "why": reason_said(request.headers.get("X-Reason", "")),
    }
