"""A file with a complainant and a respondent, and who handles it."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.kernel.actor import Actor
    from kalantar.notices.tests.world import Parties


@pytest.fixture
def parties(
    db: None, clock: HandClock, as_system: "Actor", monkeypatch: pytest.MonkeyPatch
) -> "Parties":
    from kalantar.cases.tests.world import a_world
    from kalantar.notices.tests.world import parties_of
    from kalantar.orders.tests.world import courts_of
    from tests.scene import a_city

    for reactions in ("notices", "papers"):
        monkeypatch.setattr(f"kalantar.{reactions}.reactions.BY", as_system)  # by the test's clock
    world = a_world(a_city(clock), clock, as_system)
    return parties_of(courts_of(world, as_system), as_system)
