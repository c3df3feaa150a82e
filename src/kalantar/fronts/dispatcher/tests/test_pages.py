"""Every list of the room goes on to its end, by keys; and a part of it takes few queries however long."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from kalantar.fronts.dispatcher import screen
from kalantar.fronts.dispatcher.figures import figures, tally
from kalantar.fronts.dispatcher.head_of_queue import SHOWN
from kalantar.fronts.dispatcher.on_calls import CALLS
from kalantar.incidents.actions import add_note, join_call
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import CENTRE, Scene

pytestmark = pytest.mark.django_db(transaction=True)
EN = {"accept-language": "en"}


@pytest.fixture
def dispatcher(scene: Scene) -> Actor:
    return scene.person(Role.DISPATCHER)


@pytest.fixture
def room(client: Client, scene: Scene) -> Client:
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    return client


def open_many(scene: Scene, number: int) -> None:
    """Written directly: a long queue, all of it late."""
    since = system_clock() - timedelta(hours=1)
    Incident.objects.bulk_create(
        Incident(
            number=f"1405-{each:06}",
            type=scene.type,
            priority=1 + each % 5,
            place=CENTRE,
            address=f"Example st. {each}",
            place_source="caller",
            city=scene.city,
            jurisdiction=scene.stations[0],
            opened_at=since + timedelta(seconds=each),
            waiting_since=since,
        )
        for each in range(number)
    )


@pytest.mark.parametrize("number", [2, 2000])
def test_each_part_takes_as_few_queries_when_the_queue_is_long(
    scene: Scene, dispatcher: Actor, number: int, django_assert_num_queries: object
) -> None:
    open_many(scene, number)
    for _ in range(3):
        scene.unit()
    last = Incident.objects.order_by("priority", "opened_at")[0].pk
    with django_assert_num_queries(3):  # type: ignore[operator]
        page = screen.queue_of(scene.city, dispatcher)
    assert len(page["queue"]) == min(SHOWN, number)
    assert page["opened"] == number
    with django_assert_num_queries(4):  # type: ignore[operator]
        screen.queue_of(scene.city, dispatcher, last)
    with django_assert_num_queries(5):  # type: ignore[operator]
        alarms, *_ = figures(scene.city, dispatcher)
    assert alarms["value"] == number
    with django_assert_num_queries(2):  # type: ignore[operator]
        free, *_ = tally(scene.city, dispatcher)
    assert free["count"] == 3
    with django_assert_num_queries(2):  # type: ignore[operator]
        screen.units_of(scene.city, dispatcher)


def test_the_queue_goes_on_to_its_end(room: Client, scene: Scene) -> None:
    open_many(scene, 2 * SHOWN + 5)
    seen: list[str] = []
    address = reverse("dispatcher:queue")
    while address:
        page = room.get(address).text
        seen += [part.split('"')[0] for part in page.split('data-incident="')[1:]]
        onward = page.split('data-queue-page="next"')[1:]
        address = onward[0].split('hx-get="')[1].split('"')[0] if onward else ""
    wanted = Incident.objects.order_by("priority", "opened_at", "pk").values_list("pk", flat=True)
    assert seen == [str(id) for id in wanted]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_arrow_turns_the_page_and_the_live_queue_stays_on_it(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, language: str
) -> None:
    open_many(scene, SHOWN + 3)
    session = sign_in(grant(Role.DISPATCHER, over=scene.city))
    ordered = list(Incident.objects.order_by("priority", "opened_at"))
    last, first, *rest = ordered[SHOWN - 1 :]
    page = open_page(f"/room/?incident={last.pk}", session=session, language=language)
    expect(page.locator("html[data-live=on]")).to_be_attached()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#card[data-card='{first.pk}']")).to_be_visible()
    expect(page.locator(".queue-item")).to_have_count(1 + len(rest))
    check_page(page)
    page.locator("#queue").dispatch_event("live")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#card[data-card='{rest[0].pk}']")).to_be_visible()
    expect(page.locator(".queue-item")).to_have_count(1 + len(rest))
    page.keyboard.press("PageUp")
    expect(page.locator(".queue-item")).to_have_count(SHOWN)


def test_the_units_go_on_to_their_end(room: Client, scene: Scene) -> None:
    signs = [scene.unit().call_sign for _ in range(screen.UNITS + 2)]
    page = room.get("/room/units/", headers=EN).text
    assert page.count('class="section unit-line"') == screen.UNITS
    assert f"({len(signs)})" in page
    onward = page.split('id="units-next"')[1].split('hx-get="')[1].split('"')[0]
    end = room.get(onward.replace("&amp;", "&"), headers=EN).text
    assert [sign for sign in signs if sign in end] == signs[screen.UNITS :]
    assert "units-next" not in end


def test_the_other_units_go_on_without_those_shown(room: Client, scene: Scene) -> None:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    units = [scene.unit() for _ in range(screen.UNITS + 2)]
    address = reverse("dispatcher:choices", args=[incident.pk])
    first = room.get(address, {"unit": str(units[0].pk)}).text
    assert first.count('name="unit"') == screen.UNITS
    assert f'value="{units[0].pk}"' not in first
    rest = room.get(address, {"unit": str(units[0].pk), "after": str(units[-2].pk)}).text
    assert [unit.call_sign for unit in units if unit.call_sign in rest] == [units[-1].call_sign]


def test_another_choice_offers_none_of_those_proposed(room: Client, scene: Scene) -> None:
    """Neither at first nor further on, whichever of them are ticked."""
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    units = [scene.unit() for _ in range(2 * screen.UNITS + 2)]
    card = room.get(reverse("dispatcher:card", args=[incident.pk])).text
    proposed = {str(unit.pk) for unit in units if f'name="unit" value="{unit.pk}"' in card}
    assert proposed
    offered: list[str] = []
    page, mark = card, 'data-key="O" hx-get="'
    while mark in page:
        page = room.get(page.split(mark)[1].split('"')[0].replace("&amp;", "&")).text
        offered += [str(unit.pk) for unit in units if f'value="{unit.pk}"' in page]
        mark = 'data-key="F" hx-get="'
    assert len(offered) == len(set(offered))
    assert set(offered) == {str(unit.pk) for unit in units} - proposed


def test_calls_and_notes_go_on_to_their_end(room: Client, scene: Scene, dispatcher: Actor) -> None:
    taker = scene.person(Role.CALL_TAKER)
    incident = scene.incident(taker)
    for _ in range(CALLS + 1):
        join_call(incident=incident.pk, call=scene.call(taker).pk, by=taker)
        scene.call(taker)  # belongs to nothing yet
    for number in range(screen.NOTES + 1):
        add_note(incident=incident.pk, text=f"note {number}.", by=dispatcher)
    calls = reverse("dispatcher:join_call", args=[incident.pk])
    page = room.get(calls, headers=EN).text
    assert (page.count("Take apart"), page.count(">Join<")) == (CALLS, CALLS)
    onward = page.split("?after=")[1].split('"')[0]
    assert room.get(calls, {"after": onward}, headers=EN).text.count("Take apart") == 1
    behind = page.split("?behind=")[1].split('"')[0]
    assert room.get(calls, {"behind": behind}, headers=EN).text.count(">Join<") == 1
    card = reverse("dispatcher:card", args=[incident.pk])
    said = room.get(card, headers=EN).text.split("What was said")[1].split("Timeline")[0]
    assert "note 0." not in said
    whole = room.get(card, {"notes": "70"}, headers=EN).text
    assert "note 0." in whole.split("What was said")[1].split("Timeline")[0]


def test_a_caller_far_down_who_wants_secrecy_is_heard_of(
    room: Client, scene: Scene, dispatcher: Actor
) -> None:
    taker = scene.person(Role.CALL_TAKER)
    incident = scene.incident(taker)
    for number in range(3):
        call = scene.call(taker)
        call.wants_secrecy = number == 2
        call.save()
        join_call(incident=incident.pk, call=call.pk, by=taker)
    page = room.get(reverse("dispatcher:card", args=[incident.pk]), headers=EN).text
    assert "3 calls joined" in page
    assert "The caller wants secrecy" in page


@pytest.mark.parametrize(("typed", "status"), [("", 200), ("999", 200), ("{serial}", 422)])
def test_an_incident_to_divert_to_can_be_named_by_its_number(
    room: Client, scene: Scene, dispatcher: Actor, typed: str, status: int
) -> None:
    from kalantar.dispatch.actions import send_units

    taker, unit = scene.person(Role.CALL_TAKER), scene.unit()
    left, other = scene.incident(taker), scene.incident(taker)
    send_units(incident=left.pk, units=[unit.pk], by=dispatcher)
    address = reverse("dispatcher:divert", args=[left.assignments.get().pk])
    serial = other.number.rpartition("-")[2]
    answer = room.post(address, {"number": typed.format(serial=serial)})
    assert answer.status_code == status  # as urgent: the rule asks for a reason
    assert ("errorlist" in answer.text) is (status == 200)
    if status == 422:
        assert "divert_goes_to_the_more_urgent" in answer.text
        sent = {"number": typed.format(serial=serial), "why": "nearer"}
        assert room.post(address, sent).status_code == 200
        assert other.assignments.get().unit == unit


def test_a_divert_is_asked_why_and_a_better_unit_makes_the_answer_needed(
    room: Client, scene: Scene, dispatcher: Actor
) -> None:
    from kalantar.dispatch.actions import send_units

    taker, unit = scene.person(Role.CALL_TAKER), scene.unit()
    left, urgent = scene.incident(taker), scene.incident(taker, priority=1)
    send_units(incident=left.pk, units=[unit.pk], by=dispatcher)
    unit.position.delete()
    scene.unit()
    address = reverse("dispatcher:divert", args=[left.assignments.get().pk])
    assert "Why (required)" in room.get(address, headers=EN).text
    assert "دلیل (الزامی)" in room.get(address, headers={"accept-language": "fa"}).text
    answer = room.post(address, {"to": urgent.pk, "why": " "}, headers=EN)
    assert (answer.status_code, "override_says_why" in answer.text) == (422, True)
    assert room.post(address, {"to": urgent.pk, "why": "has the ram"}).status_code == 200
    decision = urgent.dispatches.get()
    assert (decision.overridden, decision.why) == (True, "has the ram")
