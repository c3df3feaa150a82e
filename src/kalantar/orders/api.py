"""Orders from courts' programs: one signed document each, byte for byte as the branch wrote it; and what became
of each, to its own branch."""

from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest
from ninja import Header, Router, Schema

from kalantar.orders import actions
from kalantar.orders.document import OrderWritten
from kalantar.orders.drop import ORDERS, signature_of
from kalantar.orders.models import Order, OrderSource
from kalantar.orders.queries import asked_by_its_branch
from kalantar.orders.rules import order_is_answered
from kalantar.people.middleware import acting
from kalantar.people.opening import read

router = Router()

Signature = Annotated[
    str, Header(alias="X-Signature", max_length=200, pattern=r"^[A-Za-z0-9+/=]*$")
]

Line = Annotated[str, Header(alias="X-Branch", max_length=200)]
Moment = Annotated[str, Header(alias="X-Signed-At", max_length=40)]


class OrderOut(Schema):
    """What was received; ``id`` is ours."""

    id: UUID
    branch: UUID
    number: str
    kind: str
    state: str
    station: UUID
    received_at: datetime


class AnswerOut(OrderOut):
    """``report``: what was done, or why it was not; empty while it runs, when the branch withdrew it, and
    since it was erased."""

    due_at: datetime
    ended_at: datetime | None
    report: str


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


@router.get("/{path:reference}", response=AnswerOut, summary="What became of a branch's order")
def answer(
    request: HttpRequest,
    reference: str,
    branch: Line = "",
    asked_at: Moment = "",
    signature: Signature = "",
) -> AnswerOut:
    """``reference``: our id of the order or the branch's own number. ``X-Branch``: the code of the branch;
    ``X-Signed-At``: now, with the offset from UTC; ``X-Signature``: Ed25519 by the branch's key over the
    reference, a line feed and ``X-Signed-At`` as it stands. Whatever is wrong, there is no such order."""
    by = acting(request)
    signed = signature_of(signature.encode())
    order = asked_by_its_branch(by, branch, reference, asked_at, signed)
    if order is None:
        raise Http404
    read(order, "order_answer", by)
    told = order.report if order_is_answered(order) else ""
    received = order_out(order).model_dump()
    return AnswerOut(**received, due_at=order.due_at, ended_at=order.ended_at, report=told)


def order_out(order: Order) -> OrderOut:
    return OrderOut(
        id=order.pk, branch=order.branch_id, number=order.number, kind=order.kind, state=order.state,
        station=order.jurisdiction_id, received_at=order.received_at,
    )  # fmt: skip
