"""The tree of areas by the interface: read by all, shaped by the administrator of the area."""

from collections.abc import Callable
from typing import Any

from uuid_utils.compat import uuid7

from kalantar.people.roles import Role
from kalantar.people.scopes import Scope

type Ask = Callable[..., Any]
type Issue = Callable[..., str]


def test_the_tree_is_read_from_its_roots_in_pages(ask: Ask, token: Issue, scene: Any) -> None:
    reader, had = token(None, Scope.PLACES_READ), list[str]()
    roots = {area["id"] for area in ask("GET", "/places/areas", reader).json()}
    assert str(scene.city.pk) in roots
    path = f"/places/areas?parent={scene.city.pk}&limit=1"
    while page := ask("GET", f"{path}&after={had[-1]}" if had else path, reader).json():
        had += [area["id"] for area in page]
    assert sorted(had) == sorted(str(station.pk) for station in scene.stations)
    one = ask("GET", f"/places/areas/{had[0]}", reader).json()
    assert (one["ancestors"], one["retired_at"]) == ([str(scene.city.pk), had[0]], None)
    assert ask("GET", f"/places/areas/{uuid7()}", reader).status_code == 404


def test_an_area_is_added_renamed_and_retired(ask: Ask, token: Issue, scene: Any) -> None:
    admin, city = token(Role.ADMINISTRATOR), str(scene.city.pk)
    new = {
        "kind": "station",
        "parent": city,
        "name_en": "Third",
        "seat": {"lon": 51.4, "lat": 35.7},
    }
    made = ask("POST", "/places/areas", admin, new)
    assert made.status_code == 201, made.content
    at = f"/places/areas/{made.json()['id']}"
    named = ask("POST", f"{at}/rename", admin, {"name_fa": "سوم", "name_en": "Third"}).json()
    assert (named["name_fa"], named["name_en"]) == ("سوم", "Third")
    assert ask("POST", f"{at}/rename", admin, {}).json()["rule"] == "jurisdiction_has_a_name"
    assert ask("POST", f"{at}/code", admin, {"code": "T-104"}).json()["code"] == "T-104"
    assert ask("POST", f"{at}/code", admin, {"code": "?"}).json()["rule"] == "area_code_is_plain"
    assert ask("POST", f"{at}/retire", admin).json()["retired_at"] is not None
    assert ask("POST", f"{at}/retire", admin).json()["rule"] == "area_is_in_use"
    assert ask("GET", at, admin).json()["retired_at"] is not None
    listed = ask("GET", f"/places/areas?parent={city}", admin).json()
    assert made.json()["id"] not in {area["id"] for area in listed}


def test_the_tree_is_shaped_by_its_administrator_with_the_scope(
    ask: Ask, token: Issue, scene: Any
) -> None:
    station = str(scene.stations[0].pk)
    new = {"kind": "station", "parent": str(scene.city.pk), "name_en": "Third"}
    asked = (
        ("", new), (f"/{station}/rename", {"name_en": "X"}), (f"/{station}/retire", None),
        (f"/{station}/code", {"code": "1"}),
    )  # fmt: skip
    for path, body in asked:
        commander = ask("POST", f"/places/areas{path}", token(Role.COMMANDER), body)
        assert commander.json()["rule"] == "may_shape_places"
        reader = token(Role.ADMINISTRATOR, Scope.PLACES_READ)
        assert ask("POST", f"/places/areas{path}", reader, body).json()["rule"] == "may_reach"
