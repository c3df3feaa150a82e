"""Every rule of custody by its name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from kalantar.cases.tests.world import program, refusal
from kalantar.custody import actions
from kalantar.custody.models import Item, Movement
from kalantar.custody.rules import (
    LONGEST,
    hand_out_is_complete,
    may_destroy_item,
    may_keep_item,
    may_receive_item,
)
from kalantar.custody.tests.world import Store
from kalantar.people.roles import DESK, Role
from kalantar.reception.tests.hall import at_once

VERBS = ("move", "hand_out", "return", "hand_over", "propose_destruction")


@pytest.mark.parametrize("role", list(Role))
def test_may_keep_item(store: Store, role: Role) -> None:
    world, item = store.world, store.taken_in()
    here, there = world.at(world.here, role), world.at(world.there, role)
    assert may_keep_item(here, item) is (role in DESK)
    for by in (there, program(role, world.here)):
        assert not may_keep_item(by, item)
        for verb in VERBS:
            assert refusal(store.does, verb=verb, item=item, by=by) == "may_keep_item"
    for state, verb in (("out", "bring_back"), ("condemned", "keep")):
        one = store.in_state(state)
        assert refusal(store.does, verb=verb, item=one, by=there) == "may_keep_item"


@pytest.mark.parametrize("role", list(Role))
def test_may_receive_item(store: Store, role: Role) -> None:
    world, item = store.world, store.in_state("on_the_way")
    here, there = world.at(world.here, role), world.at(world.there, role)
    assert may_receive_item(there, item) is (role in DESK)
    assert not may_receive_item(program(role, world.there), item)
    assert not may_receive_item(here, item)
    assert refusal(store.does, verb="receive", item=item, by=here) == "may_receive_item"


@pytest.mark.parametrize("role", list(Role))
def test_may_destroy_item(store: Store, role: Role) -> None:
    world, item = store.world, store.in_state("condemned")
    leads = role in {Role.STATION_CHIEF, Role.COMMANDER}
    assert may_destroy_item(world.at(world.here, role), item) is leads
    for by in (world.at(world.there, role), program(role, world.here)):
        assert not may_destroy_item(by, item)
        assert refusal(store.does, verb="destroy", item=item, by=by) == "may_destroy_item"


@pytest.mark.parametrize("role", list(Role))
def test_who_handles_the_file_takes_property_in(store: Store, role: Role) -> None:
    world = store.world
    assert refusal(store.taken_in, by=world.at(world.here, role)) == (
        "" if role in DESK else "may_handle_case"
    )
    assert refusal(store.taken_in, by=world.at(world.there, role)) == "may_handle_case"


def test_item_is_described(store: Store) -> None:
    long = "x" * (LONGEST + 1)
    for wrong in (
        {"kind": "person"}, {"description": " "}, {"description": long}, {"identifier": long},
        {"found_at": long},
    ):  # fmt: skip
        assert refusal(store.taken_in, **wrong) == "item_is_described"


def test_item_says_where_it_is_from(store: Store) -> None:
    assert refusal(store.taken_in, party=None) == "item_says_where_it_is_from"
    assert refusal(store.taken_in, party=None, found_at="کنار خیابان") == ""


def test_it_is_of_a_party_of_the_file(store: Store) -> None:
    other = store.world.case(complainant=store.world.person("دیگری").pk).parties.get()
    assert refusal(store.taken_in, party=other.pk) == "party_is_of_this_case"
    item = store.taken_in()
    said = refusal(store.does, verb="return", item=item, party=other.pk)
    assert said == "party_is_of_this_case"


def test_place_is_named(store: Store) -> None:
    for wrong in ({"store": ""}, {"store": "x" * 101}, {"shelf": "x" * 101}):
        assert refusal(store.taken_in, **wrong) == "place_is_named"
    for state, verb in (("held", "move"), ("out", "bring_back")):
        item = store.in_state(state)
        assert refusal(store.does, verb=verb, item=item, store=" ") == "place_is_named"


@pytest.mark.parametrize("wrong", [{"holder": "friend"}, {"to_whom": " "}, {"why": ""}])
def test_hand_out_is_complete(store: Store, wrong: dict[str, str]) -> None:
    assert hand_out_is_complete("court", "شعبه", "رسیدگی")
    item = store.taken_in()
    assert refusal(store.does, verb="hand_out", item=item, **wrong) == "hand_out_is_complete"


def test_return_day_is_to_come(store: Store) -> None:
    item, now = store.taken_in(), store.world.clock()
    said = refusal(store.does, verb="hand_out", item=item, due_back_at=now)
    assert said == "return_day_is_to_come"


@pytest.mark.parametrize("wrong", [{"to_whom": " "}, {"identified": ""}, {"signed": False}])
def test_return_names_who_received_it(store: Store, wrong: dict[str, Any]) -> None:
    item = store.taken_in()
    said = refusal(store.does, verb="return", item=item, **wrong)
    assert said == "return_names_who_received_it"


def test_destruction_names_its_basis(store: Store) -> None:
    for basis in (" ", "x" * (LONGEST + 1)):
        said = refusal(store.does, verb="propose_destruction", item=store.taken_in(), basis=basis)
        assert said == "destruction_names_its_basis"


def test_keeping_it_has_its_reason(store: Store) -> None:
    item = store.in_state("condemned")
    assert refusal(store.does, verb="keep", item=item, why=" ") == "reason_is_given"


def test_file_went_to_another_station(store: Store) -> None:
    said = refusal(store.does, verb="hand_over", item=store.taken_in())
    assert said == "file_went_to_another_station"


def _broken(rule: str, row: Item, /, **wrong: object) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Item.objects.filter(pk=row.pk).update(**wrong)


def test_item_label_is_one_items(store: Store) -> None:
    store.taken_in()
    _broken("item_label_is_one_items", store.taken_in(), serial=1)


@pytest.mark.django_db(transaction=True)
def test_item_label_is_one_items_whoever_races(store: Store) -> None:
    at_once(*[store.taken_in] * 3)
    assert sorted(Item.objects.values_list("serial", flat=True)) == [1, 2, 3]


def test_item_is_in_one_place(store: Store) -> None:
    there = store.world.there
    wrong: dict[str, list[dict[str, Any]]] = {
        "held": [{"store": ""}, {"holder": "court"}, {"next_station": there}, {"state": "out"}],
        "out": [{"store": "انبار"}, {"holder": ""}, {"next_station": there}],
        "returned": [{"store": "انبار"}, {"shelf": "۱"}, {"next_station": there}],
        "destroyed": [{"store": "انبار"}, {"holder": "court"}],
        "on_the_way": [{"store": "انبار"}, {"next_station": None}],
    }
    for state, changes in wrong.items():
        item = store.in_state(state)
        for change in changes:
            _broken("item_is_in_one_place", item, **change)


def test_only_what_is_out_is_due_back(store: Store) -> None:
    _broken("only_what_is_out_is_due_back", store.taken_in(), due_back_at=store.world.clock())


def test_item_is_at_least_one_thing(store: Store) -> None:
    assert refusal(store.taken_in, count=0) == "item_is_at_least_one_thing"


def _link(item: Item, rule: str, /, **more: Any) -> None:
    """A movement that nothing but PostgreSQL judges."""
    asked: dict[str, Any] = {
        "number": item.moves + 1, "what": "moved", "at": item.taken_in_at,
        "by": item.chain.earliest("number").by, "station": item.station,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Movement.objects.create(item=item, **asked | more)


def test_item_moves_once_at_a_time(store: Store) -> None:
    item = store.taken_in()
    store.does("move", item)
    item.refresh_from_db()
    _link(item, "item_moves_once_at_a_time", number=2)


def test_chain_begins_with_taking_in(store: Store) -> None:
    item = store.taken_in()
    _link(item, "chain_begins_with_taking_in", what="taken_in")
    _link(Item.objects.get(pk=item.pk), "chain_begins_with_taking_in", number=1)


def test_chain_has_no_gap(store: Store) -> None:
    _link(store.taken_in(), "follows none", number=3)
    for state in ("returned", "destroyed"):
        _link(store.in_state(state), "follows none")


def test_item_is_handed_out_once(store: Store) -> None:
    for state in ("out", "condemned"):
        _link(store.in_state(state), "not in the store", what="handed_out")
    _link(store.in_state("on_the_way"), "not in the store", what="handed_out")


@pytest.mark.django_db(transaction=True)
def test_item_is_handed_out_once_whoever_races(store: Store) -> None:
    item = store.taken_in()
    said = at_once(*[lambda: store.does("hand_out", item)] * 3)
    assert said.count("item_allows_step") == 2
    assert item.chain.filter(what="handed_out").count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_goes_one_way_whoever_races(store: Store) -> None:
    item = store.taken_in()
    said = at_once(lambda: store.does("return", item), lambda: store.does("hand_out", item))
    assert said.count("item_allows_step") == 1
    assert item.chain.count() == 2


def test_chain_is_never_changed(store: Store) -> None:
    link = store.in_state("out").chain.latest("number")
    row, later = Movement.objects.filter(pk=link.pk), link.at + timedelta(hours=1)
    for change in (
        {"at": later}, {"store": "x"}, {"holder": "court"}, {"number": 7}, {"due_back_at": None},
        {"what": "moved"}, {"by_id": store.chief.id}, {"station": store.world.there},
    ):  # fmt: skip
        if change == {"by_id": link.by_id}:
            continue
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            row.update(**change)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        row.delete()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE custody_movement")
    row.update(why="دیگر", to_whom="دیگری")  # as sealed anew, by another key
    for name in ("why", "to_whom"):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            row.update(**{name: ""})


def test_only_an_erasure_takes_words_out_of_a_chain(store: Store) -> None:
    link = store.in_state("returned").chain.latest("number")
    row = Movement.objects.filter(pk=link.pk)
    row.update(to_whom="", identified="", why="", erased_at=link.at)
    for change in ({"erased_at": None}, {"at": link.at + timedelta(hours=1), "erased_at": link.at}):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            row.update(**change)
    row.update(erased_at=link.at + timedelta(days=1))  # of somebody else it named
    assert row.get().by_id == link.by_id


def test_destroyed_by_two_people(store: Store) -> None:
    item = store.taken_in()
    actions.propose_destruction(item=item.pk, basis="مادهٔ ۲۱۵", by=store.chief)
    said = refusal(actions.destroy_item, item=item.pk, by=store.chief)
    assert said == "destroyed_by_two_people"
    item.refresh_from_db()
    assert item.state == "condemned"
    _link(item, "destroyed_by_two_people", what="destroyed")
