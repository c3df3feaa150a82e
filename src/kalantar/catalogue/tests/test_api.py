"""The catalogues through the interface."""

from typing import Any

import pytest
from ninja.testing import TestClient

from kalantar.catalogue.actions import install_catalogue
from kalantar.catalogue.api import router
from kalantar.kernel.actor import Actor

pytestmark = pytest.mark.django_db


def ask(method: str, path: str, by: Actor, body: Any = None) -> Any:
    sent = {} if body is None else {"json": body}
    return getattr(TestClient(router), method)(path, actor=by, **sent).json()


def test_forms_get_types_dispositions_and_reasons(as_system: Actor) -> None:
    install_catalogue(by=as_system)
    types = ask("get", "/types", as_system)
    assert (len(types), types[0]["priority"]) == (48, 1)
    found = ask("get", "/types?search=زورگیری", as_system)
    assert [row["code"] for row in found] == ["mugging"]
    assert [asked["code"] for asked in found[0]["questions"]] == ["going_on", "injured", "robbers"]
    assert {"code", "needs_note"} <= ask("get", "/dispositions", as_system)[0].keys()
    assert len(ask("get", "/reasons", as_system)) == 10


def test_a_type_is_added_changed_retired_and_restored(as_system: Actor) -> None:
    row = {"code": "kite", "name_fa": "بادبادک", "name_en": "Kite", "priority": 5}
    made = ask("post", "/types", as_system, row)
    path = f"/types/{made['id']}"
    assert ask("patch", path, as_system, {"priority": 4})["priority"] == 4
    ask("post", f"{path}/retire", as_system)
    assert ask("get", "/types", as_system) == []
    ask("post", f"{path}/restore", as_system)
    assert [row["code"] for row in ask("get", "/types", as_system)] == ["kite"]
