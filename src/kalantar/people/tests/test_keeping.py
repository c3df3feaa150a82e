"""Sessions that have lapsed, where they came from, and old attempts to sign in are forgotten."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection

from kalantar.kernel.actor import Actor, ActorKind, system
from kalantar.kernel.keeping import may_forget
from kalantar.kernel.rules import Refused
from kalantar.people import actions
from kalantar.people.models import User
from kalantar.people.reactions import forget_lapsed_sessions

BY, HOUR = system(), timedelta(hours=1)


def _session(key: str, *, lapses: timedelta) -> None:
    Session.objects.create(session_key=key, expire_date=datetime.now(UTC) + lapses)


def _device(key: str, *, seen: timedelta) -> None:
    owner, _ = User.objects.get_or_create(username="someone", name_en="Someone")
    device = UserSession.objects.create(user=owner, session_key=key, ip="192.0.2.1", user_agent="")
    UserSession.objects.filter(pk=device.pk).update(last_seen_at=datetime.now(UTC) - seen)


@pytest.mark.django_db
def test_lapsed_sessions_go_with_their_devices_and_others_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "BATCH", 2)
    for key in ("a", "b", "c"):
        _session(key, lapses=-HOUR)
        _device(key, seen=2 * HOUR)
    _session("lasting", lapses=HOUR)
    _device("lasting", seen=30 * 24 * HOUR)
    _device("signing-in", seen=0 * HOUR)
    _device("signed-out", seen=2 * HOUR)
    for _ in range(2):  # the second time there is nothing to do
        forget_lapsed_sessions()
        assert set(Session.objects.values_list("pk", flat=True)) == {"lasting"}
        devices = set(UserSession.objects.values_list("session_key", flat=True))
        assert devices == {"lasting", "signing-in"}


@pytest.mark.django_db
def test_attempts_that_count_no_more_go() -> None:
    now = datetime.now(UTC)
    rows = [("old", "1", now - HOUR), ("counting", "1", now + HOUR)]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO people_attempts VALUES (%s, %s, %s)", rows)
        assert actions.forget_attempts(before=now, by=BY) == 1
        assert actions.forget_attempts(before=now, by=BY) == 0
        cursor.execute("SELECT cache_key FROM people_attempts")
        assert cursor.fetchall() == [("counting",)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forget", [actions.forget_sessions, actions.forget_devices, actions.forget_attempts]
)
def test_only_the_service_itself_forgets_sessions(forget: Any) -> None:
    with pytest.raises(Refused) as refused:
        forget(before=datetime.now(UTC), by=Actor(kind=ActorKind.PERSON))
    assert refused.value.rule is may_forget
