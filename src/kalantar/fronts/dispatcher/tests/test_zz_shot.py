import pytest

from kalantar.fronts.dispatcher.tests.test_silent import _silent
from kalantar.people.roles import Role
from tests.people import grant, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_shot(open_page, scene, lang):
    sent = _silent(scene)
    _silent(scene)
    page = open_page(
        "/room/", session=sign_in(grant(Role.DISPATCHER, over=scene.city)), language=lang
    )
    page.set_viewport_size({"width": 1440, "height": 860})
    page.keyboard.press("9")
    page.wait_for_timeout(500)
    page.screenshot(path=f"/tmp/w/safex/room-{lang}.png")
    page.wait_for_timeout(300)
    p2 = open_page(
        "/patrol/", session=sign_in(sent.unit.shifts.get().crew.get().officer), language=lang
    )
    p2.set_viewport_size({"width": 390, "height": 844})
    p2.wait_for_timeout(400)
    p2.screenshot(path=f"/tmp/w/safex/phone-{lang}.png")
