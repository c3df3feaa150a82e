"""Who receives, carries out and sees orders, and what may not happen to one; each rule by its name."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils.timezone import get_current_timezone
from uuid_utils.compat import uuid7

from kalantar.case_catalogue.models import CaseOutcome
from kalantar.cases.actions import close_case
from kalantar.cases.models import Case
from kalantar.cases.tests.world import World, program, refusal
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused, constraints_speak
from kalantar.orders import actions
from kalantar.orders.models import Branch, Order, OrderPerson
from kalantar.orders.queries import order_of
from kalantar.orders.rules import (
    may_handle_order,
    may_keep_branches,
    may_receive_order,
    may_see_order,
    order_dates_fit,
)
from kalantar.orders.tests.world import TODAY, Courts
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction

DESK = {Role.DESK_OFFICER, Role.STATION_CHIEF, Role.COMMANDER}
NAMES: dict[str, Any] = {"name_fa": "شعبه", "name_en": "Branch"}


def broken(change: Any) -> str:
    """The name of the constraint that refuses a change made past the actions."""
    with pytest.raises(Refused) as refused, constraints_speak():
        change()
    return refused.value.rule.name


@pytest.mark.parametrize("role", list(Role))
def test_may_receive_order(world: World, role: Role) -> None:
    assert may_receive_order(world.at(world.here, role), world.here) is (role in DESK)
    assert not may_receive_order(world.at(world.there, role), world.here)
    limited = program(role, world.here)
    assert not may_receive_order(limited, world.here), "a program needs the scope"


def test_may_receive_order_a_program_with_the_scope(world: World) -> None:
    from dataclasses import replace

    court = replace(program(Role.DESK_OFFICER, world.here), scopes=frozenset({"orders:write"}))
    assert may_receive_order(court, world.here)
    assert not may_receive_order(court, world.there)


@pytest.mark.parametrize("role", list(Role))
def test_may_handle_order(courts: Courts, role: Role) -> None:
    world, order = courts.world, courts.order()
    assert may_handle_order(world.at(world.here, role), order) is (role in DESK)
    assert not may_handle_order(world.at(world.there, role), order)
    assert not may_handle_order(program(role, world.here), order)


def test_may_handle_order_who_it_was_given_to(courts: Courts) -> None:
    world, order = courts.world, courts.order()
    patrol = world.at(world.here, Role.PATROL_OFFICER)
    assert patrol.id is not None
    actions.assign_order(order=order.pk, officer=patrol.id, by=world.desk)
    assert refusal(actions.carry_out_order, order=order.pk, report="شد", by=patrol) == ""


@pytest.mark.parametrize("purpose", ["", "شکایت شمارهٔ ۱۲"])
@pytest.mark.parametrize("role", list(Role))
def test_may_see_order(courts: Courts, role: Role, purpose: str) -> None:
    world, order = courts.world, courts.order()
    sees = role in DESK or (role is Role.AUDITOR and bool(purpose))
    for area, expected in ((world.here, sees), (world.scene.city, sees), (world.there, False)):
        by = world.at(area, role).because(purpose)
        assert may_see_order(by, order) is expected
        assert (order_of(by, order.pk) is not None) is expected
    assert order_of(program(role, world.here), order.pk) is None


@pytest.mark.parametrize("role", list(Role))
def test_may_keep_branches(courts: Courts, role: Role) -> None:
    world = courts.world
    assert may_keep_branches(world.at(world.scene.city, role), courts.branch) is (
        role is Role.ADMINISTRATOR
    )
    assert not may_keep_branches(world.at(world.here, role), courts.branch)
    assert not may_keep_branches(program(role, world.scene.city), courts.branch)
    assert not may_keep_branches(Actor(kind=ActorKind.PERSON, id=uuid7()), courts.branch)


def test_branch_gives_orders(courts: Courts, as_system: Actor) -> None:
    actions.retire_branch(branch=courts.branch.pk, by=as_system)
    assert refusal(courts.order) == "branch_gives_orders"
    again: dict[str, Any] = {"branch": courts.branch.pk, "by": as_system}
    assert refusal(actions.retire_branch, **again) == "branch_gives_orders"


def test_branch_key_is_a_key(courts: Courts, as_system: Actor) -> None:
    asked: dict[str, Any] = {"branch": courts.branch.pk, "by": as_system}
    for key in (b"short", b"x" * 33):
        assert refusal(actions.change_branch_key, public_key=key, **asked) == "branch_key_is_a_key"


def test_branch_code_is_used_once(courts: Courts, as_system: Actor) -> None:
    asked: dict[str, Any] = {"code": courts.branch.code, "by": as_system}
    assert refusal(actions.add_branch, **asked, **NAMES) == "branch_code_is_used_once"


@pytest.mark.parametrize("kind", ["", "tracking"])
def test_order_kind_is_known(courts: Courts, kind: str) -> None:
    assert refusal(courts.order, kind=kind) == "order_kind_is_known"


@pytest.mark.parametrize("lacking", ["number", "text"])
def test_order_has_number_and_text(courts: Courts, lacking: str) -> None:
    assert refusal(courts.order, **{lacking: "  "}) == "order_has_number_and_text"
    assert not Order.objects.exists()


def test_order_dates_fit(courts: Courts) -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert refusal(courts.order, issued_on=tomorrow) == "order_dates_fit"
    before = courts.world.clock() - timedelta(days=1)
    assert refusal(courts.order, due_at=before) == "order_dates_fit"


def test_an_order_due_just_after_midnight_is_due_that_day() -> None:
    midnight = datetime.combine(TODAY, time(0, 15), get_current_timezone())
    assert order_dates_fit(TODAY, midnight, TODAY), "its day is the service's, not that of UTC"
    assert not order_dates_fit(TODAY, midnight - timedelta(minutes=16), TODAY)


def test_an_order_goes_to_a_station(courts: Courts) -> None:
    world = courts.world
    commander = world.at(world.scene.city, Role.COMMANDER)
    asked: dict[str, Any] = {"station": world.scene.city.pk, "by": commander}
    assert refusal(courts.order, **asked) == "case_belongs_to_a_station"


def test_case_is_of_the_same_station(courts: Courts) -> None:
    world = courts.world
    other: Case = world.case(station=world.there.pk, by=world.at(world.there))
    assert refusal(courts.order, case=other.pk) == "case_is_of_the_same_station"


def test_report_is_given(courts: Courts) -> None:
    order = courts.order()
    asked: dict[str, Any] = {"order": order.pk, "report": " ", "by": courts.world.desk}
    assert refusal(actions.return_order, **asked) == "report_is_given"
    assert refusal(actions.carry_out_order, **asked) == "report_is_given"


def test_withdrawing_says_why(courts: Courts) -> None:
    asked: dict[str, Any] = {"order": courts.order().pk, "why": "", "by": courts.world.desk}
    assert refusal(actions.withdraw_order, **asked) == "reason_is_given"


def test_an_order_is_given_to_somebody_of_the_station(courts: Courts) -> None:
    world = courts.world
    elsewhere = world.at(world.there).id
    asked: dict[str, Any] = {"order": courts.order().pk, "officer": elsewhere, "by": world.desk}
    assert refusal(actions.assign_order, **asked) == "officer_works_at_the_station"


def test_order_is_received_once(courts: Courts, as_system: Actor) -> None:
    courts.order("1")
    assert refusal(courts.order, number=" 1 ") == "order_is_received_once"
    other: Branch = actions.add_branch(code="teh_7", **NAMES, by=as_system)
    assert refusal(courts.order, number="1", branch=other.pk) == ""


def test_order_that_is_over_says_when(courts: Courts) -> None:
    rows = Order.objects.filter(pk=courts.order().pk)
    assert broken(lambda: rows.update(state="withdrawn")) == "order_that_is_over_says_when"


def test_answered_order_has_its_report(courts: Courts) -> None:
    rows = Order.objects.filter(pk=courts.order().pk)
    over: dict[str, Any] = {"state": "returned", "ended_at": courts.world.clock()}
    assert broken(lambda: rows.update(**over)) == "answered_order_has_its_report"


def test_assigned_order_has_its_officer(courts: Courts) -> None:
    rows = Order.objects.filter(pk=courts.order().pk)
    assert broken(lambda: rows.update(state="assigned")) == "assigned_order_has_its_officer"


def test_order_times_run_forward(courts: Courts) -> None:
    order = courts.order()
    over: dict[str, Any] = {
        "state": "withdrawn",
        "ended_at": order.received_at - timedelta(hours=1),
    }
    rows = Order.objects.filter(pk=order.pk)
    assert broken(lambda: rows.update(**over)) == "order_times_run_forward"


def test_person_is_concerned_once(courts: Courts) -> None:
    who = courts.world.person()
    order = courts.order(persons=[who.pk])
    again = OrderPerson(order=order, person=who)
    assert broken(lambda: again.save(force_insert=True)) == "person_is_concerned_once"


@pytest.mark.parametrize(
    "document",
    [b"", b"[]", b"{}", b"\xff", b'{"branch": 1}', b"x" * 1_000_001],
)
def test_order_is_readable(courts: Courts, document: bytes) -> None:
    assert refusal(courts.signed, document=document) == "order_is_readable"


def test_order_is_readable_in_one_way(courts: Courts) -> None:
    """A field that stands there twice: programs take the first or the last."""
    twice = courts.written().replace(b"{", b'{"number": "1", ', 1)
    assert refusal(courts.signed, document=twice) == "order_is_readable"


def test_order_is_readable_and_says_nothing_more_than_it_should(courts: Courts) -> None:
    asked = courts.written(national="0012345679")
    with pytest.raises(Refused) as refused:
        courts.signed(asked)
    assert refused.value.rule.name == "order_is_readable"
    assert "0012345679" not in str(refused.value), "a refusal repeats nobody's number"


def test_order_is_signed_by_its_branch(courts: Courts, as_system: Actor) -> None:
    document = courts.written()
    by: dict[str, Any] = {"source": "program", "by": courts.world.desk}
    other = courts.key.sign(courts.written(number="7"))
    for signature in (b"", b"x" * 64, other):
        said = refusal(actions.receive_signed_order, document=document, signature=signature, **by)
        assert said == "order_is_signed_by_its_branch"
    actions.change_branch_key(branch=courts.branch.pk, public_key=b"", by=as_system)
    good = courts.key.sign(document)
    said = refusal(actions.receive_signed_order, document=document, signature=good, **by)
    assert said == "order_is_signed_by_its_branch", "a branch without a key signs nothing"
    assert not Order.objects.exists()


def test_what_an_order_names_is_there(courts: Courts) -> None:
    for unknown in ({"station": "999"}, {"branch": "nobody"}, {"case": "1405-0001-00001-9"}):
        assert refusal(courts.signed, document=courts.written(**unknown)) in {
            "thing_exists",
            "case_number_check_digit_fits",
        }


def test_a_station_has_its_code(courts: Courts) -> None:
    assert Jurisdiction.objects.get(code="104") == courts.world.here


@pytest.mark.parametrize("code", ["sent_to_prosecutor", "no_offence"])
@pytest.mark.parametrize("why", ["", "  ", "تا پاسخ پزشکی قانونی کار دیگری نمانده است"])
@pytest.mark.parametrize("ended", [False, True])
def test_closing_says_why_an_order_is_left(
    courts: Courts, code: str, why: str, ended: bool
) -> None:
    world = courts.world
    case = world.case()
    order = courts.order(case=case.pk)
    if ended:
        actions.return_order(order=order.pk, report="نشانی نبود", by=world.desk)
    outcome = CaseOutcome.objects.get(code=code)
    told = {"outcome": outcome.pk, "note": "چیزی یافت نشد", "all_the_same": why}
    said = refusal(close_case, case=case.pk, **told, by=world.desk)
    goes = ended or code == "sent_to_prosecutor" or bool(why.strip())
    assert said == ("" if goes else "closing_says_why_an_order_is_left")
    left = Entry.objects.filter(event="OrderOutlivedFile", subjects__subject=order.pk)
    assert left.count() == (goes and not ended)
    order.refresh_from_db()
    assert order.state == ("returned" if ended else "received"), "closing ends no order"
    if entry := left.first():
        assert (entry.why == why.strip()) if why.strip() else (entry.reason is None)


def test_order_is_not_ended(courts: Courts) -> None:
    world = courts.world
    case, person, order = world.case(), world.person(), courts.order()
    actions.withdraw_order(order=order.pk, why="نامهٔ شعبه", by=world.desk)
    give, name = actions.give_order_its_file, actions.name_person_in_order
    assert refusal(give, order=order.pk, case=case.pk, by=world.desk) == "order_is_not_ended"
    assert refusal(name, order=order.pk, person=person.pk, by=world.desk) == "order_is_not_ended"


def test_order_is_on_no_file(courts: Courts) -> None:
    world = courts.world
    order = courts.order(case=world.case().pk)
    said = refusal(actions.give_order_its_file, order=order.pk, case=world.case().pk, by=world.desk)
    assert said == "order_is_on_no_file"


def test_an_order_is_given_a_file_of_its_own_station_by_who_handles_it(courts: Courts) -> None:
    world, give = courts.world, actions.give_order_its_file
    order, case = courts.order(), world.case()
    elsewhere = world.case(station=world.there.pk, by=world.at(world.there))
    both = world.at(world.scene.city, Role.COMMANDER)
    assert refusal(give, order=order.pk, case=elsewhere.pk, by=world.desk) == "may_see_case"
    assert (
        refusal(give, order=order.pk, case=elsewhere.pk, by=both) == "case_is_of_the_same_station"
    )
    there = world.at(world.there)
    assert refusal(give, order=order.pk, case=case.pk, by=there) == "may_handle_order"
    assert refusal(give, order=order.pk, case=case.pk, by=world.desk) == ""
    order.refresh_from_db()
    assert order.case == case
    person = world.person()
    name = actions.name_person_in_order
    assert refusal(name, order=order.pk, person=person.pk, by=there) == "may_handle_order"
    assert refusal(name, order=order.pk, person=person.pk, by=world.desk) == ""
    assert order.concerned.get().person == person
    assert (
        refusal(name, order=order.pk, person=person.pk, by=world.desk) == "person_is_concerned_once"
    )
