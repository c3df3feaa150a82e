"""Whoever and whatever is on the files of somebody, each with words and numbers of its own, so that a copy can
be searched for every one of them. All of it by the real actions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from kalantar.cases import actions as cases
from kalantar.cases.models import Case, Party
from kalantar.citizens import actions as citizens
from kalantar.citizens.tests.portal import Portal
from kalantar.custody import actions as custody
from kalantar.documents.actions import take_in_document
from kalantar.kernel.actor import system
from kalantar.kernel.text import national_id_check_digit
from kalantar.notices.tests.world import RESPONDS, last, react
from kalantar.papers.actions import issue_letter, issue_statement
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.persons.actions import correct_person, merge_persons, register_person
from kalantar.persons.models import Person
from kalantar.reception.actions import install_services, register_visit
from kalantar.reception.models import Service
from kalantar.statements import actions as statements
from kalantar.statements.models import Statement
from kalantar.tasks.actions import set_task

LETTERS = (
    "بپجدرزسشکم"  # each for a digit; joined to both sides or not, none is changed when it is stored
)
PDF = b"%PDF-1.7\n"
AT = "https://110.example"


@dataclass
class Marked:
    """``mine``: what the copy must say; ``others``: what it must not."""

    portal: Portal
    mine: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(10_000, 99_999)))

    def word(self, to: list[str]) -> str:
        """One of its own, in Persian letters."""
        made = "ژ" + "".join(LETTERS[int(digit)] for digit in str(next(self._numbers))) + "ژ"
        to.append(made)
        return made

    def latin(self, to: list[str]) -> str:
        made = f"Zq{next(self._numbers)}xw"
        to.append(made)
        return made

    def phone(self, to: list[str]) -> str:
        made = f"91934{next(self._numbers)}"
        to.append(made)
        return f"0{made}"

    def national_id(self, to: list[str]) -> str:
        nine = f"0073{next(self._numbers)}"
        made = f"{nine}{national_id_check_digit(nine)}"
        to.append(made)
        return made

    def known(self, to: list[str], phone: str = "") -> dict[str, Any]:
        return {
            "given_fa": self.word(to), "family_fa": self.word(to), "given_en": self.latin(to),
            "family_en": self.latin(to), "father_name": self.word(to), "phone": phone or self.phone(to),
            "national_id": self.national_id(to),
        }  # fmt: skip

    def somebody(self, to: list[str]) -> Person:
        here = self.portal.parties.world.here.pk
        return register_person(area=here, **self.known(to), by=self.by)

    def marks(self, person: Person, to: list[str], phone: str) -> None:
        """Somebody who is known by their phone already."""
        known = self.known(to, phone)
        correct_person(person=person.pk, **known, by=self.by.because("تصحیح"))

    @property
    def by(self) -> Any:
        return self.portal.parties.world.desk

    @property
    def case(self) -> Case:
        return self.portal.case

    def officer(self, by: Any) -> None:
        """Whoever it is has names of their own."""
        names = {"name_fa": self.word(self.others), "name_en": self.latin(self.others)}
        User.objects.filter(pk=by.id).update(**names)

    def says(self, party: Party, to: list[str]) -> Statement:
        made = statements.begin_statement(case=party.case_id, party=party.pk, by=self.by)
        sections = [
            ("fact", f"{self.word(to)} {self.latin(to)}"),
            ("assessment", self.word(self.others)),
        ]
        statements.write_statement(statement=made.pk, sections=sections, by=self.by)
        statements.agree_to_statement(
            statement=made.pk, how="typed", name=str(party.person), identified=self.word(self.others),
            consents=True, by=self.by,
        )  # fmt: skip
        return statements.sign_statement(statement=made.pk, by=self.by)

    def brings(self, party: Party | None, to: list[str]) -> None:
        take_in_document(
            case=self.case.pk, title=self.word(to), name=f"{self.latin(to)}.pdf",
            content=PDF + next(self._numbers).to_bytes(4), party=party.pk if party else None, by=self.by,
        )  # fmt: skip

    def holds(self, party: Party | None, to: list[str]) -> Any:
        return custody.take_in_item(
            case=self.case.pk, kind="device", description=self.word(to), identifier=self.latin(to),
            store=self.word(self.others), shelf=self.word(self.others),
            party=party.pk if party else None, found_at="" if party else self.word(self.others),
            by=self.by,
        )  # fmt: skip


def marked(portal: Portal) -> Marked:
    """The complainant is who will ask for a copy."""
    made = Marked(portal)
    world, parties, case = portal.parties.world, portal.parties, portal.case
    made.officer(world.desk)
    _parties(made)
    _said_and_brought(made)
    cases.narrate_case(case=case.pk, narrative=made.word(made.others), by=made.by)
    field_said = {world.field.pk: made.word(made.others)}
    cases.fill_case(case=case.pk, answers=field_said, by=made.by)
    officer = made.by.id
    due = world.clock() + timedelta(days=2)
    set_task(case=case.pk, what=made.word(made.others), officer=officer, due_at=due, by=made.by)
    issue_letter(
        case=case.pk, to=made.word(made.others), subject=made.word(made.others),
        body=made.word(made.others), language="fa", check_at=AT, by=made.by,
    )  # fmt: skip
    react(parties.order(text=made.word(made.others)))
    _asked_and_answered(made)
    _came(made)
    _held_back(made)
    return made


def _parties(made: Marked) -> None:
    parties, portal = made.portal.parties, made.portal
    me, other = parties.complainant.person, parties.respondent.person
    made.marks(me, made.mine, phone=me.phone)
    made.mine.append(me.phone.removeprefix("+98"))
    made.marks(other, made.others, phone=RESPONDS)
    made.others.append(RESPONDS[1:])
    again = made.somebody(made.mine)
    merge_persons(person=again.pk, into=me.pk, why="همان شخص", by=made.by)
    for role, beside in (
        ("witness", None), ("informant", None), ("guardian", parties.respondent),
        ("lawyer", parties.complainant), ("interpreter", parties.respondent),
    ):  # fmt: skip
        person, of = made.somebody(made.others), beside.pk if beside else None
        cases.name_party(
            case=made.case.pk, person=person.pk, role=role, beside=of, by=made.by
        )  # fmt: skip
    react(last("PartyNamed"))
    assert portal.party.person_id == me.pk


def _said_and_brought(made: Marked) -> None:
    me, other = made.portal.parties.complainant, made.portal.parties.respondent
    informant = made.case.parties.get(role="informant")
    mine = made.says(me, made.mine)
    issue_statement(statement=mine.pk, language="fa", check_at=AT, by=made.by)
    for party in (other, informant):
        made.says(party, made.others)
        made.brings(party, made.others)
    made.brings(me, made.mine)
    made.brings(None, made.others)
    made.holds(other, made.others)
    made.holds(None, made.others)
    taken = made.holds(me, made.mine)
    out = {
        "holder": "expert", "to_whom": made.word(made.others), "why": made.word(made.others),
        "due_back_at": made.portal.clock() + timedelta(days=3), "by": made.by,
    }  # fmt: skip
    custody.hand_out_item(item=taken.pk, **out)
    given = custody.take_in_item(
        case=made.case.pk, kind="money", description=made.word(made.mine), store="انبار",
        found_at="خیابان", by=made.by,
    )  # fmt: skip
    custody.return_item(
        item=given.pk, to_whom="خودش", identified="کارت ملی", signed=True, party=me.pk, by=made.by
    )


def _asked_and_answered(made: Marked) -> None:
    """The officer's answer names everybody; what stays of it is what names nobody."""
    portal = made.portal
    held = portal.held(phone=portal.party.person.standing.phone)
    asked = citizens.ask_question(access=held.pk, text=made.word(made.mine), by=portal.citizen)
    other = portal.parties.respondent.person
    other.refresh_from_db()
    officer = User.objects.get(pk=made.by.id)
    said = (
        f"{made.word(made.mine)} {other.given_fa}\u200c{other.family_fa} {other.family_fa} "
        f"0{other.phone[3:6]}-{other.phone[6:9]} {other.phone[9:]} {other.national_id} "
        f"{other.given_en} {other.family_en} {officer.name_fa} {officer.name_en} {made.word(made.mine)}"
    )
    citizens.answer_question(case=made.case.pk, question=asked.pk, answer=said, by=made.by)


