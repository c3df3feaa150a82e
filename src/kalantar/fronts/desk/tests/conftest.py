"""A station with a hall by the machine's clock: pages count from now."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from kalantar.fronts.desk.tests.desk_of_papers import Papers
    from kalantar.people.models import User
    from kalantar.reception.tests.hall import Hall


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
def desk(client: "Client", officer: "User") -> "Client":
    """The browser of the officer at the desk."""
    from tests.people import sign_in

    client.cookies["sessionid"] = sign_in(officer)
    return client
