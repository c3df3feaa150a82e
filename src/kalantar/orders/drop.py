"""A folder into which a court's program drops its orders: each ``NAME.json`` with ``NAME.json.sig`` beside it.

The signature is 64 bytes, or their base64. What was received goes to ``taken/``, what was refused to
``refused/`` with the reason in ``NAME.json.txt``. A cut between receiving and moving does no harm: the
same document again is the same order.
"""

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.orders.actions import receive_signed_order
from kalantar.orders.document import LONGEST
from kalantar.orders.models import Order, OrderSource

ORDERS = uuid5(NAMESPACE_URL, "kalantar:orders")  # of operation ids made from documents
RAW = 64  # bytes of an Ed25519 signature


def take(folder: Path, by: Actor) -> Iterator[tuple[Path, Order | Refused]]:
    """Each document that has its signature beside it, in the order of their names, and what came of it."""
    for document in sorted(folder.glob("*.json")):
        signature = document.with_name(f"{document.name}.sig")
        if not signature.is_file() or not document.is_file():
            continue  # still being written: the signature comes last
        came = _received(document, signature, by)
        _put_away(document, signature, came)
        yield document, came


def _received(document: Path, signature: Path, by: Actor) -> Order | Refused:
    with document.open("rb") as file:
        text = file.read(LONGEST + 1)
    try:
        return receive_signed_order(
            document=text, signature=signature_of(signature.read_bytes()), source=OrderSource.FILE,
            by=by.repeating(uuid5(ORDERS, text.hex())),
        )  # fmt: skip
    except Refused as refused:
        return refused


def signature_of(written: bytes) -> bytes:
    """The signature itself; nothing where it is neither raw nor base64, and so nobody's."""
    if len(written) == RAW:
        return written
    try:
        return base64.b64decode(written.strip(), validate=True)
    except binascii.Error:
        return b""


def _put_away(document: Path, signature: Path, came: Order | Refused) -> None:
    there = document.parent / ("refused" if isinstance(came, Refused) else "taken")
    there.mkdir(exist_ok=True)
    if isinstance(came, Refused):
        told = f"{came.sentence.fa} {came.remedy.fa}\n{came.sentence.en} {came.remedy.en}\n"
        (there / f"{document.name}.txt").write_text(told, encoding="utf-8")
    signature.rename(there / signature.name)
    document.rename(there / document.name)
