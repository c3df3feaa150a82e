"""An order from the court to its report, by whichever way it came."""

from datetime import timedelta
from typing import Any

from uuid_utils.compat import uuid7

from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.orders import actions, queries
from kalantar.orders.models import Order
from kalantar.orders.tests.world import Courts
from kalantar.people.roles import Role
from kalantar.persons.actions import merge_persons
from kalantar.persons.models import Person
from kalantar.persons.queries import others_of_one_national_id


def test_an_order_is_carried_out_and_the_file_says_so(courts: Courts) -> None:
    world = courts.world
    case = world.case(complainant=world.person().pk)
    order = courts.order(case=case.pk)
    assert queries.waiting_orders(world.desk, world.here) == [order]
    patrol = world.at(world.here, Role.PATROL_OFFICER)
    assert patrol.id is not None
    actions.assign_order(order=order.pk, officer=patrol.id, by=world.desk)
    assert queries.waiting_orders(world.desk, world.here) == []
    assert queries.orders_in_charge(patrol) == [order]
    actions.carry_out_order(order=order.pk, report="ابلاغ شد.", by=patrol)
    assert queries.orders_in_charge(patrol) == []
    said = [line.sentence.en for line in told(case.pk, world.chief)]
    assert said[0] == "The order was carried out and reported."
    assert said[2] == "Order received from Branch 1203 by a clerk: summons."
    assert queries.orders_of_case(world.desk, case) == [order]


def test_what_is_over_its_day_is_overdue_until_it_is_answered(courts: Courts) -> None:
    world, order = courts.world, courts.order()
    assert queries.overdue_orders(world.chief, world.here, world.clock()) == []
    now = world.clock.forward(days=6)
    assert queries.overdue_orders(world.chief, world.here, now) == [order]
    actions.return_order(order=order.pk, report="نشانی اشتباه بود", by=world.desk)
    assert queries.overdue_orders(world.chief, world.here, now) == []


def test_an_order_stands_as_a_basis_only_while_it_runs(courts: Courts) -> None:
    world = courts.world
    who, again = world.person(), world.person("احمدیان")
    order = courts.order(kind="locating", persons=[again.pk])
    now = world.clock()
    assert not queries.in_force(who, "locating", now).exists()
    merge_persons(person=again.pk, into=who.pk, why="یک نفرند", by=world.desk)
    assert queries.in_force(who, "locating", now).get() == order
    assert not queries.in_force(who, "arrest", now).exists()
    assert not queries.in_force(who, "locating", now + timedelta(days=6)).exists()
    actions.withdraw_order(order=order.pk, why="نامهٔ شعبه", by=world.desk)
    assert not queries.in_force(who, "locating", now).exists()


def test_a_signed_order_names_its_file_and_persons(courts: Courts) -> None:
    world = courts.world
    known = world.person(national_id="0012345679")
    case = world.case()
    persons = [
        {"national_id": "0012345679", "given_fa": "سارا", "family_fa": "احمدی"},
        {"given_fa": "رضا", "family_fa": "کریمی"},
    ]
    order = courts.signed(courts.written(case=case.number, persons=persons))
    assert order.case == case
    concerned = {row.person for row in order.concerned.all()}
    assert known in concerned
    assert {person.family_fa for person in concerned} == {"احمدی", "کریمی"}
    assert Person.objects.count() == 2
    facts = " ".join(str(entry.facts) for entry in Entry.objects.all())
    assert "کریمی" not in facts


def test_an_order_does_not_name_somebody_else_by_a_slip_in_a_digit(courts: Courts) -> None:
    world = courts.world
    known = world.person(national_id="0012345679")
    asked = {"national_id": "0012345679", "given_fa": "بهرام", "family_fa": "ستوده"}
    (row,) = courts.signed(courts.written(persons=[asked])).concerned.all()
    assert row.person != known
    assert others_of_one_national_id([row.person]) == {row.person.pk: [known]}


def test_the_same_operation_receives_one_order(courts: Courts) -> None:
    by = courts.world.desk.repeating(uuid7())
    assert courts.order(by=by) == courts.order(by=by)
    assert Order.objects.count() == 1


def test_lists_come_in_pages_by_the_day_they_are_due(courts: Courts) -> None:
    world = courts.world
    orders: list[Order] = []
    for n in range(5):
        due = world.clock() + timedelta(days=9 - n)
        orders.insert(0, courts.order(str(n), due_at=due))
    asked: dict[str, Any] = {"limit": 3}
    page = queries.waiting_orders(world.desk, world.here, **asked)
    assert page == orders[:3]
    rest = queries.waiting_orders(world.desk, world.here, after=page[-1].pk, **asked)
    assert rest == orders[3:]
    assert queries.waiting_orders(world.at(world.there), world.here) == []
