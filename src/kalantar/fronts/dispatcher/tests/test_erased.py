"""An incident whose time was over says on every page that it was erased, in both languages."""

from datetime import timedelta

import pytest
from django.test import Client

from kalantar.incidents.actions import close_incident
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from kalantar.retention.actions import erase_in_room
from kalantar.retention.models import RoomRecord
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene

pytestmark = pytest.mark.django_db(transaction=True)
SAID = {"en": "erased after its time", "fa": "پس از پایان مدت نگهداری پاک شده است"}
ON_CARD = {"en": "the exact place were erased on", "fa": "محل دقیق پس از پایان مدت نگهداری"}
LANGUAGES = pytest.mark.parametrize("language", ["fa", "en"])


@pytest.fixture
def erased(scene: Scene) -> Incident:
    by = scene.person(Role.DISPATCHER)
    call = scene.call(by, "09357418529")
    made = scene.incident(by, call=call.pk, address="کوچهٔ سرو", narrative="همسایه می‌گوید")
    close_incident(incident=made.pk, disposition=scene.ending.pk, note="تمام", by=by)
    later = system(lambda: system_clock() + timedelta(days=1500), why="kept long enough")
    for what in (RoomRecord.TOLD_CALL, RoomRecord.INCIDENT):
        erase_in_room(what=what, by=later)
    return Incident.objects.get(pk=made.pk)


@pytest.fixture
def session(scene: Scene) -> str:
    return sign_in(grant(Role.DISPATCHER, over=scene.city))


@LANGUAGES
def test_card_history_and_calls_say_it(
    client: Client, erased: Incident, session: str, language: str
) -> None:
    client.cookies["sessionid"], client.cookies["django_language"] = session, language
    history = client.post("/room/history/", {"number": erased.number}).text
    assert SAID[language] in history
    assert str(erased.pk) not in client.post("/room/history/", {"address": "سرو"}).text
    card = client.get(f"/room/incidents/{erased.pk}/").text
    assert SAID[language] in card
    assert ON_CARD[language] in card
    calls = client.get(f"/room/incidents/{erased.pk}/calls/").text
    assert f">{SAID[language]}</bdi></b>" in calls
    for page in (history, card, calls):
        assert not any(word in page for word in ("کوچهٔ سرو", "همسایه", "تمام", "7418529", "۷۴۱"))


@LANGUAGES
def test_the_card_is_a_whole_page(
    open_page: OpenPage, check_page: CheckPage, erased: Incident, session: str, language: str
) -> None:
    page = open_page(f"/room/?incident={erased.pk}", session=session, language=language)
    page.locator("#erased").wait_for()
    check_page(page)
