"""One of everything the service keeps about somebody, each with words that stand nowhere else."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kalantar.calls.actions import abandon_call, keep_caller_secret, offer_call
from kalantar.calls.models import Call
from kalantar.case_catalogue.models import OutsideService
from kalantar.cases.actions import keep_case_confidential, name_party, put_in_charge
from kalantar.cases.models import Case
from kalantar.citizens.actions import ask_question
from kalantar.citizens.tests.portal import Portal
from kalantar.custody.actions import take_in_item
from kalantar.custody.models import Item
from kalantar.documents.actions import take_in_document
from kalantar.documents.models import Document
from kalantar.fronts.desk.tests.desk_of_papers import Papers, approve_words, papers_of
from kalantar.incidents.actions import add_note
from kalantar.incidents.models import Incident
from kalantar.incoming_messages.actions import receive_message
from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.kernel.geometry import Point
from kalantar.messaging.models import Message
from kalantar.notices.models import Notice
from kalantar.notices.tests.world import Parties, last, react
from kalantar.orders.models import Order
from kalantar.outside_referrals.actions import refer_outside
from kalantar.outside_referrals.models import OutsideReferral
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.persons.models import Person
from kalantar.places.models import Jurisdiction
from kalantar.reception.models import Visit
from kalantar.reception.tests.hall import a_hall
from kalantar.statements.actions import begin_statement, write_statement
from kalantar.statements.models import Statement
from kalantar.tasks.actions import set_task
from kalantar.tasks.models import Task
from tests.people import grant
from tests.scene import Scene, a_city

PHONE, HIS_PHONE, ID = "+989127310461", "+989355208814", "0487562917"
OPEN_NUMBER, SECRET_NUMBER, OFFICERS_PHONE = "+982144556677", "+982166778899", "+989029983317"


@dataclass
class World:
    """``rows``: what is planted, by its name in the table; ``marks``: what shows that it was seen."""

    papers: Papers
    far: Scene
    officer: User  # a patrol officer of the station, in charge of the file
    case: Case
    hidden: Case
    person: Person
    rows: dict[str, Any]
    marks: dict[str, str]

    def places(self) -> dict[str, list[Jurisdiction]]:
        """``h``: the station, ``a``: its city, ``e``: another station of the city, and another city."""
        scene = self.papers.hall.scene
        here, there = scene.stations
        return {"h": [here], "a": [scene.city], "e": [there, self.far.city]}


def a_world() -> World:
    hall = a_hall(system_clock)
    approve_words(hall)
    papers = papers_of(hall)
    officer = grant(Role.PATROL_OFFICER, over=hall.station)
    User.objects.filter(pk=officer.pk).update(phone=OFFICERS_PHONE)
    person = hall.somebody(
        "زهرا", family_fa="کوهستانیان", given_en="Zahra", family_en="Quillfeather", phone=PHONE,
        national_id=ID,
    )  # fmt: skip
    case = papers.case(complainant=person.pk, narrative="Narrativewren")
    put_in_charge(case=case.pk, officer=officer.pk, by=hall.chief)
    hidden = papers.case(narrative="Confidentialwren")
    keep_case_confidential(case=hidden.pk, why="a safe house", by=hall.chief)
    rows, marks = _calls(hall.scene)
    for planted, shown in (_of_the_file(papers, case, officer), _brought_to_it(papers, case)):
        rows |= planted
        marks |= shown
    rows |= {"name": person, "phone": person, "national ID": person, "file": case}
    rows |= {"confidential file": hidden, "officer's phone": officer}
    marks |= {
        "name": "Quillfeather", "phone": PHONE[3:], "national ID": ID, "file": "Narrativewren",
        "confidential file": "Confidentialwren", "officer's phone": OFFICERS_PHONE[3:],
        "file number": case.number,
    }  # fmt: skip
    far = a_city(system_clock, start=55.0)
    return World(papers, far, officer, case, hidden, person, rows, marks)


def _calls(scene: Scene) -> tuple[dict[str, Any], dict[str, str]]:
    taker = scene.person(Role.CALL_TAKER)
    left = abandon_call(
        call=offer_call(number=OPEN_NUMBER, jurisdiction=scene.city.pk, by=taker).pk, by=taker
    )
    secret = scene.call(taker, SECRET_NUMBER)
    incident = scene.incident(taker, Point(51.35, 35.70), call=secret.pk, narrative="Incidentwren")
    keep_caller_secret(call=secret.pk, by=taker)
    add_note(incident=incident.pk, text="Notewren", by=taker)
    call: Call = left
    rows = {"caller": call, "secret caller": secret, "incident": incident}
    return rows, {
        "caller": OPEN_NUMBER[3:], "secret caller": SECRET_NUMBER[3:], "incident": "Incidentwren",
        "incident's note": "Notewren",
    }  # fmt: skip


def _of_the_file(
    papers: Papers, case: Case, officer: User
) -> tuple[dict[str, Any], dict[str, str]]:
    """What the station writes and sends."""
    hall, by = papers.hall, papers.hall.by
    his = hall.somebody(
        "رضا", family_fa="دشتستانیان", given_en="Reza", family_en="Respondswift", phone=HIS_PHONE
    )
    complainant = case.parties.get()
    respondent = name_party(case=case.pk, person=his.pk, role="respondent", by=by)
    order = papers.order(case=case.pk, text="Orderwren")
    react(last("OrderReceived"))
    notice = Notice.objects.filter(case=case).first()
    message = Message.objects.filter(about=case.pk).first()
    assert notice
    assert message
    said = begin_statement(case=case.pk, party=complainant.pk, by=by)
    said = write_statement(statement=said.pk, sections=[("fact", "Statementwren")], by=by)
    due = by.now() + timedelta(days=1)
    task = set_task(case=case.pk, what="Taskwren", officer=officer.pk, due_at=due, by=by)
    service = OutsideService.objects.get(code="welfare_organisation")
    outside = refer_outside(case=case.pk, service=service.pk, why="Outsidewren", by=by)
    portal = Portal(Parties(papers, case, complainant, respondent), system_clock)  # type: ignore[arg-type]
    access = portal.held(phone=PHONE)
    question = ask_question(access=access.pk, text="Questionwren", by=portal.citizen)
    writes = system(system_clock, why="planted")
    wrote = receive_message(number=PHONE, text="Messagewren asks", route="r", by=writes)
    rows = {
        "written by message": wrote, "respondent": his, "order": order, "notice": notice, "message": message, "statement": said,
        "task": task, "outside referral": outside, "question": question,
    }  # fmt: skip
    return rows, {
        "written by message": "Messagewren", "respondent": "Respondswift", "order": "Orderwren", "statement": "Statementwren",
        "task": "Taskwren", "outside referral": "Outsidewren", "question": "Questionwren",
        "respondent's phone": HIS_PHONE[3:], "message": message.text[:60],
    }  # fmt: skip


def _brought_to_it(papers: Papers, case: Case) -> tuple[dict[str, Any], dict[str, str]]:
    hall, by = papers.hall, papers.hall.by
    document = take_in_document(
        case=case.pk, title="Documentwren", name="scan.pdf", content=b"%PDF-1.7\nContentwren", by=by
    )
    item = take_in_item(
        case=case.pk,
        kind="weapon",
        description="Itemwren",
        found_at="in the yard",
        store="Store 1",
        by=by,
    )
    visitor = hall.somebody("مینا", family_fa="جویباریان", given_en="Mina", family_en="Visitwren")
    visit = hall.comes(person=visitor.pk, purpose="Purposewren")
    rows = {"document": document, "property": item, "visit": visit, "visitor": visitor}
    return rows, {
        "document": "Documentwren", "document's content": "Contentwren", "property": "Itemwren",
        "visit": "Purposewren", "visitor": "Visitwren",
    }  # fmt: skip


MODELS: dict[str, type] = {
    "name": Person, "file": Case, "confidential file": Case, "caller": Call, "incident": Incident,
    "order": Order, "notice": Notice, "message": Message, "statement": Statement, "task": Task,
    "outside referral": OutsideReferral, "document": Document, "property": Item, "visit": Visit,
    "officer's phone": User,
}  # fmt: skip
