"""The standard case catalogue, installed."""

import pytest

from kalantar.kernel.actor import Actor


@pytest.fixture
def installed(as_system: Actor) -> Actor:
    from kalantar.case_catalogue.actions import install_case_catalogue

    install_case_catalogue(by=as_system)
    return as_system
