"""The catalogues are kept by the interface as at the administrator's page, by the same person."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kalantar.people.roles import Role
from tests.people import grant, sign_in

type Ask = Callable[..., Any]
NAMES = {"name_fa": "نام", "name_en": "Name"}
ROWS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {  # added at, with what, changed to
    "questions": (
        "types/{type}/questions",
        {"text_fa": "سلاح دارد؟", "text_en": "Armed?", "yes_means_priority": 1},
        {"text_en": "Is anybody armed?", "yes_means_priority": 0},
    ),
    "dispositions": ("dispositions", NAMES, {"needs_note": True}),
    "reasons": ("reasons", NAMES, {"name_en": "Repair"}),
}


@pytest.fixture
def administrator(client: Client, ask: Ask, scene: Any) -> Ask:
    """Asks as a signed-in administrator of the whole service: the catalogue is for no program."""
    client.cookies["sessionid"] = sign_in(grant(Role.ADMINISTRATOR, over=scene.city))
    return ask


@pytest.mark.parametrize("what", ROWS)
def test_a_row_is_added_changed_retired_and_restored(
    administrator: Ask, scene: Any, what: str
) -> None:
    where, new, change = ROWS[what]
    at = f"/catalogue/{where.format(type=scene.type.pk)}"
    made = administrator("POST", at, body={"code": "new_one", **new})
    assert made.status_code == 201, made.content
    row = f"/catalogue/{what}/{made.json()['id']}"
    changed = administrator("PATCH", row, body=change)
    assert changed.status_code == 200, changed.content
    told = changed.json()
    shown = {
        key: value or None if key == "yes_means_priority" else value
        for key, value in change.items()
    }
    assert told | shown == told
    again = administrator("POST", f"{row}/restore")
    assert again.json()["rule"] == "catalogue_row_is_retired"
    assert administrator("POST", f"{row}/retire").json()["id"] == told["id"]
    assert administrator("POST", f"{row}/retire").json()["rule"] == "catalogue_row_is_offered"
    assert administrator("POST", f"{row}/restore").status_code == 200
    twice = administrator("POST", at, body={"code": "new_one", **new})
    assert (twice.status_code, twice.json()["rule"].endswith("_code_is_used_once")) == (409, True)


@pytest.mark.parametrize("what", ROWS)
def test_no_program_keeps_the_catalogue(
    ask: Ask, token: Callable[..., str], scene: Any, what: str
) -> None:
    where, new, _ = ROWS[what]
    at = f"/catalogue/{where.format(type=scene.type.pk)}"
    refused = ask("POST", at, token(Role.ADMINISTRATOR), {"code": "new_one", **new})
    assert refused.json()["rule"] == "may_edit_catalogue"
