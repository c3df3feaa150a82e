"""Who watches nothing is told so, and not that nothing happens."""

import pytest
from django.test import Client

from kalantar.people.roles import WATCHERS, Role
from tests.people import grant, sign_in
from tests.scene import Scene

pytestmark = pytest.mark.django_db
PAGES = ("/room/", "/room/history/", "/room/shift/", "/calls/")


@pytest.mark.parametrize("role", Role)
def test_may_watch_incidents_of_its_area_or_a_part_of_it_who_opens_the_room(
    client: Client, scene: Scene, role: Role
) -> None:
    watches = role in WATCHERS
    for area in (scene.city, scene.stations[0]):
        client.cookies["sessionid"] = sign_in(grant(role, over=area))
        for page in PAGES:
            answer = client.get(f"{page}?city={scene.city.pk}")
            assert answer.status_code == (200 if watches else 403), page
            assert ('data-rule="may_watch_incidents"' in answer.text) == (not watches)
