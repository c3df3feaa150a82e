"""The phone: the next verb with one thumb, and nothing lost without a network."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, expect

from kalantar.calls.actions import keep_caller_secret
from kalantar.dispatch.actions import call_off, send_units
from kalantar.dispatch.models import Assignment
from kalantar.incidents.actions import add_note, join_call
from kalantar.incidents.models import Note
from kalantar.kernel.actor import Actor
from kalantar.kernel.clock import system_clock
from kalantar.patrols.actions import join_crew
from kalantar.patrols.models import CrewMember, PositionReport, Shift
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def officer(scene: Scene) -> User:
    return grant(Role.PATROL_OFFICER, over=scene.city)


@pytest.fixture
def assignment(scene: Scene, officer: User) -> Assignment:
    unit = scene.unit()
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    sender: Actor = scene.person(Role.DISPATCHER)
    send_units(incident=incident.pk, units=[unit.pk], by=sender)
    return Assignment.objects.get(unit=unit)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_next_verb_is_first_and_large(
    open_page: OpenPage, check_page: CheckPage, officer: User, assignment: Assignment, language: str
) -> None:
    page = open_page("/patrol/", session=sign_in(officer), language=language, phone=True)
    for state in ("acknowledged", "en_route", "on_scene", "cleared"):
        first = page.locator(".phone-verb.next")
        expect(first).to_have_attribute("data-status", state)
        box = first.bounding_box()
        assert box is not None
        assert box["height"] >= 84
        check_page(page)
        first.click()
        expect(page.locator(f".phone-verb.next[data-status={state}]")).to_have_count(0)
    assignment.refresh_from_db()
    assert assignment.state == "cleared"


def test_what_is_pressed_without_a_network_is_sent_when_there_is_one(
    open_page: OpenPage, officer: User, assignment: Assignment
) -> None:
    page = open_page("/patrol/", session=sign_in(officer), language="en", phone=True)
    page.context.set_offline(True)
    page.locator(".phone-verb.next").click()
    expect(page.locator("[data-kept]")).to_contain_text("1")
    page.context.set_offline(False)
    expect(page.locator(".phone-verb.next[data-status=en_route]")).to_be_visible()
    expect(page.locator("[data-kept]")).to_be_hidden()
    assignment.refresh_from_db()
    assert assignment.state == "acknowledged"


def test_an_idle_phone_hears_of_the_incident_it_is_sent_to(
    open_page: OpenPage, scene: Scene, officer: User
) -> None:
    unit = scene.unit()
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    page = open_page("/patrol/", session=sign_in(officer), language="en", phone=True)
    expect(page.locator("html")).to_have_attribute("data-live", "on")
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    by = scene.person(Role.DISPATCHER)
    send_units(incident=incident.pk, units=[unit.pk], by=by)
    expect(page.locator("#now[data-assignment*='-']")).to_have_count(1)
    expect(page.locator("[data-live-stream]")).to_have_attribute(
        "data-live-stream", re.compile(str(incident.pk))
    )
    expect(page.locator("html")).to_have_attribute("data-live", "on")
    add_note(incident=incident.pk, text="The door is on the left.", by=by)
    expect(page.locator("#now")).to_contain_text("The door is on the left.")
    sent = Assignment.objects.get(unit=unit)
    call_off(assignment=sent.pk, why="over", by=by)
    expect(page.locator("#now .phone-idle")).to_be_visible()
    expect(page.locator(f"[data-live-stream*='{incident.pk}']")).to_have_count(0)
    expect(page.locator("[data-live-refused]")).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "said"), [("en", "The caller wants secrecy"), ("fa", "تماس‌گیرنده خواهان محرمانگی")]
)
def test_the_crew_hears_at_once_that_a_caller_wants_secrecy_and_when_no_longer(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    officer: User,
    assignment: Assignment,
    language: str,
    said: str,
) -> None:
    taker = scene.person(Role.CALL_TAKER)
    call = scene.call(taker)
    join_call(incident=assignment.incident_id, call=call.pk, by=taker)
    page = open_page("/patrol/", session=sign_in(officer), language=language, phone=True)
    expect(page.locator("html")).to_have_attribute("data-live", "on")
    expect(page.locator("#now .chip.warn")).to_have_count(0)
    keep_caller_secret(call=call.pk, by=taker)
    expect(page.locator("#now .chip.warn")).to_contain_text(said)
    check_page(page)
    keep_caller_secret(call=call.pk, wanted=False, by=taker)
    expect(page.locator("#now .chip.warn")).to_have_count(0)


def test_a_phone_put_into_a_unit_shows_it(open_page: OpenPage, scene: Scene, officer: User) -> None:
    unit = scene.unit()
    page = open_page("/patrol/", session=sign_in(officer), language="en", phone=True)
    expect(page.locator("#now")).to_contain_text("You are in no patrol now")
    expect(page.locator("html")).to_have_attribute("data-live", "on")
    join_crew(unit=unit.pk, officer=officer.pk, by=scene.person(Role.DISPATCHER))
    expect(page.locator(".phone-sign")).to_have_text(unit.call_sign)
    expect(page.locator("[data-live-stream]")).to_have_attribute(
        "data-live-stream", re.compile(str(unit.pk))
    )
    expect(page.locator("main[data-positions]")).to_have_count(1)


@pytest.mark.parametrize(("language", "said"), [("en", "Allow this page"), ("fa", "اجازه")])
def test_a_phone_that_may_not_say_where_it_is_says_so(
    open_page: OpenPage,
    check_page: CheckPage,
    officer: User,
    assignment: Assignment,
    language: str,
    said: str,
) -> None:
    page = open_page("/patrol/", session=sign_in(officer), language=language, phone=True)
    expect(page.locator("[data-place-unknown]")).to_contain_text(said)
    check_page(page)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 35.7, "longitude": 51.4, "accuracy": 10})
    page.reload()
    expect(page.locator("[data-place-unknown]")).to_be_hidden()


@pytest.mark.parametrize(
    ("reason", "rule"),
    [
        ("", "unavailable_unit_has_reason"),
        ("nothing", "unavailable_unit_has_reason"),
        ("01890000-0000-7000-8000-000000000000", "thing_exists"),
    ],
)
def test_a_reason_that_does_not_exist_is_refused_on_the_phone(
    client: Client, officer: User, assignment: Assignment, reason: str, rule: str
) -> None:
    client.cookies["sessionid"] = sign_in(officer)
    address = reverse("patrol:break_down", args=[assignment.pk])
    answer = client.post(address, {"reason": reason})
    assert answer.status_code == 422
    assert f'data-rule="{rule}"' in answer.text
    assert 'id="now"' in answer.text


@pytest.mark.parametrize("language", ["fa", "en"])
def test_who_is_unavailable_says_why_and_the_question_closes(
    open_page: OpenPage, check_page: CheckPage, scene: Scene, officer: User, language: str
) -> None:
    """Nothing is chosen beforehand, no two buttons are called the same, and none stands half alone."""
    unit = scene.unit()
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    page = open_page("/patrol/", session=sign_in(officer), language=language, phone=True)
    opener = page.locator(".phone-verbs summary")
    opener.click()
    names = page.locator(".phone-verbs .phone-verb:visible").all_inner_texts()
    assert len(names) == len(set(names)) == 3
    check_page(page)
    widths = [one["width"] for one in map(box_of, page.locator(".phone-verb:visible").all())]
    assert max(widths) - min(widths) < 1
    select, send = page.locator("select[name=reason]"), page.locator(".phone-asked button")
    assert box_of(send)["y"] - box_of(select)["y"] - box_of(select)["height"] >= 8
    expect(select).to_have_value("")
    send.click()
    expect(page.locator("select:invalid")).to_be_focused()
    select.select_option(index=1)
    send.click()
    expect(page.locator("#now[data-unit-status=unavailable]")).to_be_visible()
    expect(page.locator(".phone-verbs details[open]")).to_have_count(0)
    page.locator(".phone-verb.next").click()
    expect(page.locator("#now[data-unit-status=available]")).to_be_visible()
    expect(page.locator(".phone-verbs details")).not_to_have_attribute("open", "")
    expect(select).to_have_value("")


def box_of(one: Locator) -> dict[str, float]:
    box = one.bounding_box()
    assert box is not None
    return dict(box)  # type: ignore[arg-type]


def test_a_refusal_is_read_above_the_map_that_stays(
    open_page: OpenPage, officer: User, assignment: Assignment
) -> None:
    page = open_page("/patrol/", session=sign_in(officer), language="fa", phone=True)
    parts = page.locator("#now > *")
    expect(page.locator("#phone-map [data-map]")).to_have_count(1)
    before = parts.count()
    note = page.locator(".phone-more:has(#text)")
    note.locator("summary").click()
    note.locator("#text").fill("   ")
    note.locator("form .phone-verb").click()
    expect(page.locator("#now > .refused[role=alert]")).to_be_visible()
    assert page.locator("[data-map]").count() == 1
    assert parts.count() == before + 1, "the sentence came, and nothing else"


def _crewed_from(station: Jurisdiction, scene: Scene) -> tuple[User, Assignment]:
    """A crew of that station, sent to an incident of the scene's first one."""
    unit, officer = scene.unit(station=station), grant(Role.PATROL_OFFICER, over=station)
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    assert incident.jurisdiction == scene.stations[1] != station
    by = scene.person(Role.DISPATCHER)
    send_units(incident=incident.pk, units=[unit.pk], why="nobody else", by=by)
    return officer, Assignment.objects.get(unit=unit)


