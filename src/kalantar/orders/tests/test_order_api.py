"""A court's program gives an order: signed, once, to a station it may."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.orders import actions
from kalantar.orders.models import Order
from kalantar.orders.tests.world import Courts
from kalantar.people.actions import issue_token
from kalantar.people.models import RoleGrant
from kalantar.people.roles import Role
from kalantar.people.tokens import new_token, to_keep

type Send = Callable[..., Any]


@pytest.fixture
def token(courts: Courts) -> str:
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
    return token


@pytest.fixture
def give(courts: Courts, client: Client, token: str) -> Send:
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


def _asks(
    courts: Courts, client: Client, token: str, reference: str, key: Any = None, **wrong: str
) -> Any:
    at = courts.world.clock().isoformat()
    headers = {"X-Branch": courts.branch.code, "X-Signed-At": at} | wrong
    signed = (key or courts.key).sign(f"{reference}\n{headers['X-Signed-At']}".encode())
    headers = {"X-Signature": base64.b64encode(signed).decode()} | headers
    return client.get(
        f"/api/v1/orders/{quote(reference)}",
        headers={"Authorization": f"Bearer {token}", **headers},
    )


def test_its_branch_asks_what_became_of_an_order(
    courts: Courts, client: Client, token: str, give: Send
) -> None:
    number, by = "۱۴۰۵/۳۶ ۷", courts.world.desk
    id = give(courts.written(number=number)).json()["id"]
    assert by.id
    actions.assign_order(order=id, officer=by.id, by=by)
    running = _asks(courts, client, token, number).json()
    assert (running["state"], running["ended_at"], running["report"]) == ("assigned", None, "")
    courts.world.clock.moment = system_clock()
    actions.carry_out_order(order=id, report="ابلاغ شد", by=by)
    for reference in (number, id):
        told = _asks(courts, client, token, reference).json()
        assert (told["id"], told["state"], told["report"]) == (id, "carried_out", "ابلاغ شد")
        assert told["ended_at"]
    reading = Entry.objects.get(event="PageOpened")
    assert (reading.facts["page"], reading.actor_kind) == ("order_answer", "program")


def test_question_is_signed_by_its_branch(
    courts: Courts, client: Client, token: str, give: Send
) -> None:
    """Nobody else learns that there is such an order: whatever is wrong, the answer is the same."""
    number = json.loads(courts.written())["number"]
    give(courts.written())
    key = Ed25519PrivateKey.generate()
    other = actions.add_branch(
        code="teh_7", name_fa="شعبهٔ ۷", name_en="Branch 7", by=system(courts.world.clock),
        public_key=key.public_key().public_bytes_raw(),
    )  # fmt: skip
    old = (courts.world.clock() - timedelta(minutes=6)).isoformat()
    none = _asks(courts, client, token, "140000000")
    tries = [
        _asks(courts, client, token, number, key),
        _asks(courts, client, token, number, key, **{"X-Branch": other.code}),
        _asks(courts, client, token, number, **{"X-Branch": "nobody"}),
        _asks(courts, client, token, number, **{"X-Signed-At": old}),
        _asks(courts, client, token, number, **{"X-Signed-At": "yesterday"}),
        _asks(courts, client, token, number, **{"X-Signed-At": "2026-02-31T00:00:00Z"}),
        _asks(courts, client, token, number, **{"X-Signature": ""}),
    ]
    assert none.status_code == 404
    for answer in tries:
        assert (answer.status_code, answer.json()["rule"]) == (404, none.json()["rule"])
    assert not Entry.objects.filter(event="PageOpened").exists()
    assert _asks(courts, client, token, number).status_code == 200
    Order.objects.update(jurisdiction=courts.world.there)
    assert _asks(courts, client, token, number).status_code == 404, "the token's stations only"
