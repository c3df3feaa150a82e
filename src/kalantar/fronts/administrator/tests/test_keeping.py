"""An administrator sets how long it is kept who was in a role."""

import pytest
from django.test import Client
from django.urls import reverse

from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from kalantar.retention.schedule import roles_kept
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


def _session(scene: Scene) -> str:
    whole = Jurisdiction.objects.get(pk=scene.city.ancestors[0])
    return sign_in(grant(Role.ADMINISTRATOR, over=whole))


@pytest.mark.django_db
def test_a_role_is_kept_as_an_administrator_says(client: Client, scene: Scene) -> None:
    client.cookies["sessionid"] = _session(scene)
    address = reverse("administrator:role_retention", args=["witness"])
    assert address in client.get(reverse("administrator:retention")).text
    for wrong in ({"years": "0", "source": "x"}, {"years": "4", "source": " "}, {"years": "x"}):
        assert client.post(address, wrong).status_code == 422
    assert not roles_kept()["witness"].own
    client.post(address, {"years": "۴", "source": "بخشنامهٔ ۱۲"})
    kept = roles_kept()["witness"]
    assert (kept.years, kept.source, kept.own) == (4, "بخشنامهٔ ۱۲", True)
    assert "بخشنامهٔ ۱۲" in client.get(address).text
    assert client.get(address.replace("witness", "nobody")).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_in_both_languages(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str
) -> None:
    page = open_page("/administration/retention/", session=_session(scene), language=language)
    check_page(page)
    page.locator("tbody a").first.click()
    page.locator("[name=source]").fill("Circular 12")
    check_page(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/administration/retention/")
    assert roles_kept()["complainant"].own
