"""A file whose complainant left a mark in every table a person can be in, through the real actions."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kalantar.case_catalogue.models import OutsideService
from kalantar.cases.actions import close_case, fill_case, name_party, reopen_case
from kalantar.cases.models import Case, Party
from kalantar.cases.tests.world import World, a_world
from kalantar.citizens.actions import (
    answer_question,
    ask_question,
    hand_in_paper,
    stop_messages,
)
from kalantar.citizens.tests.portal import Portal
from kalantar.custody import actions as custody
from kalantar.data_copies.actions import ask_for_copy
from kalantar.documents.actions import enter_in_error, take_in_document
from kalantar.incoming_messages.actions import receive_message, receive_part
from kalantar.incoming_messages.joining import PartOf
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.timeline import REACTIONS
from kalantar.messaging.models import Message
from kalantar.notices.actions import install_notice_words
from kalantar.notices.tests.world import RESPONDS, Parties, approve_words
from kalantar.orders.actions import assign_order, carry_out_order
from kalantar.orders.tests.world import courts_of
from kalantar.outside_referrals.actions import note_outside_return, refer_outside
from kalantar.papers.actions import issue_custody, issue_letter, issue_receipt
from kalantar.people.roles import Role
from kalantar.persons.actions import merge_persons, send_phone_code
from kalantar.persons.models import Person
from kalantar.reception.actions import install_services, register_visit
from kalantar.reception.models import Service
from kalantar.retention.actions import (
    dispose,
    hold_case,
    list_due_files,
    list_due_parties,
    propose_disposal,
    release_hold,
)
from kalantar.retention.models import Review
from kalantar.safe_numbers.actions import name_safe_number
from kalantar.sms_gateway.actions import note_receipts
from kalantar.sms_gateway.models import PartState
from kalantar.sms_gateway.receipt import ReceiptTold
from kalantar.statements.actions import (
    agree_to_statement,
    begin_statement,
    follow_statement,
    sign_statement,
    write_statement,
)
from kalantar.tasks.actions import finish_task, set_task
from tests.plugins.actors import HandClock
from tests.scene import a_city

FAMILY, LATIN, PHONE, NATIONAL_ID = "گوهرنشان", "Goharneshan", "09357418529", "0084575948"
FATHER, SAFE = "پرویزنشان", "09367418530"
BASIS = "مادهٔ ۱۲ آیین‌نامهٔ نگهداری"
PDF = f"%PDF-1.7\n{LATIN} {NATIONAL_ID}".encode()


@dataclass
class Keeping:
    """A world with a clock and a way to let a file come due."""

    world: World
    clock: HandClock
    system: Actor

    @property
    def desk(self) -> Actor:
        return self.world.desk

    @property
    def chief(self) -> Actor:
        return self.world.chief

    def closed(self, **more: Any) -> Case:
        case = self.world.case(**more)
        return self.close(case)

    def close(self, case: Case, note: str = "") -> Case:
        outcome = self.world.outcome()
        return close_case(case=case.pk, outcome=outcome, note=note, by=self.world.desk)

    def years_later(self, years: int = 11) -> None:
        self.clock.forward(days=366 * years)

    def due(self, case: Case) -> Review:
        """The review of the file, eleven years later."""
        self.years_later()
        list_due_files(by=self.system)
        return Review.objects.get(case=case, of="file")

    def due_party(self, party: Party, years: int = 6) -> Review:
        self.years_later(years)
        list_due_parties(by=self.system)
        return Review.objects.get(party=party)

    def propose(self, review: Review) -> Review:
        return propose_disposal(review=review.pk, basis=BASIS, by=self.desk)

    def dispose(self, review: Review) -> Review:
        self.propose(review)
        return dispose(review=review.pk, by=self.chief)


def a_keeping(clock: HandClock, system: Actor) -> Keeping:
    return Keeping(a_world(a_city(clock), clock, system), clock, system)


@dataclass
class Marked:
    """``person``: the complainant, also under a row that was merged."""

    keeping: Keeping
    person: Person
    case: Case
    party: Party


def marked(keeping: Keeping) -> Marked:
    world, system = keeping.world, keeping.system
    courts = courts_of(world, system)
    install_services(by=system)
    install_notice_words(by=system)
    approve_words(world)
    known: dict[str, Any] = {
        "given_en": "Sara", "family_en": LATIN, "father_name": FATHER, "phone": PHONE,
        "national_id": NATIONAL_ID,
    }  # fmt: skip
    person, again = world.person(FAMILY, **known), world.person(FAMILY, **known)
    merge_persons(person=again.pk, into=person.pk, why=f"{FAMILY} است", by=world.desk)
    case = world.case(
        complainant=person.pk,
        narrative=f"خانم {FAMILY} با کد ملی {NATIONAL_ID} گفت",
        place=f"خانهٔ {FAMILY} در خیابان ولیعصر",
        answers={world.field.pk: f"سروصدا نزد {FAMILY}"},
    )
    fill_case(case=case.pk, answers={world.field.pk: f"سروصدا نزد {FAMILY}"}, by=world.desk)
    other = world.person("نوری", phone=RESPONDS)
    respondent = name_party(case=case.pk, person=other.pk, role="respondent", by=world.desk)
    party = case.parties.get(role="complainant")
    parties = Parties(courts, case, party, respondent)
    react_to_all()
    _say(parties, party)
    _say(parties, respondent)
    _issue(case, party, world.desk)
    _bring(case, party, world.desk)
    _leave_things(parties, party)
    _leave_things(parties, respondent)
    _work_on(parties)
    order = courts.order(case=case.pk, persons=[person.pk], text=f"احضار {FAMILY}")
    assert world.desk.id
    assign_order(order=order.pk, officer=world.desk.id, by=world.desk)
    carry_out_order(order=order.pk, report=f"به {FAMILY} گفته شد", by=world.desk)
    react_to_all()
    _by_phone(parties, keeping)
    name_safe_number(case=case.pk, party=party.pk, number=SAFE, why=f"{FAMILY} گفت", by=world.desk)
    send_phone_code(person=person.pk, by=world.desk)
    register_visit(
        station=world.here.pk, service=Service.objects.earliest("order").pk, person=person.pk,
        purpose=f"{FAMILY} پیگیر پرونده است", by=world.desk,
    )  # fmt: skip
    held = hold_case(case=case.pk, basis=f"دادگاه، {FAMILY}", reason=FAMILY, by=world.desk)
    release_hold(case=case.pk, hold=held.pk, why=f"{FAMILY} پس گرفت", by=world.chief)
    keeping.close(case, note=f"با {FAMILY} صلح شد")
    reopen_case(case=case.pk, why=f"{FAMILY} برگشت", by=world.chief)
    keeping.close(case)
    react_to_all()
    return Marked(keeping, person, case, party)


def react_to_all() -> None:
    """What follows from everything that happened, as the worker does it; twice does no harm."""
    for entry in Entry.objects.order_by("pk"):
        for reaction in REACTIONS.get(entry.event, ()):
            reaction(entry.pk)


def _say(parties: Parties, party: Party) -> None:
    """A signed statement that names the complainant, and a draft that follows it."""
    by = parties.world.desk
    row = begin_statement(case=parties.case.pk, party=party.pk, by=by)
    written = [("fact", f"{FAMILY} در را باز کرد، تلفن ۰۹۳۵ ۷۴۱ ۸۵۲۹"), ("assessment", "درست است")]
    write_statement(statement=row.pk, sections=written, by=by)
    agree_to_statement(
        statement=row.pk, how="typed", name=str(party.person.name.fa), consents=True,
        identified=f"کارت ملی {NATIONAL_ID}", by=by,
    )  # fmt: skip
    sign_statement(statement=row.pk, by=by)
    follow_statement(statement=row.pk, why=f"نام {FAMILY} اصلاح شد", by=by)


def _issue(case: Case, party: Party, by: Actor) -> None:
    said: dict[str, Any] = {"case": case.pk, "check_at": "https://110.example", "by": by}
    letter: dict[str, Any] = {"to": LATIN, "subject": f"About {LATIN}", "body": f"Dear {LATIN}"}
    issue_letter(**letter, language="en", **said)
    issue_receipt(party=party.pk, language="en", **said)


def _bring(case: Case, party: Party, by: Actor) -> None:
    """A document of theirs, one more that is somebody else's, and one the station has of nobody."""
    said: dict[str, Any] = {"case": case.pk, "name": f"{FAMILY}.pdf", "by": by}
    take_in_document(party=party.pk, title=f"گواهی {FAMILY}", content=PDF, **said)
    wrong = take_in_document(party=party.pk, title=f"نامهٔ {FAMILY}", content=PDF, **said)
    enter_in_error(document=wrong.pk, why=f"از {FAMILY} نیست", by=by)
    take_in_document(title=f"رسید {FAMILY}", content=b"%PDF-1.7\nreceipt", **said)


