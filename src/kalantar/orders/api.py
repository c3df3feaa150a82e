"""Orders from courts' programs: one signed document each, byte for byte as the branch wrote it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid5

from django.http import HttpRequest
from ninja import Header, Router, Schema

from kalantar.orders import actions
from kalantar.orders.document import OrderWritten
from kalantar.orders.drop import ORDERS, signature_of
from kalantar.orders.models import Order, OrderSource
from kalantar.people.middleware import acting

router = Router()

Signature = Annotated[
    str, Header(alias="X-Signature", max_length=200, pattern=r"^[A-Za-z0-9+/=]*$")
]


class OrderOut(Schema):
    """What was received; ``id`` is ours."""

    id: UUID
    branch: UUID
    number: str
    kind: str
    state: str
    station: UUID
    received_at: datetime


@router.post("", response={201: OrderOut}, summary="A branch gives an order")
def receive(
    request: HttpRequest, data: OrderWritten, signature: Signature = ""
) -> tuple[int, OrderOut]:
    """``X-Signature``: Ed25519 by the branch's key over the body, in base64. The same document again, also
    without an Idempotency-Key, is the same order."""
    by = acting(request)
    if by.operation is None:
        by = by.repeating(uuid5(ORDERS, request.body.hex()))
    order = actions.receive_signed_order(
        document=request.body,
        signature=signature_of(signature.encode()),
        source=OrderSource.PROGRAM,
        by=by,
    )
    return 201, order_out(order)


def order_out(order: Order) -> OrderOut:
    return OrderOut(
        id=order.pk, branch=order.branch_id, number=order.number, kind=order.kind, state=order.state,
        station=order.jurisdiction_id, received_at=order.received_at,
    )  # fmt: skip
