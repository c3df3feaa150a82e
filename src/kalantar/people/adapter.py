"""How django-allauth signs people in here: what it does is judged and recorded by our actions."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from kalantar.kernel.actor import system
from kalantar.people import actions
from kalantar.people.models import User
from kalantar.people.queries import actor_of

log = structlog.get_logger(__name__)

CHANGES = {  # allauth's own names of what it would have sent by e-mail
    "mfa/email/totp_activated": ("totp", "added"),
    "mfa/email/totp_deactivated": ("totp", "removed"),
    "mfa/email/webauthn_added": ("webauthn", "added"),
    "mfa/email/webauthn_removed": ("webauthn", "removed"),
    "mfa/email/recovery_codes_generated": ("recovery_codes", "renewed"),
}
NOT_KNOWN = _("The personnel number or the password is not right.")

AGAIN = {
    "reauthenticate": _("Type the password"),
    "mfa_reauthenticate": _("Type a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


def methods_of(request: HttpRequest, user: AbstractBaseUser) -> list[str]:
    """How this session was opened: password, totp, webauthn, recovery_codes."""
    records = get_authentication_records(request, user)
    return [str(record.get("type") or record["method"]) for record in records]


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with more than a password, or the service lets that off."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return True
    return bool(set(methods_of(request, request.user)) - {"password"})  # type: ignore[arg-type]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NOT_KNOWN,
        "account_inactive": NOT_KNOWN,
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "incorrect_password": _("The password is not right."),
        "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # an administrator adds people

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """As allauth does, but an inactive account answers like one that does not exist."""
        self.pre_authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        user = authenticate(request, **credentials)
        inactive = AuthenticationBackend.unstash_authenticated_user()
        if isinstance(user, User):
            self._rollback_login_failed_rl_usage()
            return user
        self._note_failure(credentials.get("username", ""), "inactive" if inactive else "password")
        return None

    def _note_failure(self, username: str, step: str) -> None:
        person = User.objects.filter(username=username.lower()).first()
        if person is None:  # what was typed may be a password in the wrong field: not even logged
            log.warning("sign_in_failed", reason="unknown")
        else:
            actions.note_failed_sign_in(user=person.id, step=step, by=system())

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        assert isinstance(user, User)
        methods = methods_of(request, user) or ["password"]
        actions.note_sign_in(
            user=user.id, method=methods[-1], by=actor_of(user, request_id=_id_of(request))
        )
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """A browser without a language of its own gets the person's."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        return response

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            by = actor_of(request.user, request_id=_id_of(request))
            actions.note_sign_out(user=request.user.id, by=by)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        """The form has judged the password; the session at hand stays, all others end."""
        changed = actions.change_password(
            user=user.id,
            password_hash=make_password(password),
            by=actor_of(user, request_id=_id_of(context.request)),
        )
        user.password = changed.password

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Setting up the first factor follows at once on the sign-in; everything later asks again."""
        user = context.request.user
        if app == "allauth.mfa" and not is_mfa_enabled(user):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show again who one is, in our words."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way | {"description": AGAIN[way["id"]]} for way in ways]

    def send_notification_mail(self, template_prefix: str, user: User, *_: Any, **__: Any) -> None:
        """Where allauth would write an e-mail, the timeline gets an entry."""
        if template_prefix not in CHANGES:
            return
        factor, change = CHANGES[template_prefix]
        request = context.request
        by = actor_of(user, request_id=_id_of(request))
        changed = actions.note_second_factor(user=user.id, factor=factor, change=change, by=by)
        if change == "added":  # adding it has just shown that it is at hand
            record_authentication(request, user, "mfa", type=factor, reauthenticated=True)
        update_session_auth_hash(request, changed)
        UserSession.objects.create_from_request(request)  # the session has a new key

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """allauth's own remarks (“signed in as …”) are left out; its errors stand in the forms."""


def _id_of(request: HttpRequest) -> str:
    return str(getattr(request, "request_id", ""))