def _came(made: Marked) -> None:
    """What for, as an officer wrote it, naming whom it is about."""
    install_services(by=system())
    other = made.portal.parties.respondent.person
    other.refresh_from_db()
    register_visit(
        station=made.portal.parties.world.here.pk, service=Service.objects.get(code="case_status").pk,
        person=made.portal.party.person_id, purpose=f"{made.word(made.mine)} {other.family_fa}",
        by=made.by,
    )  # fmt: skip


def _held_back(made: Marked) -> None:
    """Files of which nothing may be told: they are complained of in silence; they gave a hint."""
    world, me = made.portal.parties.world, made.portal.party.person
    secret = world.case(complainant=world.person(made.word(made.others)).pk)
    cases.name_party(case=secret.pk, person=me.pk, role="respondent", by=made.by)
    cases.keep_case_confidential(case=secret.pk, why="خطر", by=made.by)
    hinted = world.case(complainant=world.person(made.word(made.others)).pk)
    cases.name_party(case=hinted.pk, person=me.pk, role="informant", by=made.by)
    for case in (secret, hinted):
        made.others.append(case.number)
    colleague = world.at(world.here, Role.STATION_CHIEF)
    made.officer(colleague)
    cases.put_in_charge(case=made.case.pk, officer=colleague.id, by=made.by)  # type: ignore[arg-type]
