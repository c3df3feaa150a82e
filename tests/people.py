"""People with roles, areas to hold them over: made directly, as test data may be."""

from datetime import UTC, datetime

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from uuid_utils.compat import uuid7

from kalantar.people.models import RoleGrant, User
from kalantar.places.models import Jurisdiction


def an_area(kind: str = "city", within: Jurisdiction | None = None) -> Jurisdiction:
    area = uuid7()
    return Jurisdiction.objects.create(
        id=area,
        kind=kind,
        parent=within,
        ancestors=[*(within.ancestors if within else []), area],
        name_fa="نمونه‌شهر",
        name_en=f"Sampleton {area.hex[-6:]}",
    )


def grant(role: str, *, over: Jurisdiction) -> User:
    """Somebody new who holds ``role`` over that area since 2020."""
    number = uuid7().hex[-12:]
    person = User.objects.create(username=f"p{number}", name_fa="آزمون", name_en="Test Person")
    RoleGrant.objects.create(
        user=person, role=role, jurisdiction=over, period=(datetime(2020, 1, 1, tzinfo=UTC), None)
    )
    return person


def sign_in(user: User) -> str:
    """The session cookie of somebody who has signed in with password and code."""
    request = HttpRequest()
    request.session = session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    record_authentication(request, user, method="password")
    record_authentication(request, user, method="mfa", type="totp")
    session.save()
    assert session.session_key
    return session.session_key
