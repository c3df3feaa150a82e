"""Files that come due by the test's clock."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.kernel.actor import Actor
    from kalantar.retention.tests.world import Keeping


@pytest.fixture
def keeping(
    db: None, clock: HandClock, as_system: "Actor", monkeypatch: pytest.MonkeyPatch
) -> "Keeping":
    from kalantar.retention.tests.world import a_keeping

    for module in ("citizens", "notices", "retention"):
        monkeypatch.setattr(f"kalantar.{module}.reactions.BY", as_system)
    return a_keeping(clock, as_system)


@pytest.fixture
def busy(
    transactional_db: None, clock: HandClock, as_system: "Actor", monkeypatch: pytest.MonkeyPatch
) -> "Keeping":
    """The same, where several act at one moment."""
    from kalantar.retention.tests.world import a_keeping

    return a_keeping(clock, as_system)
