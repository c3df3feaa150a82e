"""A hall with its case catalogue, a branch that gives orders, and somebody who complains."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kalantar.case_catalogue.actions import install_case_catalogue
from kalantar.case_catalogue.models import CaseCategory, CaseField, CaseOutcome
from kalantar.cases.actions import open_case
from kalantar.cases.models import Case
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import system
from kalantar.kernel.text.calendar import local
from kalantar.message_templates.actions import approve_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.notices.actions import install_notice_words
from kalantar.orders.actions import add_branch, receive_order
from kalantar.orders.models import Branch, Order
from kalantar.people.roles import Role
from kalantar.persons.models import Person
from kalantar.places.models import Jurisdiction
from kalantar.reception.tests.hall import Hall


@dataclass
class Papers:
    hall: Hall
    theft: CaseCategory
    stolen: CaseField
    outcome: CaseOutcome
    branch: Branch
    zahra: Person

    @property
    def station(self) -> Jurisdiction:
        return self.hall.station

    @property
    def other(self) -> Jurisdiction:
        return self.hall.scene.stations[1]

    def case(self, **more: Any) -> Case:
        asked: dict[str, Any] = {
            "station": self.station.pk, "category": self.theft.pk, "narrative": "کیف از دستم قاپیده شد",
            "answers": {self.stolen.pk: "کیف"}, "complainant": self.zahra.pk, "by": self.hall.by,
        }  # fmt: skip
        return open_case(**asked | more)

    def order(self, number: str = "140512", due_in_days: float = 5, **more: Any) -> Order:
        now = self.hall.by.now()
        asked: dict[str, Any] = {
            "station": self.station.pk, "branch": self.branch.pk, "number": number,
            "kind": "summons", "text": "احضار مشتکی‌عنه", "issued_on": local(now).date(),
            "due_at": now + timedelta(days=due_in_days), "by": self.hall.by,
        }  # fmt: skip
        return receive_order(**asked | more)

    def incident(self) -> Incident:
        taker = self.hall.scene.person(Role.CALL_TAKER)
        return self.hall.scene.incident(taker)


def approve_words(hall: Hall) -> None:
    """The words of every message, as somebody else than who wrote them approves them."""
    install_notice_words(by=system(hall.by.clock))
    root = Jurisdiction.objects.get(pk=hall.station.ancestors[0])
    judge = hall.scene.person(Role.COMMANDER, root)
    for draft in MessageTemplate.objects.filter(state="draft"):
        approve_template(template=draft.pk, by=judge)


def papers_of(hall: Hall) -> Papers:
    service = system(hall.by.clock)
    install_case_catalogue(by=service)
    theft = CaseCategory.objects.get(code="pickpocketing")
    branch = add_branch(
        code="teh_1203", name_fa="شعبهٔ ۱۲۰۳ دادسرا", name_en="Branch 1203", by=service
    )
    zahra = hall.somebody(family_fa="رضایی", phone="09121112233", national_id="0012345679")
    outcome = CaseOutcome.objects.get(code="settled_here")
    return Papers(hall, theft, theft.fields.get(code="stolen"), outcome, branch, zahra)
