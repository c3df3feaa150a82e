"""A file that is referred to the welfare organisation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kalantar.case_catalogue.models import OutsideService
from kalantar.cases.models import Case
from kalantar.cases.tests.world import World
from kalantar.kernel.actor import Actor
from kalantar.outside_referrals import actions
from kalantar.outside_referrals.models import OutsideReferral

WHY = "کودک سرپرستی ندارد"


@dataclass
class Outside:
    world: World
    case: Case

    @property
    def by(self) -> Actor:
        return self.world.desk

    def service(self, code: str = "welfare_organisation") -> OutsideService:
        return OutsideService.objects.get(code=code)

    def refer(self, **more: Any) -> OutsideReferral:
        asked: dict[str, Any] = {
            "case": self.case.pk, "service": self.service().pk, "office": "بهزیستی شمیرانات",
            "why": WHY, "by": self.by,
        }  # fmt: skip
        return actions.refer_outside(**asked | more)

    def in_state(self, state: str) -> OutsideReferral:
        row, by = self.refer(), self.by
        ways: dict[str, Callable[[], OutsideReferral]] = {
            "waits": lambda: row,
            "accepted": lambda: actions.note_outside_acceptance(referral=row.pk, by=by),
            "rejected": lambda: actions.note_outside_rejection(referral=row.pk, said="نه", by=by),
            "returned": lambda: actions.note_outside_return(referral=row.pk, said="شد", by=by),
            "withdrawn": lambda: actions.take_back_outside_referral(
                referral=row.pk, why="اشتباه", by=by
            ),
        }
        return ways[state]()
