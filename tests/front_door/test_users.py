"""A token is revoked from the command line by its last four characters or its id."""

import os
import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from kalantar.kernel.actor import system
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope


def _revoke(words: str) -> subprocess.CompletedProcess[str]:
    database = urlsplit(os.environ["DATABASE_URL"])
    name = str(connection.settings_dict["NAME"])
    environment = os.environ | {"DATABASE_URL": urlunsplit(database._replace(path=f"/{name}"))}
    return subprocess.run(
        [sys.executable, "-m", "kalantar", "users", "revoke-token", words],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_token_is_revoked_by_its_end_or_its_id() -> None:
    from kalantar.people.actions import issue_token
    from kalantar.people.models import ApiToken
    from kalantar.people.tokens import new_token, to_keep
    from tests.people import an_area, grant

    by = system()
    owner = grant(Role.DISPATCHER, over=an_area())
    kept = [
        issue_token(
            user=owner.pk, **to_keep(new_token()) | {"last_four": end}, purpose="map", by=by,
            scopes=[Scope.UNITS_READ], expires_at=by.now() + timedelta(days=1),
        )
        for end in ("abcd", "same", "same")
    ]  # fmt: skip
    assert _revoke("abcd").returncode == 0
    ambiguous = _revoke("same")
    assert ambiguous.returncode != 0
    assert str(kept[1].pk) in (ambiguous.stdout + ambiguous.stderr).replace("\n", "")
    assert _revoke(str(kept[1].pk)).returncode == 0
    assert list(ApiToken.objects.filter(revoked_at=None)) == [kept[2]]
    assert _revoke("abcd").returncode != 0
