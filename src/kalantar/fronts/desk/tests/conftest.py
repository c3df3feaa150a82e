"""A station with a hall by the machine's clock: pages count from now."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from kalantar.fronts.desk.tests.desk_of_papers import Papers
    from kalantar.people.models import User
    from kalantar.reception.tests.hall import Hall
    from tests.plugins.browser import OpenPage


@pytest.fixture
def hall() -> "Hall":
    from kalantar.kernel.clock import system_clock
    from kalantar.reception.tests.hall import a_hall

    return a_hall(system_clock)


@pytest.fixture
def officer(hall: "Hall") -> "User":
    from kalantar.people.roles import Role
    from tests.people import grant

    return grant(Role.DESK_OFFICER, over=hall.station)


@pytest.fixture
def papers(hall: "Hall") -> "Papers":
    from kalantar.fronts.desk.tests.desk_of_papers import papers_of

    return papers_of(hall)


@pytest.fixture
def client() -> "Client":
    """A browser at the counter: asked what for, it says so and goes on. What is asked of whom, and that it
    is, is ``test_purpose``."""
    from tests.counter import Counter

    return Counter()


@pytest.fixture
def open_page(open_page: "OpenPage") -> "OpenPage":
    """The same of a screen: one key."""
    from tests.counter import Answering

    return Answering(open_page)


@pytest.fixture
def asking_page(open_page: "OpenPage") -> "OpenPage":
    """A screen that is left with the question."""
    from tests.counter import Answering

    assert isinstance(open_page, Answering)
    return open_page.asking


@pytest.fixture
def desk(client: "Client", officer: "User") -> "Client":
    """The browser of the officer at the desk."""
    from tests.people import sign_in

    client.cookies["sessionid"] = sign_in(officer)
    return client
