"""A file to which documents come."""

from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.documents.tests.world import Papers
    from kalantar.kernel.actor import Actor


@pytest.fixture
def papers(db: None, clock: HandClock, as_system: "Actor") -> "Papers":
    from kalantar.cases.tests.world import a_world
    from kalantar.documents.tests.world import papers_of
    from tests.scene import a_city

    return papers_of(a_world(a_city(clock), clock, as_system))
