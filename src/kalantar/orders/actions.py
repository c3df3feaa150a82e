"""What can be done with judicial orders, and with the branches that give them."""

import hashlib
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kalantar.case_catalogue.models import CaseOutcome
from kalantar.cases.closing import judges_closing
from kalantar.cases.models import Case
from kalantar.cases.numbering import parse_case_number
from kalantar.cases.purposes import reason_for
from kalantar.cases.queries import officer_of
from kalantar.cases.rules import (
    case_belongs_to_a_station,
    case_is_not_disposed,
    may_see_case,
    officer_works_at_the_station,
    purpose_of_reading_is_in_words,
    purpose_of_reading_is_known,
)
from kalantar.catalogue.rules import code_is_plain, row_is_said_in_both_languages
from kalantar.incidents.rules import reason_is_given
from kalantar.kernel.action import action, find, lock, part, thing_exists
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.sealing import hashes
from kalantar.kernel.text import as_said, normalise, parse_national_id
from kalantar.kernel.text.calendar import local
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.orders import events
from kalantar.orders.document import PersonNamed, read
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.models import Branch, Order, OrderPerson, OrderSource
from kalantar.orders.rules import (
    branch_gives_orders,
    branch_key_is_a_key,
    case_is_of_the_same_station,
    closing_says_why_an_order_is_left,
    may_handle_order,
    may_keep_branches,
    may_receive_order,
    may_see_order,
    order_dates_fit,
    order_has_number_and_text,
    order_is_not_ended,
    order_is_on_no_file,
    order_is_signed_by_its_branch,
    order_kind_is_known,
    reads_order_as_auditor,
    report_is_given,
)
from kalantar.people.events import PageOpened
from kalantar.people.roles import EVERYONE
from kalantar.persons.actions import PERSONS, register_person
from kalantar.persons.models import Person
from kalantar.persons.queries import goes_by
from kalantar.persons.rules import may_see_person, person_is_not_erased
from kalantar.persons.traces import Traces, erased_in
from kalantar.places.models import Jurisdiction

ORDERS = Order.objects.select_related("jurisdiction", "case")
STATIONS = Jurisdiction.objects.living()
BRANCHES = Branch.objects.all()
CASES = Case.objects.select_related("jurisdiction")


@action
def receive_order(
    *,
    station: UUID,
    branch: UUID,
    number: str,
    kind: str,
    text: str,
    issued_on: date,
    due_at: datetime,
    case: UUID | None = None,
    persons: Collection[UUID] = (),
    by: Actor,
) -> Order:
    """A clerk writes down an order that came on paper. ``persons``: whom it concerns."""
    here = may_receive_order.allow(by, find(STATIONS, station))
    order = Order(
        branch=find(BRANCHES, branch), number=number, kind=kind, text=text, issued_on=issued_on,
        due_at=due_at, jurisdiction=here, source=OrderSource.CLERK,
        case=None if case is None else find(CASES, case),
    )  # fmt: skip
    named = [may_see_person.allow(by, find(PERSONS, person)) for person in persons]
    for one in named:
        person_is_not_erased.require(one)
    return _receive(order, named, by)


@action
def receive_signed_order(*, document: bytes, signature: bytes, source: str, by: Actor) -> Order:
    """An order as a court's program wrote it (``document.read``), signed by its branch. A person whom
    the station does not know yet by national ID is registered as the order names them."""
    here = may_receive_order.allow(by, _addressed(document))
    written = read(document)
    branch = BRANCHES.filter(code=written.branch).first()
    if branch is None:
        raise thing_exists.refuse()
    order_is_signed_by_its_branch.require(branch, document, signature)
    order = Order(
        branch=branch, number=written.number, kind=written.kind, text=written.text,
        issued_on=written.issued_on, due_at=written.due_at, jurisdiction=here, source=source,
        case=_case_numbered(written.case) if written.case.strip() else None,
    )  # fmt: skip
    return _receive(order, [_known(one, here, by) for one in written.persons], by)


@action
def assign_order(*, order: UUID, officer: UUID, by: Actor) -> Order:
    """Somebody of the station carries it out; given to another one, the first no longer does."""
    row = may_handle_order.allow(by, lock(ORDERS, order))
    found = officer_of(row.jurisdiction, officer, by.now())
    officer_works_at_the_station.require(found)
    ORDER.advance(row, "assign")
    row.officer = found
    row.save(update_fields=["state", "officer"])
    _record(events.OrderAssigned(order, officer), row, by)
    return row


