"""How long things are kept is a whole number of days; nonsense is refused before anything is forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from kalantar.config.keeping import days

NAME = "KALANTAR_KEEP_TEST_DAYS"


@pytest.mark.parametrize(("said", "kept"), [("", 30), ("1", 1), (" 400 ", 400)])
def test_a_period_is_what_is_said_or_the_usual_one(
    monkeypatch: pytest.MonkeyPatch, said: str, kept: int
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert days(NAME, usually=30) == timedelta(days=30)
    monkeypatch.setenv(NAME, said)
    assert days(NAME, usually=30) == timedelta(days=kept)


@pytest.mark.parametrize("said", ["0", "-1", "1.5", "a month", "99999999999"])
def test_a_period_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(NAME, said)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        days(NAME, usually=30)
