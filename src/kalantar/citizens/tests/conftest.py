"""A file with two parties who have phones, by the test's clock; codes are answered by hand."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.citizens.tests.portal import Portal
    from kalantar.kernel.actor import Actor


@pytest.fixture
def portal(
    db: None, clock: HandClock, as_system: "Actor", monkeypatch: pytest.MonkeyPatch
) -> "Portal":
    from kalantar.citizens.tests.portal import a_portal

    for by in ("BY", "CALLED_OFF"):
        monkeypatch.setattr(f"kalantar.citizens.reactions.{by}", as_system)  # by the test's clock
    return a_portal(clock, as_system)


@pytest.fixture
def busy(
    transactional_db: None, clock: HandClock, as_system: "Actor", monkeypatch: pytest.MonkeyPatch
) -> "Portal":
    """The same, where several act at one moment."""
    from kalantar.citizens.tests.portal import a_portal

    monkeypatch.setattr("kalantar.citizens.reactions.BY", as_system)
    return a_portal(clock, as_system)
