"""Quiet hours by environment; nonsense is said, not guessed."""

from datetime import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from kalantar.config.quiet_hours import quiet_hours

NAME = "KALANTAR_QUIET_TEST"


def test_quiet_hours_are_the_usual_ones_unless_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert quiet_hours(NAME, usually="22:00-08:00") == (time(22), time(8))
    monkeypatch.setenv(NAME, "23:30-06:15")
    assert quiet_hours(NAME, usually="22:00-08:00") == (time(23, 30), time(6, 15))


@pytest.mark.parametrize("said", ["22-8", "24:00-08:00", "22:00", "22:00-08:60", "always"])
def test_nonsense_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(NAME, said)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        quiet_hours(NAME, usually="22:00-08:00")
