"""One's own account: a token of one's programs is revoked with one press."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kalantar.kernel.actor import system
from kalantar.people.actions import issue_token
from kalantar.people.models import ApiToken, User
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope
from kalantar.people.tokens import new_token, to_keep
from tests.people import an_area, grant, sign_in

pytestmark = pytest.mark.django_db


def _token(owner: User) -> ApiToken:
    by = system()
    return issue_token(
        user=owner.pk, **to_keep(new_token()), purpose="map", scopes=[Scope.UNITS_READ],
        expires_at=by.now() + timedelta(days=1), by=by,
    )  # fmt: skip


def test_the_owner_revokes_a_token_on_the_account_page(client: Client) -> None:
    owner = grant(Role.DISPATCHER, over=an_area())
    token = _token(owner)
    client.cookies["sessionid"] = sign_in(owner)
    address = reverse("revoke_token", args=[token.pk])
    assert address in client.get(reverse("account")).text
    assert client.post(address).headers["Location"] == reverse("account")
    token.refresh_from_db()
    assert token.revoked_at
    assert address not in client.get(reverse("account")).text


def test_nobody_elses_token_is_revoked_there(client: Client) -> None:
    area = an_area()
    token = _token(grant(Role.DISPATCHER, over=area))
    client.cookies["sessionid"] = sign_in(grant(Role.COMMANDER, over=area))
    assert client.post(reverse("revoke_token", args=[token.pk])).status_code == 403
    token.refresh_from_db()
    assert token.revoked_at is None
