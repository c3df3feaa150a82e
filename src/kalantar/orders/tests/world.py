"""Branches that sign, and the orders they write, in the world of case files."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kalantar.cases.tests.world import World
from kalantar.orders.actions import add_branch, receive_order, receive_signed_order
from kalantar.orders.models import Branch, Order

TODAY = date(2026, 3, 21)


@dataclass
class Courts:
    world: World
    branch: Branch
    key: Ed25519PrivateKey

    def order(self, number: str = "140512", **more: Any) -> Order:
        asked: dict[str, Any] = {
            "station": self.world.here.pk, "branch": self.branch.pk, "number": number,
            "kind": "summons", "text": "احضار مشتکی‌عنه", "issued_on": TODAY,
            "due_at": self.world.clock() + timedelta(days=5), "by": self.world.desk,
        }  # fmt: skip
        return receive_order(**asked | more)

    def written(self, **more: Any) -> bytes:
        due = self.world.clock() + timedelta(days=5)
        said = {
            "branch": self.branch.code, "number": "140599", "kind": "inquiry", "text": "تحقیق",
            "issued_on": TODAY.isoformat(), "due_at": due.isoformat(), "station": "104",
        }  # fmt: skip
        return json.dumps(said | more).encode()

    def signed(self, document: bytes) -> Order:
        return receive_signed_order(
            document=document, signature=self.key.sign(document), source="file", by=self.world.desk
        )


def courts_of(world: World, system: Any) -> Courts:
    world.here.code = "104"
    world.here.save(update_fields=["code"])
    key = Ed25519PrivateKey.generate()
    branch = add_branch(
        code="teh_1203", name_fa="شعبهٔ ۱۲۰۳ دادسرا", name_en="Branch 1203",
        public_key=key.public_key().public_bytes_raw(), by=system,
    )  # fmt: skip
    return Courts(world, branch, key)