@action
def carry_out_order(*, order: UUID, report: str, by: Actor) -> Order:
    """It was done; ``report`` goes back to the branch."""
    row = may_handle_order.allow(by, lock(ORDERS, order))
    report_is_given.require(report)
    _end(row, "carry_out", report, by.now())
    _record(events.OrderCarriedOut(order, row.case_id), row, by)
    return row


@action
def return_order(*, order: UUID, report: str, by: Actor) -> Order:
    """It was not done; ``report`` says why, and goes back to the branch."""
    row = may_handle_order.allow(by, lock(ORDERS, order))
    report_is_given.require(report)
    _end(row, "return", report, by.now())
    _record(events.OrderReturned(order, row.case_id), row, by)
    return row


@action
def withdraw_order(*, order: UUID, why: str, by: Actor) -> Order:
    """The branch took it back, as ``why`` says; nothing may be done on its basis any more."""
    row = may_handle_order.allow(by, lock(ORDERS, order))
    reason_is_given.require(why)
    _end(row, "withdraw", row.report, by.now())
    _record(events.OrderWithdrawn(order, row.case_id), row, by.because(why))
    return row


@action
def say_purpose_of_order(*, order: UUID, purpose: str, words: str = "", by: Actor) -> Order:
    """The order is read for a purpose, by who is not assigned to it: it is one reading, with its reason.

    ``purpose``: a code of ``purposes.PURPOSES``; ``words``: where it is none of the list."""
    row = may_see_order.allow(by.because(purpose), find(ORDERS, order))
    purpose_of_reading_is_known.require(purpose)
    purpose_of_reading_is_in_words.require(purpose, words, reads_order_as_auditor(by, row))
    reader = by.because(reason_for(purpose, words))
    about = [row, row.case] if row.case else [row]
    record(PageOpened(page="order"), about=about, by=reader, roles=EVERYONE)
    return row


@action
def give_order_its_file(*, order: UUID, case: UUID, by: Actor) -> Order:
    """It came without one; from now on it belongs to a file of its station, and the parties are told."""
    may_handle_order.require(by, find(ORDERS, order))
    file = may_see_case.allow(by, lock(CASES, case))  # the file first, as where one is received
    row = lock(ORDERS, order)
    order_is_not_ended.require(row)
    order_is_on_no_file.require(row)
    case_is_not_disposed.require(file)
    case_is_of_the_same_station.require(file, row.jurisdiction)
    row.case = file
    row.save(update_fields=["case"])
    _record(events.OrderGivenItsFile(order, row.branch_id, row.kind, case), row, by)
    return row


@action
def name_person_in_order(*, order: UUID, person: UUID, by: Actor) -> Order:
    """Somebody whom it concerns, found out since it came."""
    row = may_handle_order.allow(by, lock(ORDERS, order))
    order_is_not_ended.require(row)
    named = may_see_person.allow(by, find(PERSONS, person))
    person_is_not_erased.require(named)
    OrderPerson.objects.create(order=row, person=named)
    _record(events.PersonNamedInOrder(order, person), row, by)
    return row


@judges_closing
@part
def leave_orders(case: Case, ending: CaseOutcome, all_the_same: str, by: Actor) -> None:
    """Closing a file ends no order of a court: each that runs says that it is left, and why. The file is
    locked, so no order is received on it meanwhile."""
    left = list(ORDERS.running().filter(case=case))
    closing_says_why_an_order_is_left.require(bool(left), ending.kind, all_the_same)
    for order in left:
        _record(events.OrderOutlivedFile(order.pk, case.pk), order, by.because(all_the_same))


@part
def erase_orders(case: UUID, now: datetime) -> int:
    """Of a file: that a branch gave an order of this number and kind, and its days, are left."""
    rows = Order.objects.filter(case=case)
    OrderPerson.objects.filter(order__in=rows.values("pk")).delete()
    return rows.update(text="", report="", erased_at=now)


@part
def erase_in_orders(
    persons: Collection[UUID], cases: Collection[UUID], traces: Traces, now: datetime
) -> None:
    """Somebody in the orders that concern them and in those of the files; the orders are over."""
    theirs = OrderPerson.objects.filter(person__in=persons)
    about = Q(case__in=cases) | Q(pk__in=list(theirs.values_list("order", flat=True)))
    for row in Order.objects.select_for_update(of=("self",)).filter(about).order_by("pk"):
        row.text, row.report = erased_in(row.text, traces), erased_in(row.report, traces)
        row.save(update_fields=["text", "report"])
    theirs.delete()


