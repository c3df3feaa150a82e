"""A file with a complainant and a respondent, whom the service tells by reactions run here by hand."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kalantar.cases.actions import name_party
from kalantar.cases.models import Case, Party
from kalantar.cases.tests.world import World
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.timeline import REACTIONS
from kalantar.message_templates.actions import approve_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.notices.actions import install_notice_words
from kalantar.notices.models import Notice
from kalantar.orders.tests.world import Courts
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction

COMPLAINS, RESPONDS = "09121112233", "09124445566"


@dataclass
class Parties:
    courts: Courts
    case: Case
    complainant: Party
    respondent: Party

    @property
    def world(self) -> World:
        return self.courts.world

    def named(self, role: str, beside: Party | None = None, **known: Any) -> Party:
        """Somebody new in a role on the file."""
        person = self.world.person(**known)
        of = beside.pk if beside else None
        return name_party(
            case=self.case.pk, person=person.pk, role=role, beside=of, by=self.world.desk
        )

    def order(self, **more: Any) -> UUID:
        """An order of the file is received: its entry."""
        self.courts.order(case=self.case.pk, **more)
        return last("OrderReceived")


def last(event: str) -> UUID:
    """The latest entry of the event."""
    return Entry.objects.filter(event=event).latest("pk").pk


def react(entry: UUID) -> None:
    """All that follows from it, as the worker does it."""
    for reaction in REACTIONS[Entry.objects.get(pk=entry).event]:
        reaction(entry)


def told(entry: UUID) -> dict[Party, Notice]:
    return {row.party: row for row in Notice.objects.filter(entry=entry)}


def approve_words(world: World) -> None:
    root = Jurisdiction.objects.get(pk=world.here.ancestors[0])
    judge = world.scene.person(Role.COMMANDER, root)
    for draft in MessageTemplate.objects.filter(state="draft"):
        approve_template(template=draft.pk, by=judge)


def parties_of(courts: Courts, system: Actor) -> Parties:
    world = courts.world
    install_notice_words(by=system)
    approve_words(world)
    complains = world.person("کریمی", phone=COMPLAINS)
    case = world.case(complainant=complains.pk)
    responds = world.person(
        "نوری", phone=RESPONDS, language="en", given_en="Reza", family_en="Nouri"
    )
    respondent = name_party(case=case.pk, person=responds.pk, role="respondent", by=world.desk)
    return Parties(courts, case, case.parties.get(role="complainant"), respondent)
