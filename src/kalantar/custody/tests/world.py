"""A file for which property is held, and who holds it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kalantar.cases import actions as cases
from kalantar.cases.models import Case, Party
from kalantar.cases.tests.world import World
from kalantar.custody import actions
from kalantar.custody.models import Item
from kalantar.kernel.actor import Actor
from kalantar.people.roles import Role

BASIS = "دستور شعبهٔ ۱۲۰۳ به شمارهٔ ۱۴۰۵/۸۸"


@dataclass
class Store:
    world: World
    case: Case
    party: Party
    chief: Actor

    @property
    def by(self) -> Actor:
        return self.world.desk

    def taken_in(self, **more: Any) -> Item:
        asked: dict[str, Any] = {
            "case": self.case.pk, "kind": "weapon", "description": "چاقوی دسته‌قرمز", "store": "انبار ۱",
            "shelf": "قفسهٔ ۳", "party": self.party.pk, "identifier": "SN-4471", "by": self.by,
        }  # fmt: skip
        return actions.take_in_item(**asked | more)

    def verbs(self) -> dict[str, Callable[..., Item]]:
        """Each as it succeeds in the states it begins from."""
        back = self.world.clock() + timedelta(days=7)
        out = {
            "holder": "expert",
            "to_whom": "دکتر کریمی",
            "why": "تعیین نوع سلاح",
            "due_back_at": back,
        }
        owner = {"to_whom": "سارا احمدی", "identified": "کارت ملی", "signed": True}
        asked: dict[str, tuple[Callable[..., Item], dict[str, Any]]] = {
            "move": (actions.move_item, {"store": "انبار ۲"}),
            "hand_out": (actions.hand_out_item, out),
            "bring_back": (actions.bring_back_item, {"store": "انبار ۱", "shelf": "قفسهٔ ۴"}),
            "return": (actions.return_item, {"party": self.party.pk, **owner}),
            "hand_over": (actions.hand_over_item, {"to_whom": "سروان رضایی"}),
            "receive": (actions.receive_item, {"store": "انبار کلانتری"}),
            "propose_destruction": (actions.propose_destruction, {"basis": BASIS}),
            "keep": (actions.keep_item, {"why": "دادگاه دوباره می‌خواهد"}),
            "destroy": (actions.destroy_item, {}),
        }
        return {verb: _with(act, more) for verb, (act, more) in asked.items()}

    def does(self, verb: str, item: Item, **more: Any) -> Item:
        return self.verbs()[verb](item=item.pk, **{"by": self.chief} | more)

    def in_state(self, state: str) -> Item:
        way = {
            "out": ["hand_out"], "on_the_way": ["hand_over"], "condemned": ["propose_destruction"],
            "returned": ["return"], "destroyed": ["propose_destruction", "destroy"],
        }  # fmt: skip
        item = self.taken_in()
        if state == "on_the_way":
            self.moves_away()
        for verb in way.get(state, []):
            self.does(verb, item, by=self.chief if verb == "destroy" else self.by)
        item.refresh_from_db()
        return item

    def moves_away(self) -> Actor:
        """The file goes to the other station; who works there."""
        cases.refer_case(case=self.case.pk, to=self.world.there.pk, why="آنجا رخ داد", by=self.by)
        there = self.world.at(self.world.there, Role.STATION_CHIEF)
        cases.accept_referral(case=self.case.pk, by=there)
        return there


def _with(act: Callable[..., Item], usual: dict[str, Any]) -> Callable[..., Item]:
    return lambda **more: act(**usual | more)


def store_of(world: World) -> Store:
    case = world.case(complainant=world.person().pk)
    return Store(world, case, case.parties.get(), world.chief)
