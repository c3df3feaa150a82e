"""Seven calls of one street are offered as one event, and joined, told and taken out by keyboard."""

import pytest
from playwright.sync_api import expect

from kalantar.caller_links.tests.callers import words_in_use
from kalantar.catalogue.models import Disposition
from kalantar.dispatch.actions import send_units
from kalantar.incidents.models import Incident, IncidentCall
from kalantar.messaging.models import Message
from kalantar.people.roles import Role
from kalantar.surges.models import Fold, SaidDifferent
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_room_joins_a_surge_by_keyboard_and_takes_one_out(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str
) -> None:
    Disposition.objects.create(code="duplicate", name_en="Duplicate", name_fa="تکراری")
    words_in_use(scene)
    taker = scene.person(Role.CALL_TAKER)
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    page = open_page(f"/room/?city={scene.city.pk}", session=session, language=language)
    expect(page.locator("#folds[data-live-keys]")).to_be_attached()
    for at in range(7):
        call = scene.call(taker, f"0912111220{at}")
        scene.incident(taker, call=call.pk)
        if at == 2:
            expect(page.locator("#queue li")).to_have_count(3)
            expect(page.locator("#folds .notice")).to_have_count(0)
    offer = page.locator("#folds .notice")
    expect(offer).to_contain_text({"fa": "۷ تماس", "en": "7 calls"}[language])
    check_page(page)
    page.keyboard.press("Control+j")
    expect(offer).to_have_count(0)
    expect(page.locator("#queue li")).to_have_count(1)
    assert Fold.objects.count() == 6
    kept = Incident.objects.open().get()
    assert IncidentCall.objects.filter(incident=kept, parted_at=None).count() == 7
    by = scene.person(Role.DISPATCHER)
    send_units(incident=kept.pk, units=[scene.unit().pk], why="نزدیک", by=by)
    expect(page.locator("[data-key='Ctrl+H']")).to_be_visible()
    check_page(page)
    page.keyboard.press("Control+h")
    expect(page.locator("[data-key='Ctrl+H']")).to_have_count(0)
    assert Message.objects.filter(event="help_on_the_way").count() == 7
    out = page.locator("[id^=folded-]").first
    out.locator("summary").click()
    out.locator("[name=why]").fill("جای دیگری است")
    page.keyboard.press("Enter")
    expect(page.locator("#queue li")).to_have_count(2)
    assert Fold.objects.filter(undone_at=None).count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_call_taker_says_that_they_are_not_the_same(
    open_page: OpenPage, check_page: CheckPage, scene: Scene
) -> None:
    taker = scene.person(Role.CALL_TAKER)
    for at in range(5):
        call = scene.call(taker, f"0912111220{at}")
        scene.incident(taker, call=call.pk)
    session = sign_in(grant(Role.CALL_TAKER, over=scene.city))
    page = open_page(f"/calls/?city={scene.city.pk}", session=session)
    expect(page.locator("#folds .notice")).to_be_visible()
    check_page(page)
    page.keyboard.press("Control+d")
    expect(page.locator("#folds .notice")).to_have_count(0)
    assert SaidDifferent.objects.count() == 5
