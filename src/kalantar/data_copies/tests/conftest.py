"""The citizens' portal: a file with two parties, one of whom asks for a copy."""

from typing import TYPE_CHECKING

import pytest

from kalantar.citizens.tests.conftest import busy, portal

if TYPE_CHECKING:
    from kalantar.citizens.tests.portal import Portal
    from kalantar.data_copies.tests.asked import Asked

__all__ = ["busy", "portal"]


@pytest.fixture
def asked(portal: "Portal") -> "Asked":
    from kalantar.data_copies.tests.asked import asked_by

    return asked_by(portal)