@action
def add_branch(
    *, code: str, name_fa: str, name_en: str, public_key: bytes = b"", by: Actor
) -> Branch:
    """``public_key``: Ed25519, 32 bytes; without, its orders are received on paper only."""
    branch = may_keep_branches.allow(by, Branch(code=code))
    code_is_plain.require(code)
    row_is_said_in_both_languages.require(name_fa, name_en)
    branch_key_is_a_key.require(public_key)
    branch.name_fa, branch.name_en = normalise(name_fa), normalise(name_en)
    branch.public_key = public_key
    branch.save(force_insert=True)
    record(events.BranchAdded(branch.pk), about=[branch], by=by)
    return branch


@action
def change_branch_key(*, branch: UUID, public_key: bytes, by: Actor) -> Branch:
    """From now on its orders are signed with another key; empty ends receiving them by program."""
    row = may_keep_branches.allow(by, lock(BRANCHES, branch))
    branch_key_is_a_key.require(public_key)
    row.public_key = public_key
    row.save(update_fields=["public_key"])
    said = hashlib.sha256(public_key).hexdigest()[:16] if public_key else ""
    record(events.BranchKeyChanged(branch, said), about=[row], by=by)
    return row


@action
def retire_branch(*, branch: UUID, by: Actor) -> Branch:
    """It gives no more orders; those it gave stand."""
    row = may_keep_branches.allow(by, lock(BRANCHES, branch))
    branch_gives_orders.require(row)
    row.retired_at = by.now()
    row.save(update_fields=["retired_at"])
    record(events.BranchRetired(branch), about=[row], by=by)
    return row


def _receive(order: Order, persons: list[Person], by: Actor) -> Order:
    case_belongs_to_a_station.require(order.jurisdiction)
    branch_gives_orders.require(order.branch)
    order_kind_is_known.require(order.kind)
    order_has_number_and_text.require(order.number, order.text)
    order.received_at = by.now()
    order_dates_fit.require(order.issued_on, order.due_at, local(order.received_at).date())
    if order.case is not None:
        order.case = lock(
            CASES, order.case.pk
        )  # who disposes of it waits for this, and this for them
        case_is_not_disposed.require(order.case)
        case_is_of_the_same_station.require(order.case, order.jurisdiction)
    order.number, order.text = normalise(order.number), as_said(order.text)
    order.save(force_insert=True)
    OrderPerson.objects.bulk_create([OrderPerson(order=order, person=one) for one in persons])
    case = order.case_id
    received = events.OrderReceived(order.pk, order.branch_id, order.kind, order.source, case)
    _record(received, order, by)
    return order


def _addressed(document: bytes) -> Jurisdiction:
    station = STATIONS.filter(kind="station", code=read(document).station).first()
    if station is None:
        raise thing_exists.refuse()
    return station


def _case_numbered(text: str) -> Case:
    case = CASES.filter(number=parse_case_number(text)).first()
    if case is None:
        raise thing_exists.refuse()
    return case


def _known(named: PersonNamed, station: Jurisdiction, by: Actor) -> Person:
    """The one the station registered under that national ID, if they go by that name: a slip in a digit must
    not put somebody else into an order. Else somebody new, registered by the service itself, because a court's
    program has no business at the desk; the order's page says whose number it is too."""
    told = named.model_dump()
    if named.national_id.strip():
        hashed = hashes(parse_national_id(named.national_id), "national ID")
        same = PERSONS.filter(national_id_hash__in=hashed, area=station, merged_into=None)
        for found in same.order_by("registered_at"):
            if goes_by(found, told):
                return found
    return register_person(area=station.pk, **told, by=system(by.clock))


def _end(row: Order, verb: str, report: str, now: datetime) -> None:
    ORDER.advance(row, verb)
    row.report, row.ended_at = as_said(report), now
    row.save(update_fields=["state", "report", "ended_at"])


def _record(event: Event, order: Order, by: Actor) -> None:
    about: list[Order | Subject] = [order]
    if order.case_id is not None:
        about.append(("case", order.case_id))
    record(event, about=about, by=by, areas=order.jurisdiction.ancestors)
