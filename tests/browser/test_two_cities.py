"""Two cities open in two tabs: each shows and acts on its own, whichever was chosen last."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from kalantar.calls.actions import offer_call
from kalantar.calls.models import Call
from kalantar.fronts.call_taker import finding
from kalantar.incidents.models import Incident
from kalantar.kernel.clock import system_clock
from kalantar.kernel.geometry import Point
from kalantar.people.models import RoleGrant, User
from kalantar.people.roles import Role
from kalantar.places.models import Extract
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage, watch
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)


def a_city_with_a_map(west: float) -> Scene:
    scene = a_city(system_clock, west)
    around = {"west": west, "south": 35.6, "east": west + 0.2, "north": 35.8}
    Extract.objects.create(city=scene.city, digest="0" * 64, attribution="", **around)
    return scene


@pytest.fixture
def here() -> Scene:
    return a_city_with_a_map(51.3)


@pytest.fixture
def there() -> Scene:
    return a_city_with_a_map(52.3)


@pytest.fixture
def dispatcher(here: Scene, there: Scene) -> User:
    """Of both cities."""
    person = grant(Role.DISPATCHER, over=here.city)
    since = (datetime(2020, 1, 1, tzinfo=UTC), None)
    RoleGrant.objects.create(
        user=person, role=Role.DISPATCHER, jurisdiction=there.city, period=since
    )
    return person


@pytest.fixture
def client(client: Client, dispatcher: User, there: Scene) -> Client:
    """Whose last choice was the other city."""
    client.cookies["sessionid"] = sign_in(dispatcher)
    assert there.city.name_fa in client.get("/room/", {"city": str(there.city.pk)}).text
    return client


def of(scene: Scene) -> dict[str, str]:
    """What a page of that city sends with whatever it asks."""
    return {"X-City": str(scene.city.pk), "HX-Request": "true", "accept-language": "en"}


def opened(scene: Scene) -> Incident:
    inside = Point(Extract.objects.get(city=scene.city).west + 0.05, 35.70)
    return scene.incident(scene.person(Role.CALL_TAKER), inside)


@pytest.mark.parametrize("part", ["queue", "pins"])
def test_a_part_of_the_page_is_of_the_pages_city(
    client: Client, here: Scene, there: Scene, part: str
) -> None:
    mine, other = opened(here), opened(there)
    told = client.get(reverse(f"dispatcher:{part}"), headers=of(here)).text
    assert str(mine.pk) in told
    assert str(other.pk) not in told
    assert str(other.pk) in client.get(reverse(f"dispatcher:{part}")).text


def test_what_moves_on_the_map_is_of_the_pages_city(
    client: Client, here: Scene, there: Scene
) -> None:
    mine, other = here.unit(), there.unit()
    world = {"window": "-180,-85,180,85,16"}
    told = client.get(reverse("dispatcher:board"), world, headers=of(here)).text
    assert str(mine.pk) in told
    assert str(other.pk) not in told


def test_the_keys_of_a_part_are_of_the_pages_city(
    client: Client, here: Scene, there: Scene
) -> None:
    told = client.get(reverse("dispatcher:units"), headers=of(here)).text
    assert f'data-live-keys="area:{here.city.pk}"' in told


def test_a_command_acts_on_the_pages_city(client: Client, here: Scene, there: Scene) -> None:
    mine, other = opened(here), opened(there)
    Incident.objects.filter(pk__in=[mine.pk, other.pk]).update(number="1405-000043")
    said = {"command": "note 43: words"}
    assert client.post(reverse("dispatcher:command"), said, headers=of(here)).status_code == 200
    assert [each.text for each in mine.notes.all()] == ["words"]
    assert not other.notes.exists()


def test_a_call_is_taken_down_in_the_pages_city(client: Client, here: Scene) -> None:
    answer = client.post(reverse("call_taker:new"), {"number": ""}, headers=of(here))
    call = Call.objects.get()
    assert call.jurisdiction == here.city
    assert answer["HX-Redirect"].endswith(f"/{call.pk}/?city={here.city.pk}")


def test_a_place_is_searched_for_in_the_pages_city(
    client: Client, here: Scene, there: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[UUID] = []

    def searched(city: UUID, *_words: str, **_more: int) -> list[object]:
        asked.append(city)
        return []

    monkeypatch.setattr(finding, "search", searched)
    address = reverse("call_taker:places")
    client.post(address, {"address": "square"}, headers=of(here))
    client.post(address, {"address": "square"})
    assert asked == [here.city.pk, there.city.pk]


@pytest.mark.parametrize(
    ("page", "leads"),
    [
        ("/room/", ["/room/history/", "/room/shift/", "/calls/", "/calls/incident/", "/"]),
        ("/room/shift/", ["/room/", "/calls/"]),
        ("/room/history/", ["/room/", "/room/history/", "/calls/"]),
        ("/calls/", ["/calls/incident/", "/room/"]),
        ("/calls/incident/", ["/room/"]),
    ],
)
def test_what_a_page_leads_to_is_of_its_city(
    client: Client, here: Scene, page: str, leads: list[str]
) -> None:
    city = str(here.city.pk)
    told = client.get(page, {"city": city}).text
    assert f'"X-City": "{city}"' in told
    addresses = set(re.findall(r'(?:href|action)="([^"#]*)"', told))
    for address in leads:
        assert f"{address}?city={city}" in addresses
        assert address not in addresses
    assert f'name="next" value="{page}?city={city}"' in told


def test_the_list_behind_a_number_of_the_shift_is_of_its_city(client: Client, here: Scene) -> None:
    mine = opened(here)
    told = client.get("/room/shift/", {"city": str(here.city.pk)}).text
    address = re.findall(r'href="(/room/history/[^"]*priority=[^"]*)"', told)[0]
    assert str(mine.pk) in client.get(address.replace("&amp;", "&")).text


def test_an_answered_call_opens_in_the_pages_city(client: Client, here: Scene) -> None:
    call = Call.objects.create(jurisdiction=here.city, offered_at=system_clock())
    page = client.get("/calls/", {"city": str(here.city.pk)}).text
    action = f"{reverse('call_taker:answer', args=[call.pk])}?city={here.city.pk}"
    assert f'action="{action}"' in page
    there = f"{reverse('call_taker:call', args=[call.pk])}?city={here.city.pk}"
    assert client.post(action).headers["Location"] == there


def test_the_first_page_leads_on_in_the_pages_city(client: Client, here: Scene) -> None:
    asked = {"city": str(here.city.pk)}
    assert client.get("/", asked).headers["Location"] == f"/room/?city={here.city.pk}"


def test_only_a_choice_is_kept_for_the_session(client: Client, here: Scene, there: Scene) -> None:
    client.get(reverse("dispatcher:queue"), headers=of(here))
    assert client.session["city"] == str(there.city.pk)
    client.get("/room/", {"city": str(here.city.pk)})
    assert client.session["city"] == str(here.city.pk)


@pytest.mark.parametrize("city", ["", "nonsense", "not theirs"])
def test_a_page_of_a_city_that_is_not_theirs_shows_and_does_nothing(
    client: Client, there: Scene, city: str
) -> None:
    other, stranger = opened(there), a_city_with_a_map(53.3)
    secret = opened(stranger)
    sent = of(there) | {"X-City": str(stranger.city.pk) if city == "not theirs" else city}
    told = client.get(reverse("dispatcher:queue"), headers=sent).text
    assert str(other.pk) not in told
    assert str(secret.pk) not in told
    assert client.get(reverse("dispatcher:board"), headers=sent).status_code == 404
    said = {"command": f"note {other.number}: words"}
    answer = client.post(reverse("dispatcher:command"), said, headers=sent)
    assert (answer.status_code, "command_is_of_a_city" in answer.text) == (422, True)
    assert client.post(reverse("call_taker:new"), {"number": ""}, headers=sent).status_code == 404
    assert not other.notes.exists()
    assert not Call.objects.exists()


def test_a_city_of_an_address_that_is_not_theirs_is_passed_over(
    client: Client, there: Scene
) -> None:
    stranger = a_city_with_a_map(53.3)
    told = client.get("/room/", {"city": str(stranger.city.pk)}).text
    assert f'"X-City": "{there.city.pk}"' in told
    assert str(stranger.city.pk) not in told


def second_tab(first: Page, scene: Scene) -> Page:
    tab = first.context.new_page()
    watch(tab)
    tab.goto(f"/room/?city={scene.city.pk}")
    return tab


def test_two_tabs_keep_their_cities(
    open_page: OpenPage, check_page: CheckPage, dispatcher: User, here: Scene, there: Scene
) -> None:
    mine, other = opened(here), opened(there)
    session = sign_in(dispatcher)
    page = open_page("/room/units/", session=session, language="en")
    page.add_init_script(
        "document.addEventListener('map:begun', (event) => (window.watched = event.detail.map))"
    )
    page.goto(f"/room/?city={here.city.pk}")
    expect(page.locator("html[data-live=on]")).to_be_attached()
    tab = second_tab(page, there)
    expect(tab.locator(f"#card[data-card='{other.pk}']")).to_be_visible()
    late = opened(here)  # the board of the first tab is of its own city
    expect(page.locator(f".queue-item[data-incident='{late.pk}']")).to_be_visible()
    expect(page.locator(f".queue-item[data-incident='{other.pk}']")).to_have_count(0)
    pins = "[...watched.pins.keys()].sort().join()"
    page.wait_for_function(f"() => {pins} === '{','.join(sorted([str(mine.pk), str(late.pk)]))}'")
    page.keyboard.press("/")
    page.keyboard.insert_text(f"note {late.number}: seen")
    page.keyboard.press("Enter")
    expect(page.locator("#card .said").first).to_contain_text("seen")
    page.reload()  # its address says its city, and the incident that was open
    expect(page.locator(f"#card[data-card='{late.pk}']")).to_be_visible()
    expect(page.locator(".queue-item")).to_have_count(2)
    tab.reload()
    expect(tab.locator(".queue-item")).to_have_count(1)
    page.keyboard.press("z")
    page.wait_for_url(f"**/room/shift/?city={here.city.pk}")
    expect(page.locator(".page-title")).to_contain_text(str(here.city.name_en))
    check_page(page)
    check_page(tab)


def test_the_desk_hears_what_rings_in_the_other_city_too(
    open_page: OpenPage, dispatcher: User, here: Scene, there: Scene
) -> None:
    page = open_page(f"/calls/?city={here.city.pk}", session=sign_in(dispatcher), language="en")
    expect(page.locator("html[data-live=on]")).to_be_attached()
    by = there.person(Role.CALL_TAKER)
    ringing = offer_call(number="09121234567", jurisdiction=there.city.pk, by=by)
    expect(page.locator(f"#call-{ringing.pk}")).to_be_visible()
