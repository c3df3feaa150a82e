"""A court's program gives an order: signed, once, to a station it may."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.orders.models import Order
from kalantar.orders.tests.world import Courts
from kalantar.people.actions import issue_token
from kalantar.people.models import RoleGrant
from kalantar.people.roles import Role
from kalantar.people.tokens import new_token, to_keep

type Send = Callable[..., Any]


@pytest.fixture
def give(courts: Courts, client: Client) -> Send:
    world = courts.world
    world.clock.moment = now = system_clock()
    clerk = world.scene.person(Role.DESK_OFFICER, over=world.here)
    RoleGrant.objects.create(
        user_id=clerk.id, role=Role.DESK_OFFICER, jurisdiction=world.here, period=(now, None)
    )  # type: ignore[misc]
    token = new_token()
    assert clerk.id is not None
    issue_token(
        user=clerk.id, **to_keep(token), purpose="court", by=system(world.clock),
        scopes=["orders:write"], expires_at=now + timedelta(days=1),
    )  # fmt: skip

    def send(document: bytes, signature: bytes | None = None, **headers: str) -> Any:
        signed = courts.key.sign(document) if signature is None else signature
        return client.generic(
            "POST", "/api/v1/orders", document, content_type="application/json",
            headers={
                "Authorization": f"Bearer {token}",
                "X-Signature": base64.b64encode(signed).decode(),
                **headers,
            },
        )  # fmt: skip

    return send


def test_a_signed_order_is_received_and_the_same_again_is_the_same(
    courts: Courts, give: Send
) -> None:
    document = courts.written()
    first, again = give(document), give(document)
    assert first.status_code == 201
    assert first.json()["id"] == again.json()["id"]
    assert Order.objects.get().source == "program"


def test_another_document_of_the_same_number_is_refused(courts: Courts, give: Send) -> None:
    give(courts.written())
    answer = give(courts.written(text="متن دیگر"))
    assert answer.status_code == 409
    assert answer.json()["rule"] == "order_is_received_once"


def test_an_operation_id_means_one_document(courts: Courts, give: Send) -> None:
    operation = str(uuid7())
    give(courts.written(), **{"Idempotency-Key": operation})
    answer = give(courts.written(number="2"), **{"Idempotency-Key": operation})
    assert answer.json()["rule"] == "operation_means_one_thing"


@pytest.mark.parametrize("signature", [b"", b"x" * 64])
def test_what_is_not_signed_is_refused(courts: Courts, give: Send, signature: bytes) -> None:
    answer = give(courts.written(), signature)
    assert answer.json()["rule"] == "order_is_signed_by_its_branch"
    assert not Order.objects.exists()


def test_a_byte_changed_on_the_way_is_noticed(courts: Courts, give: Send) -> None:
    document = courts.written()
    answer = give(document.replace(b"inquiry", b"summons"), courts.key.sign(document))
    assert answer.json()["rule"] == "order_is_signed_by_its_branch"


def test_a_station_the_program_may_not_write_to_is_refused(courts: Courts, give: Send) -> None:
    courts.world.there.code = "105"
    courts.world.there.save(update_fields=["code"])
    answer = give(courts.written(station="105"))
    assert answer.json()["rule"] == "may_receive_order"


def test_what_is_no_order_is_refused_and_repeats_nothing(courts: Courts, give: Send) -> None:
    wrong = json.loads(courts.written()) | {"kind": "0012345679"}
    answer = give(json.dumps(wrong).encode())
    assert answer.status_code == 422
    assert "0012345679" not in answer.text
