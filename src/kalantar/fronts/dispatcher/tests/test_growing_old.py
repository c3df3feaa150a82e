"""What was recommended grows old before the eyes of who looks at it, says so, and is made again by a key."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from kalantar.incidents.models import Incident
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def incident(scene: Scene) -> Incident:
    return scene.incident(scene.person(Role.CALL_TAKER))


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_ages_count_and_an_old_recommendation_is_made_again(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, incident: Incident, language: str
) -> None:
    near = scene.unit(age_s=3)
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = open_page(f"/room/?incident={incident.pk}", session=session, language=language)
    offered = page.locator(".proposal", has_text=near.call_sign).locator(".age")
    expect(offered).to_contain_text({"fa": "۰:", "en": "0:"}[language])
    old, seal = page.locator("[data-old-after]"), page.locator("input[name=shown]")
    before = seal.input_value()
    expect(old).to_be_hidden()
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(seconds=75))
    minute = {"fa": "۱:", "en": "1:"}[language]
    expect(offered).to_contain_text(minute)
    expect(old).to_be_visible()
    says = {"fa": "بیش از یک دقیقه", "en": "more than a minute old"}[language]
    expect(old).to_contain_text(says)
    check_page(page)
    page.keyboard.press("0")
    expect(seal).not_to_have_value(before)
    page.clock.set_fixed_time(datetime.now(UTC))
    expect(old).to_be_hidden()
    expect(page.locator("#card-name")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".assigned")).to_have_count(1)
