"""Tabler dresses lists and forms in the build for the direction; the live boards never load it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from kalantar.fronts.base.vendor import VENDOR
from kalantar.kernel.clock import system_clock
from kalantar.people.roles import Role
from tests.people import grant, sign_in
from tests.scene import a_city

SHEETS = {"fa": "vendor/tabler.rtl.css", "en": "vendor/tabler.css"}


@pytest.mark.parametrize("sheet", SHEETS.values())
def test_tabler_asks_nothing_of_the_internet(sheet: str) -> None:
    text = (Path(settings.NODE_MODULES) / VENDOR[sheet]).read_text(encoding="utf-8")
    asked = re.findall(r"url\(\s*[\"']?+(?!data:)([^)]*)|@import|@font-face", text)
    assert asked == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fa", "en"])
def test_lists_and_forms_load_the_build_of_their_direction(client: Client, language: str) -> None:
    city = a_city(system_clock).city
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert SHEETS[language] in client.get("/account/sign-in/").text
    pages = {Role.ADMINISTRATOR: "/administration/people/", Role.AUDITOR: "/audit/"}
    for role, address in pages.items():
        client.cookies["sessionid"] = sign_in(grant(role, over=city))
        loaded = re.findall(r"vendor/tabler[\w.]*", client.get(address).text)
        assert loaded == [SHEETS[language]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "address"),
    [(Role.DISPATCHER, "/room/"), (Role.CALL_TAKER, "/calls/"), (Role.PATROL_OFFICER, "/patrol/")],
)
def test_a_live_board_loads_our_own_sheets_alone(client: Client, role: Role, address: str) -> None:
    client.cookies["sessionid"] = sign_in(grant(role, over=a_city(system_clock).city))
    page = client.get(address)
    assert page.status_code == 200
    assert "tabler" not in page.text
    assert "kalantar/status.css" in page.text
