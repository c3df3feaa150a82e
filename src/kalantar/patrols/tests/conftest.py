"""The fixtures of this folder. What they make is imported late, when Django is ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.plugins.actors import HandClock

if TYPE_CHECKING:
    from kalantar.patrols.tests.world import World


@pytest.fixture
def world(db: None, clock: HandClock) -> World:
    from kalantar.patrols.tests.world import make_world

    return make_world(clock)


@pytest.fixture
def committed_world(transactional_db: None, clock: HandClock) -> World:
    """The same, committed for real: for races and notices."""
    from kalantar.patrols.tests.world import make_world

    return make_world(clock)


@pytest.fixture
def refused_by() -> Callable[[Callable[[], object]], str]:
    """The name of the rule by which something is refused."""
    from kalantar.kernel.rules import Refused

    def asked(deed: Callable[[], object]) -> str:
        with pytest.raises(Refused) as refusal:
            deed()
        return refusal.value.rule.name

    return asked
