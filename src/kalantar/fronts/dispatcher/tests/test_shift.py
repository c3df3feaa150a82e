"""The shift is told hour by hour, in few queries, to who may see it; and each number opens its list."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from kalantar.call_backs.actions import could_not_reach, give_up_call_back, return_call
from kalantar.call_backs.models import CallBack
from kalantar.calls.actions import abandon_call, offer_call
from kalantar.calls.models import Call
from kalantar.dispatch.actions import send_units
from kalantar.dispatch.recommendation import recommend
from kalantar.fronts.dispatcher.figures import figures
from kalantar.fronts.dispatcher.hung_up import hung_up
from kalantar.fronts.dispatcher.shift import DAY, SHIFT, the_shift
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor, Grant
from kalantar.kernel.clock import system_clock
from kalantar.kernel.hours import HOUR, hours_until
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(scene: Scene) -> str:
    return sign_in(grant(Role.DISPATCHER, over=scene.city))


def rang(scene: Scene, at: datetime, waited: int | None) -> None:
    """A call offered then; answered after so many seconds, or given up."""
    after = at + timedelta(seconds=waited or 40)
    told = {"state": "ended", "answered_at": after} if waited else {"state": "abandoned"}
    Call.objects.create(jurisdiction=scene.city, offered_at=at, ended_at=after, **told)


def opened(scene: Scene, at: datetime, priority: int, number: int) -> Incident:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    Incident.objects.filter(pk=incident.pk).update(
        opened_at=at, priority=priority, number=f"1405-{number:06}"
    )
    return incident


def a_shift(scene: Scene) -> list[datetime]:
    """An hour with calls and incidents, one with nothing, and one that is too long ago."""
    hours = hours_until(system_clock(), SHIFT)
    for waited in (8, 12, 18, 50, None):
        rang(scene, hours[2], waited)
    rang(scene, hours[0] - timedelta(seconds=1), 8)
    opened(scene, hours[2], 1, 900001)
    opened(scene, hours[3] - timedelta(seconds=1), 1, 900002)
    opened(scene, hours[3], 4, 900003)
    return hours


def values(row: dict[str, object]) -> list[list[int]]:
    return [[cell["value"] for cell in part] for part in row["parts"]]  # type: ignore[attr-defined]


def test_each_hour_has_its_numbers_and_an_hour_of_nothing_is_told_too(scene: Scene) -> None:
    a_shift(scene)
    told = the_shift(scene.city, SHIFT, scene.person(Role.DISPATCHER))
    assert len(told["rows"]) == SHIFT
    assert values(told["rows"][1]) == [[0] * 5, [0] * 5, [0, 0]]
    assert values(told["rows"][2]) == [[5, 3, 2, 1, 1], [2, 0, 0, 0, 0], [0, 0]]
    assert values(told["rows"][3])[1] == [0, 0, 0, 1, 0]
    calls, incidents, _sent = told["drawings"]
    assert [one["total"] for one in calls["series"]] == [5, 3, 2, 1, 1]
    assert [one["total"] for one in incidents["series"]] == [2, 0, 0, 1, 0]
    assert len(the_shift(scene.city, DAY, scene.person(Role.DISPATCHER))["rows"]) == DAY


def test_a_unit_sent_within_the_minute_counts_as_sent_at_once(scene: Scene) -> None:
    unit, by = scene.unit(), scene.person(Role.DISPATCHER)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    shown = recommend(incident=incident.pk, by=by)
    send_units(incident=incident.pk, units=[unit.pk], shown=shown, by=by)
    sent = the_shift(scene.city, SHIFT, by)["drawings"][2]["series"]
    assert [one["total"] for one in sent] == [1, 1]
    Incident.objects.update(opened_at=system_clock() - timedelta(seconds=90))
    sent = the_shift(scene.city, SHIFT, by)["drawings"][2]["series"]
    assert [one["total"] for one in sent] == [1, 0]


@pytest.mark.parametrize("number", [SHIFT, DAY])
def test_it_takes_two_queries_however_much_there_was(
    scene: Scene, number: int, django_assert_num_queries: object
) -> None:
    a_shift(scene)
    by = scene.person(Role.DISPATCHER)
    with django_assert_num_queries(2):  # type: ignore[operator]
        the_shift(scene.city, number, by)


def test_who_may_not_see_the_incidents_counts_none(scene: Scene) -> None:
    a_shift(scene)
    stranger = scene.person(Role.DISPATCHER, over=a_city(system_clock).city)
    told = the_shift(scene.city, SHIFT, stranger)
    assert all(value == 0 for row in told["rows"] for part in values(row) for value in part)


def of_two_cities(scene: Scene) -> tuple[Actor, Scene]:
    """Whoever works in both of them, and the other one."""
    by, other = scene.person(Role.DISPATCHER), a_city(system_clock)
    return replace(by, grants=by.grants | {Grant(Role.DISPATCHER, other.city.pk)}), other


def test_calls_of_another_city_are_not_counted(scene: Scene) -> None:
    by, other = of_two_cities(scene)
    rang(other, hours_until(system_clock(), SHIFT)[2], 8)
    rang(scene, hours_until(system_clock(), SHIFT)[2], 12)
    calls = the_shift(scene.city, SHIFT, by)["drawings"][0]["series"]
    assert [one["total"] for one in calls] == [1, 1, 1, 0, 0]


def test_the_bar_counts_every_call_of_its_city_and_none_of_another(scene: Scene) -> None:
    by, other = of_two_cities(scene)
    lately = system_clock() - timedelta(minutes=5)
    for of, left in ((scene, 53), (other, 2)):
        for each in range(left):
            told = {"state": "abandoned", "offered_at": lately, "ended_at": lately}
            call = Call.objects.create(jurisdiction=of.city, number=f"+98912111{each:04}", **told)
            CallBack.objects.create(call=call, last=call, jurisdiction=of.city, left_at=lately)
        Call.objects.create(jurisdiction=of.city, offered_at=lately)
    rang(other, lately, 8)
    told = {one["name"]: one["value"] for one in figures(scene.city, by)}
    late = _("abandoned, to call back, %(late)s of them late") % {"late": "۵۳"}
    assert told[late] == 53
    assert told[_("calls waiting")] == 1
    assert told[_("answered within 10 s")] == "۰٪", "who gave up was not answered in time"


@pytest.mark.parametrize(
    ("zone", "now", "begins"),
    [
        ("Asia/Tehran", "2026-11-24T12:10:00+00:00", "2026-11-24T11:30:00+00:00"),
        ("Asia/Kabul", "2026-11-24T12:40:00+00:00", "2026-11-24T12:30:00+00:00"),
        ("UTC", "2026-11-24T12:00:00+00:00", "2026-11-24T12:00:00+00:00"),
    ],
)
def test_an_hour_begins_on_the_services_clock(zone: str, now: str, begins: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        hours = hours_until(datetime.fromisoformat(now), SHIFT)
    assert hours[-1] == datetime.fromisoformat(begins)
    assert hours[0] == hours[-1] - 7 * HOUR


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_number_of_an_hour_opens_the_incidents_it_counts(
    client: Client, scene: Scene, session: str, language: str
) -> None:
    client.cookies["sessionid"] = session
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    a_shift(scene)
    with translation.override(language):
        told = the_shift(scene.city, SHIFT, scene.person(Role.DISPATCHER))
    of_the_hour = client.get(told["rows"][2]["parts"][1][0]["url"]).text
    assert of_the_hour.count("incident=") == 2
    assert client.get(told["rows"][3]["parts"][1][3]["url"]).text.count("incident=") == 1
    of_all = client.get(told["drawings"][1]["series"][0]["url"]).text
    assert of_all.count("incident=") == 2


@pytest.mark.parametrize(
    ("language", "theme", "phone"),
    [("fa", "light", False), ("en", "dark", False), ("fa", "dark", True), ("en", "light", True)],
)
def test_the_shift_is_drawn_and_read_by_everyone(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    session: str,
    language: str,
    theme: str,
    phone: bool,
) -> None:
    a_shift(scene)
    page = open_page("/room/", session=session, language=language, theme=theme, phone=phone)
    page.keyboard.press("z")
    page.wait_for_url("**/room/shift/?city=*")
    expect(page.locator("[data-drawing] canvas")).to_have_count(3)
    expect(page.locator("[data-shift] tbody tr")).to_have_count(SHIFT)
    expect(page.locator("[data-shift]")).to_contain_text("۵" if language == "fa" else "5")
    check_page(page)
    page.keyboard.press("2")
    page.wait_for_url("**/room/shift/?city=*&hours=24")
    expect(page.locator("[data-shift] tbody tr")).to_have_count(DAY)
    check_page(page)
    page.locator(".shift-totals a").first.click()
    expect(page.locator(".rows tbody tr")).to_have_count(2)
    check_page(page)


def test_each_number_of_who_hung_up_opens_the_callers_it_counts(
    client: Client, scene: Scene, session: str
) -> None:
    by = scene.person(Role.DISPATCHER)
    rang = [
        offer_call(number=f"0218877665{n}", jurisdiction=scene.city.pk, by=by) for n in range(3)
    ]
    left = [abandon_call(call=call.pk, by=by) for call in rang]
    for _try in range(3):
        could_not_reach(call=left[0].pk, by=by)
    give_up_call_back(call=left[0].pk, reason="no_answer", by=by)
    return_call(call=left[1].pk, by=by)
    told = hung_up(scene.city, SHIFT, by)
    assert [one["value"] for one in told[:4]] == [3, 1, 1, 1]
    client.cookies["sessionid"] = session
    assert told[1]["url"].replace("&", "&amp;") in client.get("/room/shift/").text
    for one in told[:3]:
        assert client.get(one["url"]).text.count('<tr id="past-') == one["value"]
    for one in told[3:]:
        assert client.get(one["url"]).text.count('<li id="caller-') == 1
    room = client.get("/room/").text
    assert reverse("call_taker:call_backs") in room, "the bar's count opens the list"
