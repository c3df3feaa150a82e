"""A file with a complainant, who brings documents to the desk."""

from dataclasses import dataclass
from typing import Any

from kalantar.cases.models import Case, Party
from kalantar.cases.tests.world import World
from kalantar.documents.actions import enter_in_error, take_in_document
from kalantar.documents.models import Document

PDF = b"%PDF-1.7\n" + b"x" * 100


@dataclass
class Papers:
    world: World
    case: Case
    party: Party

    def taken_in(self, content: bytes = PDF, **more: Any) -> Document:
        asked: dict[str, Any] = {
            "case": self.case.pk, "title": "گواهی پزشک", "name": "scan.pdf", "content": content,
            "party": self.party.pk, "by": self.world.desk,
        }  # fmt: skip
        return take_in_document(**asked | more)

    def in_error(self, **more: Any) -> Document:
        asked: dict[str, Any] = {"why": "نامهٔ پروندهٔ دیگری است", "by": self.world.desk}
        return enter_in_error(document=self.taken_in().pk, **asked | more)


def papers_of(world: World) -> Papers:
    case = world.case(complainant=world.person().pk)
    return Papers(world, case, case.parties.get())
