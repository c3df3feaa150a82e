"""Visits that could have been saved, for the chief: of a day, a week and a month, by service and per station."""

from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import expect

from kalantar.kernel.clock import system_clock
from kalantar.kernel.listing import page_of
from kalantar.people.roles import Role
from kalantar.reception.actions import mark_saved
from kalantar.reception.models import Visit
from kalantar.reception.tests.hall import Hall
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage

AT = "/reception/saved/"


def _came(hall: Hall, days: int, reason: str = "") -> None:
    visit = hall.comes(hall.status)
    if reason:
        mark_saved(visit=visit.pk, reason=reason, by=hall.by)
    then = system_clock() - timedelta(days=days)
    Visit.objects.filter(pk=visit.pk).update(came_at=then, turn_at=then)


def _cells(page: str, part: str) -> list[str]:
    table = page.partition(f'id="{part}"')[2].partition("</section>")[0].partition("<tbody>")[2]
    return [one.partition("</bdi>")[0] for one in table.split("<bdi>")[1:]]


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whose_figures_they_are(client: Client, hall: Hall, role: Role) -> None:
    client.cookies["sessionid"] = sign_in(grant(role, over=hall.station))
    leads = role in {Role.STATION_CHIEF, Role.COMMANDER}
    assert client.get(AT).status_code == (200 if leads else 403)
    if role in {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}:
        desk = client.get(f"/reception/{hall.first.pk}/").text
        assert (AT in desk) == leads


@pytest.mark.django_db
def test_they_are_counted_by_period_and_service(client: Client, hall: Hall) -> None:
    client.cookies["django_language"] = "en"
    client.cookies["sessionid"] = sign_in(grant(Role.STATION_CHIEF, over=hall.station))
    assert "Nobody came in these days" in client.get(AT).text
    for days, reason in ((0, ""), (0, "status"), (4, "status"), (20, "papers"), (60, "papers")):
        _came(hall, days, reason)
    wanted = {
        "day": ["2", "1", "50%", "1", "0"],
        "week": ["3", "2", "67%", "2", "0"],
        "month": ["4", "3", "75%", "2", "1"],
    }
    for period, figures in wanted.items():
        cells = _cells(client.get(f"{AT}?period={period}").text, "by-service")
        assert cells[1:6] == figures
        assert cells[len(cells) // 2] == "All services"
        assert cells[len(cells) // 2 + 1 :] == cells[1 : len(cells) // 2]
    assert _cells(client.get(f"{AT}?period=for+ever").text, "by-service")[1:6] == wanted["week"]
    assert 'id="by-station"' not in client.get(AT).text


@pytest.mark.django_db
def test_a_commander_sees_each_station(client: Client, hall: Hall) -> None:
    _came(hall, 0, "status")
    client.cookies["django_language"] = "en"
    client.cookies["sessionid"] = sign_in(grant(Role.COMMANDER, over=hall.scene.city))
    page = client.get(f"{AT}?station={hall.station.pk}&period=day").text
    cells = _cells(page, "by-station")
    assert sorted(cells[at] for at in (0, 3)) == ["0", "1"] or cells.count("100%") == 1
    assert f"?station={hall.station.pk}&amp;period=day" in page
    assert '<input type="hidden" name="period" value="day">' in page


@pytest.mark.django_db
def test_the_stations_come_in_pages(
    client: Client, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "kalantar.fronts.desk.figures.page_of",
        lambda found, *order, after: page_of(found, *order, after=after, size=1),
    )
    client.cookies["sessionid"] = sign_in(grant(Role.COMMANDER, over=hall.scene.city))
    first = client.get(AT).text
    after = first.partition("&amp;after=")[2][:36]
    assert first.count("?station=") == 1
    second = client.get(f"{AT}?after={after}").text
    assert second.count("?station=") == 1
    assert "&amp;after=" not in second


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "phone"), [("fa", True), ("en", False)])
def test_the_chief_reads_them_by_keyboard(
    open_page: OpenPage, check_page: CheckPage, hall: Hall, language: str, phone: bool
) -> None:
    _came(hall, 0, "status")
    session = sign_in(grant(Role.COMMANDER, over=hall.scene.city))
    page = open_page(
        f"/reception/{hall.first.pk}/", session=session, language=language, phone=phone
    )
    page.locator("#queue").first.focus()
    page.keyboard.press("Escape")
    page.locator("h1").first.click(force=True)
    page.keyboard.press("g")
    page.wait_for_url(f"**{AT}?station=**")
    expect(page.locator("#by-service tbody tr")).to_have_count(2)
    check_page(page)
    page.keyboard.press("1")
    page.wait_for_url("**?period=day")
    check_page(page)
