"""The card says why these units went, who wrote what in which role, and shows all of the timeline."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from kalantar.dispatch.actions import divert, send_units
from kalantar.dispatch.recommendation import recommend
from kalantar.incidents.actions import add_note
from kalantar.incidents.models import Incident
from kalantar.kernel.clock import system_clock
from kalantar.kernel.geometry import Point
from kalantar.kernel.models import Entry
from kalantar.kernel.story import PAGE
from kalantar.people.actions import erase_reason
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import Scene, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def incident(scene: Scene) -> Incident:
    return scene.incident(scene.person(Role.CALL_TAKER))


def read(client: Client, scene: Scene, asked: str, role: Role = Role.DISPATCHER) -> str:
    client.cookies["sessionid"] = sign_in(grant(role, over=scene.city))
    return client.get(f"/room/incidents/{asked}", headers={"accept-language": "en"}).text


def test_a_long_timeline_is_read_to_its_beginning(
    client: Client, scene: Scene, incident: Incident
) -> None:
    by = scene.person(Role.DISPATCHER)
    for number in range(PAGE + 1):
        add_note(incident=incident.pk, text=f"note {number}.", by=by)
    short = read(client, scene, f"{incident.pk}/")
    assert short.split('class="timeline"')[1].count("<time") == PAGE
    assert f"?lines={2 * PAGE}&amp;notes=" in short
    whole = read(client, scene, f"{incident.pk}/?lines={2 * PAGE}")
    assert whole.split('class="timeline"')[1].count("<time") > PAGE
    assert 'id="older"' not in whole
    assert read(client, scene, f"{incident.pk}/?lines=%D9%A3x").count('id="older"') == 1


def test_the_role_and_what_was_written_down_later_are_said(
    client: Client, scene: Scene, incident: Incident
) -> None:
    page = read(client, scene, f"{incident.pk}/")
    assert "· Call taker" in page
    assert "written down later" not in page
    past = scene.person(Role.DISPATCHER).at(system_clock() - timedelta(minutes=5))
    add_note(incident=incident.pk, text="Two are hurt.", by=past)
    assert "written down later" in read(client, scene, f"{incident.pk}/")


def test_the_kept_recommendation_is_shown_with_the_reason(
    client: Client, scene: Scene, incident: Incident
) -> None:
    near, far, by = scene.unit(), scene.unit(Point(51.45, 35.75)), scene.person(Role.DISPATCHER)
    shown = recommend(incident=incident.pk, by=by)
    send_units(incident=incident.pk, units=[far.pk], shown=shown, why="knows the place", by=by)
    page = decision_of(read(client, scene, f"{incident.pk}/"), incident)
    assert "knows the place" in page
    assert "other than recommended" in page
    assert near.call_sign in page
    assert "position" in page


def test_a_hidden_unit_is_not_named_among_those_recommended(
    client: Client, scene: Scene, incident: Incident
) -> None:
    by, open_unit = scene.person(Role.DISPATCHER), scene.unit()
    secret = scene.unit(Point(51.406, 35.701), plain_clothes=True)
    shown = recommend(incident=incident.pk, by=by)
    send_units(incident=incident.pk, units=[open_unit.pk], shown=shown, why="x", by=by)
    assert secret.call_sign in read(client, scene, f"{incident.pk}/").split('class="kept"', 1)[1]
    chief = read(client, scene, f"{incident.pk}/", Role.STATION_CHIEF)
    assert secret.call_sign not in chief


def test_an_erased_reason_is_told_as_erased_in_the_readers_language(
    client: Client, scene: Scene, incident: Incident
) -> None:
    by, words = scene.person(Role.DISPATCHER), "her brother drinks"
    far = scene.unit(Point(51.45, 35.75))
    scene.unit()
    send_units(incident=incident.pk, units=[far.pk], why=words, by=by)
    said = read(client, scene, f"{incident.pk}/").count(words)
    assert said == 2  # with the decision, and once on the timeline
    entry = Entry.objects.get(event="UnitSent").pk
    erase_reason(entry=entry, why="order 12", by=scene.person(Role.ADMINISTRATOR))
    english = read(client, scene, f"{incident.pk}/")
    assert words not in english
    assert english.count("This reason was erased by Somebody on ") == said - 1
    persian = client.get(f"/room/incidents/{incident.pk}/", headers={"accept-language": "fa"}).text
    assert persian.count("این دلیل را یک نفر در ") == said - 1
    assert "پاک کرده است. مبنای قانونی: order 12" in persian


def test_the_reason_of_one_act_is_said_once(
    client: Client, scene: Scene, incident: Incident
) -> None:
    """Sending others writes several entries down for one reason; the same words again are another act."""
    scene.unit()
    far = [scene.unit(Point(51.45, 35.75)) for _ in range(2)]
    by = scene.person(Role.DISPATCHER)
    for unit in far:
        send_units(incident=incident.pk, units=[unit.pk], why="has the ram", by=by)
    told = Entry.objects.filter(subjects__subject=incident.pk, reason__isnull=False)
    assert told.count() > 2
    timeline = read(client, scene, f"{incident.pk}/").split('<ol class="timeline">')[1]
    assert timeline.count('<span class="why">has the ram</span>') == 2


def test_many_nearer_units_are_grouped_by_reason_and_open_by_a_key(
    client: Client, scene: Scene, incident: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kalantar.dispatch.nearer.NAMED", 8)
    away = [scene.unit(status="off_duty") for _ in range(10)]
    free = scene.unit(Point(51.45, 35.75))
    page = read(client, scene, f"{incident.pk}/")
    closed, opened = page.split(f'id="passed-{incident.pk}"')
    assert sum(unit.call_sign in closed for unit in away) == 5
    assert 'data-key=","' in opened
    assert "And 5 nearer units: 5 off duty" in opened
    assert sum(unit.call_sign in opened for unit in away) == 3
    assert "2 more, farther than these: 2 off duty" in opened
    by = scene.person(Role.DISPATCHER)
    send_units(incident=incident.pk, units=[free.pk], by=by)
    kept = decision_of(read(client, scene, f"{incident.pk}/"), incident)
    assert sum(unit.call_sign in kept for unit in away) == 8
    assert "2 more, farther than these: 2 off duty" in kept
    assert "units needed: 1" in kept


def test_no_key_stands_for_two_things_in_the_room(
    client: Client, scene: Scene, incident: Incident
) -> None:
    """With nearer units to open, a unit that was sent, and the decision that sent it."""
    for _ in range(10):
        scene.unit(status="off_duty")
    far = [scene.unit(Point(51.45, 35.75)) for _ in range(2)]
    by = scene.person(Role.DISPATCHER)
    send_units(incident=incident.pk, units=[far[0].pk], why="nearer", by=by)
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    keys = re.findall(r' data-key="(.*?)"', client.get(f"/room/?incident={incident.pk}").text)
    assert {",", ".", "U", "G", "Z", "⏎"} <= set(keys)
    assert [key for key in sorted(set(keys)) if keys.count(key) > 1] == []


def test_a_divert_past_a_better_unit_is_seen(
    client: Client, scene: Scene, incident: Incident
) -> None:
    by, going = scene.person(Role.DISPATCHER), scene.unit(Point(51.45, 35.75))
    calm = scene.incident(by, priority=4).pk
    sent = send_units(incident=calm, units=[going.pk], by=by).assignments.get()
    better = scene.unit()
    divert(assignment=sent.pk, to=incident.pk, why="has the ram", by=by)
    kept = decision_of(read(client, scene, f"{incident.pk}/"), incident)
    assert "other than recommended" in kept
    assert "has the ram" in kept
    assert f'{better.call_sign}</b> <span class="chip">recommended' in kept


def test_a_verb_sent_again_after_a_lost_answer_is_done_once(
    client: Client, scene: Scene, incident: Incident
) -> None:
    """Each button at once is an act of its own: acknowledge, en route, on scene, clear."""
    by, unit = scene.person(Role.DISPATCHER), scene.unit()
    sent = send_units(incident=incident.pk, units=[unit.pk], by=by).assignments.get()
    events = {
        "K": "AssignmentAcknowledged",
        "G": "UnitSetOut",
        "V": "UnitArrived",
        "L": "UnitCleared",
    }
    page, used = read(client, scene, f"{incident.pk}/"), list[str]()
    for key, event in events.items():
        (pressed,) = re.findall(rf'<button[^>]* id="as-{sent.pk}-{key}".*?>', page)
        (url,) = re.findall(r'hx-post="(.*?)"', pressed)
        (operation,) = re.findall(r'"operation": "(.*?)"', pressed)
        used.append(operation)
        for _ in range(2):
            answer = client.post(url, {"operation": operation})
            assert (answer.status_code, Entry.objects.filter(event=event).count()) == (200, 1)
        page = answer.text
    assert len(set(used)) == 4


def decision_of(page: str, incident: Incident) -> str:
    """What the card tells of the only dispatch."""
    return page.split(f'id="why-{incident.dispatches.get().pk}"')[1].split("</details>")[0]


@pytest.mark.parametrize(
    ("language", "said", "key"),
    [("fa", "تقاطع Unioninkatu و Liisankatu", "۲"), ("en", "Unioninkatu and Liisankatu", "2")],
)
@pytest.mark.parametrize("kept", ["Unioninkatu × Liisankatu", "تقاطع Unioninkatu و Liisankatu"])
def test_a_crossing_and_the_keys_of_units_are_in_the_readers_words_and_digits(
    client: Client, scene: Scene, kept: str, language: str, said: str, key: str
) -> None:
    crossing = scene.incident(scene.person(Role.CALL_TAKER), address=kept)
    units = [scene.unit().pk for _ in range(2)]
    send_units(incident=crossing.pk, units=units, why="two", by=scene.person(Role.DISPATCHER))
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    told = {"accept-language": language}
    card = client.get(f"/room/incidents/{crossing.pk}/", headers=told).text
    assert f'<p class="where"><bdi>{said}</bdi>' in card
    assert f'<kbd class="key">{key}</kbd></summary>' in card
    assert f"<bdi>{said}</bdi>" in client.get("/room/queue/", headers=told).text
    assert f"<bdi>{said}</bdi>" in client.get("/room/history/", headers=told).text
