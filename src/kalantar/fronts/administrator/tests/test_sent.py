"""A message of no file of which nobody knows: shown to the administrator of its area, with what may be done."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.kernel.clock import system_clock
from kalantar.message_templates.models import Encoding
from kalantar.messaging.models import Message, Urgency
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction
from tests.people import grant, sign_in
from tests.plugins.browser import CheckPage, OpenPage
from tests.scene import a_city

pytestmark = pytest.mark.django_db
AT = "/administration/messages/unknown/"


def _lost(area: Jurisdiction, **more: Any) -> Message:
    now = system_clock()
    usual: dict[str, Any] = {
        "about_kind": "person", "about": uuid7(), "event": "phone_code", "role": "person",
        "language": "fa", "area": area, "urgency": Urgency.ASKED_FOR, "state": "unknown",
        "encoding": Encoding.UCS2, "segments": 1, "reference": 0, "text_sha256": b"",
        "number": "+989121112233", "route": "first", "queued_at": now, "not_before": now,
        "expires_at": now + timedelta(minutes=5),
    }  # fmt: skip
    return Message.objects.create(**usual | more)


@pytest.mark.parametrize("role", Role)
def test_whose_they_are(client: Client, role: Role) -> None:
    scene = a_city(system_clock)
    _lost(scene.city)
    sees = role == Role.ADMINISTRATOR
    client.cookies["django_language"] = "en"
    client.cookies["sessionid"] = sign_in(grant(role, over=scene.city))
    page = client.get(AT)
    assert ("code that verifies a phone" in page.text) == sees
    assert "9121112233" not in page.text
    client.cookies["sessionid"] = sign_in(grant(role, over=scene.stations[0]))
    assert "code that verifies a phone" not in client.get(AT).text


def test_what_may_be_done_with_each(client: Client) -> None:
    city = a_city(system_clock).city
    client.cookies["django_language"] = "en"
    client.cookies["sessionid"] = sign_in(grant(Role.ADMINISTRATOR, over=city))
    assert "Of every message of no file it is known what became of it." in client.get(AT).text
    _lost(city)
    assert "Who waits for it asks for a new one." in client.get(AT).text
    Message.objects.update(urgency=Urgency.URGENT)
    assert "may have it sent again" in client.get(AT).text
    before = system_clock() - timedelta(days=3)
    Message.objects.update(queued_at=before, expires_at=before + timedelta(days=2))
    assert "its time is over" in client.get(AT).text
    assert "1 in all" in client.get("/administration/messages/").text
    Message.objects.update(about_kind="case")  # then it is of its station's desk
    assert "its time is over" not in client.get(AT).text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_it_is_read_in_both_languages(
    open_page: OpenPage, check_page: CheckPage, language: str
) -> None:
    city = a_city(system_clock).city
    _lost(city)
    session = sign_in(grant(Role.ADMINISTRATOR, over=city))
    check_page(open_page(AT, session=session, language=language))
