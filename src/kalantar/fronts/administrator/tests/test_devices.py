"""A device is added on the page of its unit or officer; its secret is shown once, and it is revoked there."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect
from uuid_utils.compat import uuid7

from kalantar.devices.models import Device
from kalantar.devices.tokens import digest_of
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.mark.django_db
@pytest.mark.parametrize("of", ["units", "people"])
def test_a_device_is_added_shown_once_and_revoked(client: Client, scene: Scene, of: str) -> None:
    officer = scene.person(Role.PATROL_OFFICER)
    carrier = scene.unit().pk if of == "units" else officer.id
    client.cookies["sessionid"] = sign_in(grant(Role.ADMINISTRATOR, over=scene.city))
    page = f"/administration/{of}/{carrier}/"
    assert "No phone or tracker reports for it." in client.get(page, headers=ENGLISH).text
    asked = {"name": "phone of car 3", "operation": str(uuid7())}
    shown = client.post(f"{page}devices/", asked, headers=ENGLISH)
    assert (shown.status_code, shown["Cache-Control"]) == (200, "no-store")
    device = Device.objects.get()
    secrets = set(re.findall(r'<code dir="ltr">([\w-]{32})</code>', shown.text))
    assert [digest_of(secret) for secret in secrets] == [bytes(device.digest)]
    assert "http://testserver:82/osmand" in shown.text
    assert shown.text.count("data:image/svg+xml") == 2
    again = client.get(page, headers=ENGLISH).text
    assert "phone of car 3" in again
    assert not any(secret in again for secret in secrets)
    client.post(f"{page}devices/{device.pk}/revoke/", {"operation": str(uuid7())})
    device.refresh_from_db()
    assert device.revoked_at is not None


@pytest.mark.django_db
def test_who_does_not_manage_a_units_devices_sees_none_and_adds_none(
    client: Client, scene: Scene
) -> None:
    unit = scene.unit()
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = f"/administration/units/{unit.pk}/"
    assert 'id="devices"' not in client.get(page, headers=ENGLISH).text
    client.post(f"{page}devices/", {"name": "mine"}, headers=ENGLISH)
    assert not Device.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "theme"), [("fa", "dark")])
def test_the_chief_sets_a_phone_up_for_a_car(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str, theme: str
) -> None:
    unit = scene.unit()
    session = sign_in(grant(Role.STATION_CHIEF, over=scene.city))
    address = f"/administration/units/{unit.pk}/"
    page = open_page(address, session=session, language=language, theme=theme)
    page.locator("#devices input[name=name]").fill("گوشی خودروی ۳")
    page.locator("#devices form button").last.click()
    expect(page.locator("img.scan")).to_have_count(2)
    check_page(page)
    page.locator(".card-footer a").click()
    expect(page.locator("#devices tbody tr")).to_have_count(1)
    check_page(page)