def _leave_things(parties: Parties, party: Party) -> None:
    """Something that was taken from them, went to an expert, and was returned to the complainant."""
    by, back = parties.world.desk, parties.world.clock() + timedelta(days=3)
    item = custody.take_in_item(
        case=parties.case.pk, kind="device", description=f"گوشی {FAMILY}", identifier=NATIONAL_ID,
        party=party.pk, found_at=f"خانهٔ {FAMILY}", store="انبار ۱", by=by,
    )  # fmt: skip
    of: dict[str, Any] = {"item": item.pk, "by": by}
    custody.hand_out_item(
        holder="expert",
        to_whom=f"کارشناس، با {FAMILY}",
        why=f"درخواست {FAMILY}",
        due_back_at=back,
        **of,
    )
    custody.bring_back_item(store="انبار ۱", to_whom=FAMILY, **of)
    said = f"کارت ملی {NATIONAL_ID}"
    custody.return_item(
        to_whom=FAMILY, identified=said, signed=True, party=parties.complainant.pk, **of
    )
    issue_custody(language="fa", check_at="https://110.example", **of)


def _work_on(parties: Parties) -> None:
    """A task that is done and one that nobody does, and what another service answered."""
    by = parties.world.desk
    due = parties.world.clock() + timedelta(days=3)
    said: dict[str, Any] = {"case": parties.case.pk, "officer": by.id, "due_at": due, "by": by}
    done = set_task(what=f"تماس با {FAMILY}", **said)
    finish_task(task=done.pk, note=f"{FAMILY} با {SAFE} پاسخ داد", by=by)
    set_task(what=f"دیدار با {FAMILY}", **said)
    asked = refer_outside(
        case=parties.case.pk, service=OutsideService.objects.earliest("order").pk,
        office=f"نزدیک خانهٔ {FAMILY}", why=f"{FAMILY} سرپرست ندارد", by=by,
    )  # fmt: skip
    note_outside_return(referral=asked.pk, said=f"{FAMILY} پذیرش شد", by=by)