def test_a_crew_of_another_station_writes_what_it_sees(client: Client, scene: Scene) -> None:
    officer, theirs = _crewed_from(scene.stations[0], scene)
    client.cookies["sessionid"] = sign_in(officer)
    address = reverse("patrol:note", args=[theirs.pk])
    answer = client.post(address, {"text": "Two persons, no weapon."})
    assert answer.status_code == 200, answer.text
    assert "Two persons, no weapon." in answer.text
    assert Note.objects.get(incident=theirs.incident).author_id == officer.pk
    empty = client.post(address, {"text": " "})
    assert empty.status_code == 422
    assert 'data-rule="note_has_words"' in empty.text


def test_nobody_else_writes_for_the_crew(client: Client, scene: Scene, officer: User) -> None:
    _, theirs = _crewed_from(scene.stations[0], scene)
    client.cookies["sessionid"] = sign_in(grant(Role.PATROL_OFFICER, over=scene.stations[1]))
    answer = client.post(reverse("patrol:note", args=[theirs.pk]), {"text": "Seen."})
    assert answer.status_code == 422
    assert not Note.objects.exists()


HERE = {"lon": "51.4", "lat": "35.7"}


@pytest.mark.parametrize(("accuracy", "kept"), [(None, None), ("", None), ("12.5", 12.5)])
def test_a_position_is_kept_with_or_without_its_precision(
    client: Client, officer: User, assignment: Assignment, accuracy: str | None, kept: float | None
) -> None:
    client.cookies["sessionid"] = sign_in(officer)
    said = HERE if accuracy is None else HERE | {"accuracy": accuracy}
    assert client.post(reverse("patrol:position"), said).status_code == 204
    assert PositionReport.objects.get(unit=assignment.unit).accuracy_m == kept


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"lat": "99"}, "position_is_possible"),
        ({"accuracy": "nan"}, "position_is_possible"),
        ({"accuracy": "-3"}, "position_is_possible"),
        ({"at": "2020-01-01T00:00:00Z"}, "may_report_positions"),
    ],
)
def test_a_position_that_is_not_kept_is_refused_in_words(
    client: Client, officer: User, assignment: Assignment, said: dict[str, str], rule: str
) -> None:
    client.cookies["sessionid"] = sign_in(officer)
    answer = client.post(reverse("patrol:position"), HERE | said)
    assert answer.status_code == 422
    assert f'data-rule="{rule}"' in answer.text
    assert not PositionReport.objects.filter(unit=assignment.unit).exists()


def test_the_end_of_a_shift_that_had_no_answer_is_sent_again(
    client: Client, officer: User, scene: Scene
) -> None:
    unit = scene.unit()
    shift = Shift.objects.get(unit=unit)
    CrewMember.objects.create(shift=shift, officer=officer, period=(shift.begun_at, None))
    client.cookies["sessionid"] = sign_in(officer)
    said = {"unit": str(unit.pk), "operation": str(uuid4())}
    for _ in range(2):
        assert client.post(reverse("patrol:end_shift"), said).status_code == 200
    assert client.post(reverse("patrol:end_shift"), {"unit": str(unit.pk)}).status_code == 422
    shift.refresh_from_db()
    assert shift.ended_at is not None


def test_a_phone_speaks_for_no_other_unit(client: Client, officer: User, scene: Scene) -> None:
    other = scene.unit()
    client.cookies["sessionid"] = sign_in(officer)
    answer = client.post(reverse("patrol:end_shift"), {"unit": str(other.pk)})
    assert answer.status_code == 422
    assert 'data-rule="may_set_unit_status"' in answer.text
