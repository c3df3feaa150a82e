"""Who is signed in, with the roles they hold, by one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from kalantar.kernel.clock import system_clock
from kalantar.people.models import User
from kalantar.people.queries import signed_in


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, which proves who somebody is; every request after that asks here."""

    def get_user(self, user_id: Any) -> User | None:
        user = signed_in(user_id, system_clock())
        return user if user and self.user_can_authenticate(user) else None
