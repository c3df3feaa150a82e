"""What a command names is surely that one, and the same words sent twice are done once."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from uuid_utils.compat import uuid7

from kalantar.catalogue.models import Disposition
from kalantar.commands.line import run
from kalantar.incidents.models import Incident, IncidentSerial
from kalantar.kernel.actor import Actor
from kalantar.kernel.clock import system_clock
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import search_key
from kalantar.patrols.models import CrewMember, Unit
from kalantar.people.roles import Role
from kalantar.places.models import Extract, GazetteerEntry
from tests.people import grant, sign_in
from tests.scene import CENTRE, Scene, a_city

pytestmark = pytest.mark.django_db
FAR = Point(51.45, 35.75)


@pytest.fixture
def by(scene: Scene) -> Actor:
    return scene.person(Role.DISPATCHER)


@pytest.fixture
def room(client: Client, scene: Scene) -> Client:
    client.cookies["sessionid"] = sign_in(grant(Role.DISPATCHER, over=scene.city))
    return client


def opened(scene: Scene, number: str) -> Incident:
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    Incident.objects.filter(pk=incident.pk).update(number=number)
    year = int(number.partition("-")[0])
    IncidentSerial.objects.get_or_create(city=scene.city, year=year, defaults={"last": 2000})
    return incident


def refused(text: str, scene: Scene, by: Actor) -> Refused:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        run(text, scene.city, by)
    return refusal.value


def listed(scene: Scene, name: str, at: Point, near: str = "", kind: str = "place") -> None:
    GazetteerEntry.objects.create(
        extract=Extract.objects.get(city=scene.city),
        kind=kind,
        name=name,
        search=f"| {search_key(name)} |",
        near=near,
        point=at,
    )


@pytest.mark.parametrize("said", ["43", "043", "1405-43"])
def test_the_end_of_a_serial_names_nothing(scene: Scene, by: Actor, said: str) -> None:
    longer = opened(scene, "1405-001043")
    assert refused(f"close {said}: settled", scene, by).rule.name == "command_names_one_incident"
    assert Incident.objects.get(pk=longer.pk).state == "waiting"
    short = opened(scene, "1405-000043")
    assert run(f"close {said}: settled", scene.city, by) == short.pk
    assert Incident.objects.get(pk=longer.pk).state == "waiting"


def test_command_names_the_year(scene: Scene, by: Actor) -> None:
    last_year, this_year = opened(scene, "1404-000043"), opened(scene, "1405-000043")
    refusal = refused("note 43: words", scene, by)
    assert refusal.rule.name == "command_names_the_year"
    with translation.override("en"):
        assert "several open incidents" in str(refusal)
        assert "1405-000043, 1404-000043" in str(refusal)
    with translation.override("fa"):
        assert "۱۴۰۴-۰۰۰۰۴۳" in str(refusal)
    assert run("1404-43", scene.city, by) == last_year.pk
    run("close 1404-43: settled", scene.city, by)
    assert run("43", scene.city, by) == this_year.pk


@pytest.mark.parametrize("said", ["0", "00", "۰"])
def test_a_zero_names_no_call_sign_without_figures(scene: Scene, by: Actor, said: str) -> None:
    unit = scene.unit()
    Unit.objects.filter(pk=unit.pk).update(call_sign="Alborz")
    refusal = refused(f"unavailable {said}: broken down", scene, by)
    assert refusal.rule.name == "command_names_one_unit"
    run("unavailable ALBORZ: broken down", scene.city, by)
    assert Unit.objects.get(pk=unit.pk).status == "unavailable"


@pytest.mark.parametrize("sign", ["كميل‌٧", "کمیل۷", "کمیل7"])
def test_a_call_sign_is_read_from_any_keyboard(scene: Scene, by: Actor, sign: str) -> None:
    unit = scene.unit()
    Unit.objects.filter(pk=unit.pk).update(call_sign="کمیل۷")
    run(f"خارج از دسترس {sign}: نقص فنی", scene.city, by)
    assert Unit.objects.get(pk=unit.pk).status == "unavailable"


@pytest.mark.parametrize(
    "written",
    [
        "بستن ٤٣: صلح و سازش",
        "بستن ۴۳: صلح و سازش",
        "بستن 43: صلح‌وسازش",
        "بستن ۴۳: صلح و سازش؛ رفتند",
    ],
)
def test_an_incident_is_closed_from_any_keyboard(scene: Scene, by: Actor, written: str) -> None:
    incident = opened(scene, "1405-000043")
    if "‌" in written:
        Disposition.objects.filter(pk=scene.ending.pk).update(name_fa="صلح‌وسازش")
    assert run(written, scene.city, by) == incident.pk
    assert Incident.objects.get(pk=incident.pk).disposition == scene.ending


@pytest.mark.parametrize("verb", ["خارج از دسترس", "خارج‌از‌دسترس", "خارجازدسترس", "خروج از دسترس"])
def test_a_verb_is_read_with_a_half_space_and_arabic_letters(
    scene: Scene, by: Actor, verb: str
) -> None:
    unit = scene.unit()
    run(f"{verb} {unit.call_sign}: نقص فني", scene.city, by)
    assert Unit.objects.get(pk=unit.pk).status == "unavailable"
    run(f"آزاد {unit.call_sign}", scene.city, by)
    incident = scene.incident(scene.person(Role.CALL_TAKER))
    run(f"اعزام {unit.call_sign} به {incident.number}", scene.city, by)
    opened(scene, "1405-000043")
    run(f"تغيير‌مسير {unit.call_sign} به ٤٣: نزديك", scene.city, by)
    assert incident.assignments.get().state == "diverted"


def test_a_note_keeps_the_figures_it_was_written_in(scene: Scene, by: Actor) -> None:
    incident = opened(scene, "1405-000043")
    run("یادداشت ٤٣: پلاك ۱۲ T-07", scene.city, by)
    assert incident.notes.get().text == "پلاک ۱۲ T-07"


@pytest.mark.parametrize(
    ("said", "closes"), [("settled in", True), ("in court", False), ("sett", False)]
)
def test_a_part_of_a_name_is_no_name_but_its_beginning_is(
    scene: Scene, by: Actor, said: str, closes: bool
) -> None:
    Disposition.objects.create(code="s2", name_en="Settled in court", name_fa="حکم دادگاه")
    Disposition.objects.create(code="lies", name_en="False report", name_fa="گزارش نادرست")
    incident = opened(scene, "1405-000043")
    if closes:
        assert run(f"close 43: {said}", scene.city, by) == incident.pk
        return
    refusal = refused(f"close 43: {said}", scene, by)
    assert refusal.rule.name == "command_names_one_choice"
    with translation.override("en"):
        assert "Settled in court, Settled" in str(refusal)
        assert ("False report" in str(refusal)) is (said == "in court")  # only those it may be


def test_a_number_from_elsewhere_and_one_that_is_nobodys_are_refused_alike(
    scene: Scene, by: Actor
) -> None:
    unit = scene.unit(status="off_duty")
    away = grant(Role.PATROL_OFFICER, over=a_city(system_clock).city)
    beside = grant(Role.PATROL_OFFICER, over=scene.stations[1])
    for number in (away.username, beside.username, "900900"):
        refusal = refused(f"begin shift {unit.call_sign}: {number}", scene, by)
        assert (refusal.rule.name, refusal.facts) == ("command_names_one_officer", {"said": number})
    here = grant(Role.PATROL_OFFICER, over=scene.stations[0])
    run(f"begin shift {unit.call_sign}: {here.username.upper()}", scene.city, by)
    assert CrewMember.objects.get(shift__unit=unit).officer == here


def test_command_names_one_place_of_several(scene: Scene, by: Actor) -> None:
    incident = opened(scene, "1405-000043")
    listed(scene, "Mellat Park", FAR, near="North")
    listed(scene, "Mellat Park", Point(51.35, 35.65), near="South")
    refusal = refused("place 43: mellat park", scene, by)
    assert refusal.rule.name == "command_names_one_place_of_several"
    for near in ("North", "South"):
        assert f"Mellat Park ({near})" in str(refusal)
    assert Incident.objects.get(pk=incident.pk).place == CENTRE


def test_a_place_that_only_resembles_what_was_said_is_offered(scene: Scene, by: Actor) -> None:
    incident = opened(scene, "1405-000043")
    listed(scene, "Mellat Park", FAR)
    assert "Mellat Park" in str(refused("place 43: Melat Park", scene, by))
    run("place 43: mellat pa", scene.city, by)
    kept = Incident.objects.get(pk=incident.pk)
    assert (kept.place, kept.place_source, kept.address) == (FAR, "caller", "Mellat Park")


def test_half_a_house_number_is_another_house(scene: Scene, by: Actor) -> None:
    opened(scene, "1405-000043")
    listed(scene, "Azadi Street 123", FAR, kind="address")
    assert "Azadi Street ۱۲۳" in str(refused("place 43: azadi 12", scene, by))


def test_entries_of_one_place_are_one(scene: Scene, by: Actor) -> None:
    incident = opened(scene, "1405-000043")
    listed(scene, "Mellat Park", FAR)
    listed(scene, "Mellat Park", Point(FAR.lon + 0.0002, FAR.lat), kind="station")
    assert run("place 43: mellat park", scene.city, by) == incident.pk


@pytest.mark.parametrize("said", ["35.75, 51.45", "۳۵٫۷۵، ۵۱٫۴۵"])
def test_pasted_coordinates_were_taken_from_a_map(room: Client, scene: Scene, said: str) -> None:
    incident = opened(scene, "1405-000043")
    address = reverse("dispatcher:correct_place", args=[incident.pk])
    room.post(reverse("dispatcher:command"), {"command": f"place 43: {said}"})
    told = Incident.objects.get(pk=incident.pk)
    assert (told.place, told.place_source) == (FAR, "map")
    Incident.objects.filter(pk=incident.pk).update(place=CENTRE, place_source="caller")
    assert room.post(address, {"place": said}).status_code == 200
    told = Incident.objects.get(pk=incident.pk)
    assert (told.place, told.place_source) == (FAR, "map")


def test_a_place_that_was_not_written_so_is_offered_and_not_taken(scene: Scene, by: Actor) -> None:
    incident = opened(scene, "1405-000043")
    told = str(refused("place 43: 51.45, 35.75", scene, by))
    assert "۳۵.۷۵۰۰۰, ۵۱.۴۵۰۰۰" in told
    assert "۵۱.۴۵۰۰۰, ۳۵.۷۵۰۰۰" in told
    assert Incident.objects.get(pk=incident.pk).place == CENTRE


def test_the_form_of_a_place_lists_those_it_may_be(room: Client, scene: Scene) -> None:
    incident = opened(scene, "1405-000043")
    listed(scene, "Mellat Park", FAR, near="North")
    listed(scene, "Mellat Park", Point(51.35, 35.65), near="South")
    address = reverse("dispatcher:correct_place", args=[incident.pk])
    asked = room.post(address, {"place": "Mellat Park"}).text
    assert "errorlist" in asked
    assert {"(North)", "(South)"} <= set(asked.replace("\u2069", " ").split())
    assert Incident.objects.get(pk=incident.pk).place == CENTRE


def test_the_same_form_posted_twice_is_done_once(room: Client, scene: Scene) -> None:
    incident = opened(scene, "1405-000043")
    page = room.get("/room/").text
    operation = page.split('id="command-operation" value="')[1].split('"')[0]
    sent = {"command": "note 43: two hurt", "operation": operation}
    first, second = (room.post(reverse("dispatcher:command"), sent) for _ in range(2))
    assert incident.notes.count() == 1
    assert (first.status_code, second.status_code) == (200, 200)
    renewed = first.text.split('id="command-operation" value="')[1].split('"')[0]
    assert renewed != operation
    room.post(reverse("dispatcher:command"), sent | {"operation": renewed})
    assert incident.notes.count() == 2


def test_what_was_done_is_told_again_though_what_it_names_is_gone(
    room: Client, scene: Scene
) -> None:
    unit, incident = scene.unit(), opened(scene, "1405-000043")
    sign = unit.call_sign
    for text in (
        f"dispatch {sign} to 43",
        f"{sign} on scene",
        f"{sign} clear",
        "close 43: settled",
    ):
        sent = {"command": text, "operation": str(uuid7())}
        answers = [room.post(reverse("dispatcher:command"), sent) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200], text
    assert incident.assignments.count() == 1
    told = {"command": "close 43: settled", "operation": str(uuid7())}
    assert room.post(reverse("dispatcher:command"), told).status_code == 422


def test_other_words_under_the_same_operation_are_another_command(
    room: Client, scene: Scene
) -> None:
    """Who had no answer and wrote something else meant something else."""
    incident, operation = opened(scene, "1405-000043"), str(uuid7())
    for words in ("two hurt", "three hurt"):
        sent = {"command": f"note 43: {words}", "operation": operation}
        assert room.post(reverse("dispatcher:command"), sent).status_code == 200
    assert incident.notes.count() == 2
