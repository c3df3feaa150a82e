"""The possible next words: what is offered, in whose language, and what is never offered to whom."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kalantar.commands.completion import options
from kalantar.commands.line import run
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import to_latin_digits
from kalantar.people.roles import Role
from kalantar.places.models import Extract, GazetteerEntry
from tests.people import grant, sign_in
from tests.scene import CENTRE, WEST, Scene, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(scene: Scene) -> Actor:
    return scene.person(Role.DISPATCHER)


@pytest.fixture
def incident(scene: Scene) -> Incident:
    return scene.incident(scene.person(Role.CALL_TAKER))


def lines(typed: str, scene: Scene, by: Actor, language: str = "en") -> list[str]:
    with translation.override(language):
        return [one.line for one in options(typed, scene.city, by)]


def serial(incident: Incident) -> str:
    return incident.number.rpartition("-")[2].lstrip("0")


@pytest.mark.parametrize(
    ("typed", "language", "line"),
    [
        ("dis", "en", "dispatch "),
        ("DIS", "en", "dispatch "),
        ("اعز", "fa", "اعزام "),
        ("اعز", "en", "اعزام "),
        ("ازاد", "fa", "آزاد "),
        ("باز ما", "fa", "بازماندن "),
        ("باز‌ما", "fa", "بازماندن "),
        ("تغيير", "fa", "تغییر مسیر "),
        ("call o", "en", "call off "),
    ],
)
def test_verbs_are_offered_by_their_first_letters_from_any_keyboard(
    scene: Scene, by: Actor, typed: str, language: str, line: str
) -> None:
    assert line in lines(typed, scene, by, language)


def test_nothing_typed_offers_every_verb_in_the_readers_language(scene: Scene, by: Actor) -> None:
    assert "dispatch " in lines("", scene, by)
    assert "اعزام " in lines("", scene, by, "fa")


def test_a_command_is_written_by_taking_what_is_offered(
    scene: Scene, by: Actor, incident: Incident
) -> None:
    unit, number = scene.unit(), serial(incident)
    assert lines("dispatch ", scene, by) == ["dispatch T-01 "]
    assert lines("dispatch T-01 ", scene, by) == ["dispatch T-01 to "]
    assert lines("dispatch T-01 to ", scene, by) == [f"dispatch T-01 to {number}"]
    run(f"dispatch T-01 to {number}", scene.city, by)
    assert lines("dispatch ", scene, by) == []
    assert "T-01 on scene" in " ".join(lines("T-01 on", scene, by))
    assert lines("call off ", scene, by) == ["call off T-01"]
    run(f"{unit.call_sign} on scene", scene.city, by)
    run(f"{unit.call_sign} clear", scene.city, by)
    assert lines(f"close {number}", scene, by) == [f"close {number}: "]
    assert lines(f"close {number}: se", scene, by) == [f"close {number}: Settled"]
    assert lines(f"close {number} se", scene, by) == [f"close {number} Settled"]
    assert lines(f"close {number}: صل", scene, by, "fa") == [f"close {number}: صلح و سازش"]
    run(f"close {number}: Settled", scene.city, by)
    assert lines("reopen ", scene, by) == [f"reopen {number}"]


@pytest.mark.parametrize("typed", ["7", "07", "۷", "٧", "T-0", "t-", "T‌-07"])
def test_a_unit_is_offered_by_its_sign_or_figure(scene: Scene, by: Actor, typed: str) -> None:
    for _ in range(7):
        scene.unit()
    assert "unavailable T-07: " in lines(f"unavailable {typed}", scene, by)


def test_an_incident_is_offered_with_its_type_and_place(
    scene: Scene, by: Actor, incident: Incident
) -> None:
    with translation.override("en"):
        (found,) = options("note ", scene.city, by)
    assert found.about == "Brawl · Example st."
    for typed in (serial(incident)[:1], to_latin_digits(incident.number), "exam", "Braw", "نزاع"):
        assert len(lines(f"note {typed}", scene, by)) == 1, typed
    assert lines("note 999", scene, by) == []


def test_a_place_is_offered_by_how_its_name_begins(
    scene: Scene, by: Actor, incident: Incident
) -> None:
    extract = Extract.objects.get(city=scene.city)
    GazetteerEntry.objects.create(
        extract=extract, kind="place", name="Mellat Park", search="| mellat park |", point=CENTRE
    )
    assert lines("place 1: mel", scene, by) == ["place 1: Mellat Park"]
    assert lines("place 1: ell", scene, by) == []
    assert lines("place 1: Mellat Park", scene, by) == []  # all is said


def test_free_words_and_personnel_numbers_are_not_offered(
    scene: Scene, by: Actor, incident: Incident
) -> None:
    scene.unit(status="off_duty")
    assert lines(f"note {serial(incident)}: so", scene, by) == []
    assert lines("begin shift T-01: ", scene, by) == []


def test_nobody_is_offered_what_they_may_not_do(scene: Scene, incident: Incident) -> None:
    scene.unit()
    taker = scene.person(Role.CALL_TAKER)
    assert "dispatch " not in lines("", scene, taker)
    assert lines("dispatch ", scene, taker) == []
    assert lines("close ", scene, taker) == [f"close {serial(incident)}: "]
    assert "T-01 " not in lines("T-", scene, taker)
    elsewhere = scene.person(Role.DISPATCHER, over=scene.stations[0])
    assert lines("close ", scene, elsewhere) == []


def test_nobody_is_offered_what_they_may_not_see(scene: Scene, by: Actor) -> None:
    other = a_city(scene.clock, start=WEST - 1)
    scene.unit(plain_clothes=True)
    chief = scene.person(Role.STATION_CHIEF)
    assert lines("unavailable T", scene, chief) == []
    assert lines("unavailable T", scene, by) == ["unavailable T-01: "]
    assert lines("T", scene, other.person(Role.DISPATCHER)) == []
    stranger = other.person(Role.DISPATCHER)
    assert options("unavailable T", other.city, stranger) == []


@pytest.mark.parametrize(
    "typed",
    ["", "dis", "dispatch ", "dispatch T-01 to ", "T-01 on", "note ", "close 1: ", "place 1: Exam",
     "type 1 b", "unavailable T-01: ", "reopen ", "7", "!؟", "\x00", "بستن ۱: "],
)  # fmt: skip
def test_at_most_three_queries(
    scene: Scene,
    incident: Incident,
    typed: str,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    scene.unit()
    part = scene.person(Role.DISPATCHER, over=scene.stations[0])
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        options(typed, scene.city, part)


def test_the_room_asks_in_a_body_and_shows_the_options(client: Client, scene: Scene) -> None:
    scene.unit()
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    address = reverse("dispatcher:next_words")
    page = client.post(address, {"command": "send T"}, headers={"accept-language": "en"})
    assert 'data-line="send T-01 "' in page.text
    assert client.get(address).status_code == 405
