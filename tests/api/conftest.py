"""A small city, and programs with tokens that ask the interface about it."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import system
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope
from tests.plugins.actors import HandClock


@pytest.fixture
def scene(db: None, clock: HandClock) -> Any:
    from kalantar.kernel.clock import system_clock
    from tests.scene import a_city

    clock.moment = system_clock()
    return a_city(clock)


@pytest.fixture
def token(scene: Any) -> Callable[..., str]:
    """A token for somebody of this role over the city, with these scopes (all without).

    ``over``: over that area instead. Without a role: for somebody who has none.
    """

    def issue(role: Role | None, *scopes: Scope, over: Any = None) -> str:
        from kalantar.people.actions import issue_token
        from kalantar.people.models import RoleGrant
        from kalantar.people.tokens import new_token, to_keep

        person = scene.person(role or Role.AUDITOR)  # the role is the grant's
        now = scene.clock()
        if role is not None:
            RoleGrant.objects.create(
                user_id=person.id, role=role, jurisdiction=over or scene.city, period=(now, None)
            )
        made = new_token()
        issue_token(
            user=person.id, **to_keep(made), purpose="test", by=system(scene.clock),
            scopes=[scope.value for scope in scopes or Scope], expires_at=now + timedelta(days=1),
        )  # fmt: skip
        return made

    return issue


@pytest.fixture
def ask(client: Client) -> Callable[..., Any]:
    """Send a request as a program would; the answer as it is."""

    def send(method: str, path: str, token: str = "", body: Any = None, **headers: str) -> Any:
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if method != "GET":
            headers.setdefault("Idempotency-Key", str(uuid7()))
        return client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers=headers,
        )

    return send
