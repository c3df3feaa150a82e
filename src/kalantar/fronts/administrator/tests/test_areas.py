"""The tree of areas, an area's page, and boundaries brought in: looked at first, then drawn."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect
from shapely.geometry import mapping

from kalantar.fronts.administrator import uploads
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.places.models import BoundaryPart, Jurisdiction
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import Scene, a_city

WEST, EAST = shapely.box(51.3, 35.6, 51.41, 35.8), shapely.box(51.4, 35.6, 51.5, 35.8)


@pytest.fixture
def scene() -> Scene:
    return a_city(system_clock)


@pytest.fixture
def admin(client: Client, scene: Scene) -> Client:
    client.cookies["sessionid"] = sign_in(grant(Role.ADMINISTRATOR, over=scene.city))
    client.cookies["django_language"] = "en"
    return client


def _file(*areas: tuple[dict[str, str], Any]) -> bytes:
    features = [
        {"type": "Feature", "properties": says, "geometry": mapping(shape)} for says, shape in areas
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _import_url(scene: Scene) -> str:
    return reverse("administrator:import_areas", args=[scene.city.pk])


def _look(admin: Client, scene: Scene, content: bytes) -> Any:
    sent = SimpleUploadedFile("s.geojson", content)
    return admin.post(_import_url(scene), {"file": sent, "kind": "station"})


def _stations(scene: Scene) -> set[str]:
    found = Jurisdiction.objects.filter(parent=scene.city)
    return set(found.values_list("name_en", flat=True))


@pytest.mark.django_db
def test_the_tree_shows_each_area_below_the_one_it_lies_in(admin: Client, scene: Scene) -> None:
    page = admin.get(reverse("administrator:areas")).text
    names = re.findall(
        r'<td(?: data-depth="(\d)")?><a href="/administration/areas/([0-9a-f-]+)/', page
    )
    assert names == [
        ("", str(scene.city.pk)),
        *(("1", str(station.pk)) for station in scene.stations),
    ]
    found = admin.get(reverse("administrator:areas"), {"q": scene.stations[1].name_en}).text
    assert str(scene.stations[1].pk) in found
    assert str(scene.stations[0].pk) not in found


@pytest.mark.django_db
def test_an_areas_page_tells_who_and_what_is_there(admin: Client, scene: Scene) -> None:
    chief, unit = grant(Role.STATION_CHIEF, over=scene.stations[0]), scene.unit()
    page = admin.get(reverse("administrator:area", args=[scene.stations[0].pk]))
    for part in (chief.name_en, unit.call_sign, scene.city.name_en):
        assert part in page.text
    shape = admin.get(reverse("administrator:area_shape", args=[scene.city.pk])).json()
    assert len(shape["inside"]["features"]) == 2
    assert shape["area"]["features"] == []


@pytest.mark.django_db
def test_who_works_there_is_not_shown_to_everybody(client: Client, scene: Scene) -> None:
    grant(Role.STATION_CHIEF, over=scene.stations[0])
    client.cookies["sessionid"] = sign_in(grant(Role.CALL_TAKER, over=scene.city))
    page = client.get(reverse("administrator:area", args=[scene.stations[0].pk]))
    assert page.status_code == 200
    assert 'id="people"' not in page.text
    far = a_city(system_clock)
    assert client.get(reverse("administrator:area", args=[far.city.pk])).status_code == 404


@pytest.mark.django_db
def test_a_file_is_looked_at_before_anything_changes(admin: Client, scene: Scene) -> None:
    known = scene.stations[0]
    before = _stations(scene)
    says = {"name_en": known.name_en, "name_fa": known.name_fa}
    answer = _look(admin, scene, _file((says, WEST), ({"name_en": "Nova"}, EAST)))
    assert answer.status_code == 200
    facts = {str(name): count for name, count in answer.context["facts"]}
    assert (facts["New areas"], facts["Areas drawn again"]) == ("1", "1")
    assert facts["Areas that are not in the file and keep their boundary"] == "1"
    assert facts["Overlaps, in square metres"] != "0"
    between = {row["cells"][2]["text"] for row in answer.context["troubles"]}
    stays = scene.stations[1].name_en
    assert between == {
        f"{known.name_en} · Nova", f"Nova · {stays}", f"{known.name_en} · {stays}",
    }  # fmt: skip
    assert _stations(scene) == before
    assert not Entry.objects.filter(event="BoundariesDrawn").exists()


@pytest.mark.django_db
def test_what_was_looked_at_is_drawn_by_the_same_action_once(admin: Client, scene: Scene) -> None:
    look = _look(admin, scene, _file(({"name_en": "Nova"}, EAST)))
    kept = {"kept": str(look.context["kept"]), "kind": "station"}
    done = admin.post(_import_url(scene), kept)
    assert done.headers["Location"] == reverse("administrator:area", args=[scene.city.pk])
    nova = Jurisdiction.objects.get(name_en="Nova")
    assert nova.parent == scene.city
    assert BoundaryPart.objects.filter(jurisdiction=nova, until=None).exists()
    assert Entry.objects.filter(event="BoundariesDrawn").count() == 1
    again = admin.post(_import_url(scene), kept)
    assert again.status_code == 422
    assert 'data-rule="extract_is_there"' in again.text
    assert "m² belong to two" in admin.get(done.headers["Location"]).text


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"{", b"[]", b'{"type": "FeatureCollection", "features": []}'])
def test_a_broken_file_is_refused_in_the_rules_sentence(
    admin: Client, scene: Scene, content: bytes
) -> None:
    answer = _look(admin, scene, content)
    assert answer.status_code == 422
    assert 'data-rule="boundaries_are_geojson"' in answer.text


@pytest.mark.django_db
def test_a_file_too_large_is_refused_and_not_kept(
    admin: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    monkeypatch.setattr(uploads, "LARGEST", 10)
    answer = _look(admin, scene, _file(({"name_en": "Nova"}, EAST)))
    assert answer.status_code == 422
    assert 'data-rule="boundaries_are_not_too_large"' in answer.text
    assert list(tmp_path.rglob("*.geojson")) == []


@pytest.mark.django_db
def test_a_kept_file_is_its_senders_alone(admin: Client, scene: Scene) -> None:
    kept = str(_look(admin, scene, _file(({"name_en": "Nova"}, EAST))).context["kept"])
    admin.cookies["sessionid"] = sign_in(grant(Role.ADMINISTRATOR, over=scene.city))
    answer = admin.post(_import_url(scene), {"kept": kept, "kind": "station"})
    assert answer.status_code == 422
    assert "Nova" not in _stations(scene)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_may_shape_places_judges_the_import(client: Client, scene: Scene, role: Role) -> None:
    client.cookies["sessionid"] = sign_in(grant(role, over=scene.city))
    assert client.get(_import_url(scene)).status_code == 403
    assert _look(client, scene, _file(({"name_en": "Nova"}, EAST))).status_code == 403


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "theme", "phone"), [("fa", "dark", True), ("en", "light", False)]
)
def test_areas_are_brought_in_by_keyboard_and_every_page_can_be_read(
    open_page: OpenPage,
    check_page: CheckPage,
    scene: Scene,
    tmp_path: Path,
    language: str,
    theme: str,
    phone: bool,
) -> None:
    admin: User = grant(Role.ADMINISTRATOR, over=scene.city)
    file = tmp_path / "s.geojson"
    file.write_bytes(_file(({"name_en": "Nova", "name_fa": "نوا"}, EAST)))
    address = reverse("administrator:area", args=[scene.city.pk])
    page = open_page(address, session=sign_in(admin), language=language, theme=theme, phone=phone)
    expect(page.locator("[data-map][data-loaded]")).to_be_attached()
    check_page(page)
    page.keyboard.press("n")
    page.wait_for_url("**/import/")
    check_page(page)
    page.locator("#id_file").set_input_files(file)
    page.keyboard.press("Control+Enter")
    expect(page.locator("input[name=kept]")).to_be_attached()
    check_page(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{address}")
    expect(page.locator("#inside tbody tr")).to_have_count(3)
    check_page(page)


@pytest.mark.django_db
def test_a_station_gets_its_code(admin: Client, scene: Scene) -> None:
    station, other = scene.stations
    url = reverse("administrator:area_code", args=[station.pk])
    page = reverse("administrator:area", args=[station.pk])
    assert url in admin.get(page).text
    assert admin.post(url, {"code": "۱۰۴"}).headers["Location"] == page
    station.refresh_from_db()
    assert station.code == "104"
    wrong = admin.post(url, {"code": "one hundred"})
    assert wrong.status_code == 422
    assert 'data-rule="area_code_is_plain"' in wrong.text
    assert 'value="one hundred"' in wrong.text
    taken = admin.post(reverse("administrator:area_code", args=[other.pk]), {"code": "104"})
    assert 'data-rule="jurisdiction_code_is_used_once"' in taken.text
    assert admin.post(url, {"code": "1" * 41}).status_code == 422
    assert admin.post(url, {"code": ""}).status_code == 302
    station.refresh_from_db()
    assert station.code == ""
    commander = Client()
    commander.cookies["sessionid"] = sign_in(grant(Role.COMMANDER, over=scene.city))
    assert url not in commander.get(page).text
    assert 'data-rule="may_shape_places"' in commander.post(url, {"code": "1"}).text
