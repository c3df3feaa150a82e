"""The real process, and a city of units that are on duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock
from tests.plugins.devices import DevicesProcess, free_port

if TYPE_CHECKING:
    from kalantar.patrols.tests.world import World


@pytest.fixture
def committed_world(transactional_db: None) -> World:
    """By the clock of the process: an hour ago the shifts began."""
    from kalantar.patrols.tests.world import make_world

    return make_world(HandClock(datetime.now(UTC) - timedelta(hours=1)))


@pytest.fixture
def devices(transactional_db: None) -> Iterator[DevicesProcess]:
    here = DevicesProcess(free_port())
    here.begin()
    yield here
    here.kill()