def _by_phone(parties: Parties, keeping: Keeping) -> None:
    system, desk = keeping.system, parties.world.desk
    portal = Portal(parties, keeping.clock)
    access, citizen = portal.held(phone=PHONE), portal.citizen
    question = ask_question(access=access.pk, text=f"من {FAMILY} هستم", by=citizen)
    answer_question(
        case=parties.case.pk, question=question.pk, answer=f"خانم {FAMILY}، بله", by=desk
    )
    hand_in_paper(access=access.pk, name=f"{FAMILY}.pdf", content=PDF, by=citizen)
    ask_for_copy(access=access.pk, by=citizen)
    receive_message(number=PHONE, text=f"وضعیت {parties.case.number}", route="r", by=system)
    react_to_all()
    receive_message(number=PHONE, text=f"{FAMILY} هستم", route="r", by=system)
    half = f"من {FAMILY}".encode("utf-16-be")
    receive_part(
        number=PHONE, octets=half, coding="utf-16-be", part=PartOf(9, 2, 1), route="r", by=system
    )
    stray = ReceiptTold("r", "x-1", Message.objects.filter(role="complainant")[0].number,
                        PartState.DELIVERED)  # fmt: skip
    note_receipts(receipts=[stray], by=system)
    stop_messages(access=access.pk, by=citizen)


def leader(keeping: Keeping) -> Actor:
    """Another chief of the station."""
    return keeping.world.at(keeping.world.here, Role.STATION_CHIEF)
