"""A complainant says something, and it is written down and signed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kalantar.cases.models import Case, Party
from kalantar.cases.tests.world import World
from kalantar.statements import actions
from kalantar.statements.models import Statement

SAID = [("fact", "در بازار کیفم را بردند.\nساعت ده بود."), ("assessment", "آشفته اما روشن بود.")]
LINE = "M10 20L300 40L500 10"


@dataclass
class Hearing:
    world: World
    case: Case
    party: Party

    def begun(self) -> Statement:
        return actions.begin_statement(case=self.case.pk, party=self.party.pk, by=self.world.desk)

    def written(self, sections: Any = SAID) -> Statement:
        made = self.begun()
        return actions.write_statement(statement=made.pk, sections=sections, by=self.world.desk)

    def agree(self, statement: Statement, **more: Any) -> Statement:
        asked: dict[str, Any] = {
            "how": "typed", "name": "سارا احمدی", "identified": "کارت ملی", "consents": True,
            "by": self.world.desk,
        }  # fmt: skip
        return actions.agree_to_statement(statement=statement.pk, **asked | more)

    def signed(self) -> Statement:
        agreed = self.agree(self.written())
        return actions.sign_statement(statement=agreed.pk, by=self.world.desk)

    def dropped(self) -> Statement:
        made = self.written()
        return actions.drop_statement(statement=made.pk, why="اشتباه", by=self.world.desk)

    def in_state(self, state: str) -> Statement:
        ways: dict[str, Callable[[], Statement]] = {
            "draft": self.written, "agreed": lambda: self.agree(self.written()),
            "signed": self.signed, "dropped": self.dropped,
        }  # fmt: skip
        return ways[state]()


def hearing_of(world: World) -> Hearing:
    case = world.case(complainant=world.person().pk)
    return Hearing(world, case, case.parties.get())
