"""Somebody who asked for a copy, stands at the desk for it, and downloads it at home."""

from dataclasses import dataclass
from typing import Any

from kalantar.citizens.models import Access
from kalantar.citizens.tests.portal import Portal, last_code
from kalantar.data_copies import actions
from kalantar.data_copies.models import CopyMaking, CopyRequest
from kalantar.kernel.actor import Actor

AT = "https://110.example"


@dataclass
class Asked:
    portal: Portal
    held: Access
    copy: CopyRequest

    @property
    def desk(self) -> Actor:
        return self.portal.parties.world.desk

    def given(self, **more: Any) -> CopyRequest:
        asked: dict[str, Any] = {
            "case": self.portal.case.pk, "copy": self.copy.pk, "shown": "passport",
            "why": "به درخواست خودش", "by_phone": True, "by": self.desk,
        }  # fmt: skip
        return actions.give_copy(**asked | more)

    def made(self, **more: Any) -> CopyMaking:
        asked: dict[str, Any] = {
            "copy": self.copy.pk, "form": "json", "language": "fa", "check_at": AT, "by": self.desk,
        }  # fmt: skip
        return actions.make_copy(**asked | more)

    def code(self, **more: Any) -> str:
        """As it stands in the message."""
        asked: dict[str, Any] = {
            "access": self.held.pk, "copy": self.copy.pk, "language": "fa", "by": self.portal.citizen,
        }  # fmt: skip
        actions.send_copy_code(**asked | more)
        return last_code()

    def downloaded(self, code: str, **more: Any) -> CopyMaking | None:
        asked: dict[str, Any] = {
            "access": self.held.pk, "copy": self.copy.pk, "code": code, "form": "json",
            "language": "fa", "check_at": AT, "by": self.portal.citizen,
        }  # fmt: skip
        return actions.download_copy(**asked | more)


def asked_by(portal: Portal) -> Asked:
    held = portal.held()
    return Asked(portal, held, actions.ask_for_copy(access=held.pk, by=portal.citizen))
