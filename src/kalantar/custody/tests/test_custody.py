"""Property is taken in, moved, handed out and brought back, and goes to its owner; its chain says all of it."""

from datetime import timedelta
from typing import Any

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kalantar.cases.actions import close_case
from kalantar.cases.tests.world import refusal
from kalantar.custody import queries
from kalantar.custody.lifecycle import ITEM
from kalantar.custody.models import GONE, IN_STORE, Item
from kalantar.custody.tests.world import BASIS, Store
from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.people.roles import Role


def test_an_item_gets_the_next_label_of_its_file(store: Store) -> None:
    first, second = store.taken_in(), store.taken_in(kind="device", party=None, found_at="کنار جوی")
    other = store.world.case()
    assert [one.label for one in (first, second)] == [f"{store.case.number}/{n}" for n in (1, 2)]
    assert store.taken_in(case=other.pk, party=None, found_at="بازار").serial == 1
    assert list(queries.items_of(store.by, store.case)) == [first, second]


def test_an_item_goes_to_the_expert_comes_back_and_to_its_owner(store: Store) -> None:
    item = store.taken_in()
    for verb in ("move", "hand_out", "bring_back", "return"):
        store.world.clock.forward(minutes=10)
        store.does(verb, item)
    chain = queries.chain_of(item)
    assert [link.what for link in chain] == [
        "taken_in", "moved", "handed_out", "brought_back", "returned",
    ]  # fmt: skip
    assert [link.number for link in chain] == [1, 2, 3, 4, 5]
    assert [link.place for link in chain] == [
        "انبار ۱ · قفسهٔ ۳",
        "انبار ۲",
        "",
        "انبار ۱ · قفسهٔ ۴",
        "",
    ]
    assert (chain[2].to_whom, chain[2].holder) == ("دکتر کریمی", "expert")
    assert chain[2].due_back_at
    assert (chain[4].to_whom, chain[4].identified) == ("سارا احمدی", "کارت ملی")
    assert {link.by_id for link in chain} == {store.by.id, store.chief.id}
    lines = [line.sentence.en for line in told(store.case.pk, store.chief)]
    label = f"{store.case.number}/1"
    assert f"Item {label} was handed out (expert)." in lines
    assert f"Item {label} was returned to its owner." in lines


def test_it_is_destroyed_by_two_people_on_a_basis(store: Store) -> None:
    item = store.in_state("destroyed")
    last = queries.chain_of(item)[-1]
    assert (last.what, last.by_id, last.second_id) == ("destroyed", store.chief.id, store.by.id)
    assert last.why == BASIS
    assert Entry.objects.get(event="ItemDestroyed").facts["proposer"] == str(store.by.id)


def test_it_follows_its_file_to_another_station(store: Store) -> None:
    item, there = store.taken_in(), store.moves_away()
    here = store.world.here
    assert list(queries.property_held(store.by, here)) == [item]
    assert queries.item_of(store.by, item.pk) == item  # the station still answers for it
    store.does("hand_over", item, by=store.by)
    assert list(queries.coming_to(there, store.world.there)) == [item]
    assert list(queries.property_held(store.by, here)) == [item]
    store.does("receive", item, by=there)
    assert list(queries.coming_to(there, store.world.there)) == []
    assert list(queries.property_held(there, store.world.there)) == [item]
    assert queries.item_of(store.by, item.pk) is None
    assert [link.station for link in queries.chain_of(item)] == [here, store.world.there, store.world.there]  # fmt: skip


def test_what_a_station_holds_by_kind_and_overdue(store: Store) -> None:
    world, here = store.world, store.world.here
    knife, phone, gone = store.taken_in(), store.taken_in(kind="device"), store.in_state("returned")
    store.does("hand_out", phone)
    held = queries.property_held
    assert set(held(store.by, here)) == {knife, phone}
    assert list(held(store.by, here, kind="device")) == [phone]
    later = world.clock() + timedelta(days=8)
    assert list(held(store.by, here, overdue_at=world.clock())) == []
    assert list(held(store.by, here, overdue_at=later)) == [phone]
    assert queries.still_held_for(store.case) == 2
    assert list(queries.items_of(store.by, store.case)) == [knife, phone, gone]
    assert list(held(world.at(world.there), here)) == []


def test_what_it_is_and_who_got_it_rests_sealed_and_is_not_on_the_timeline(store: Store) -> None:
    item = store.taken_in(party=None, found_at="پشت بازار")
    store.does("hand_out", item)
    words = ("چاقوی", "SN-4471", "پشت", "کریمی", "تعیین")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT description || identifier || found_at || to_whom || why"
            " FROM custody_item JOIN custody_movement ON item_id = custody_item.id WHERE number = 2"
        )
        [(kept,)] = cursor.fetchall()
    facts = str(list(Entry.objects.values_list("facts", flat=True)))
    for word in words:
        assert word.encode() not in bytes(kept)
        assert word not in facts


def test_a_file_is_closed_while_property_is_held(store: Store) -> None:
    item = store.taken_in()
    world = store.world
    close_case(case=store.case.pk, outcome=world.outcome(), note="صلح", by=world.desk)
    assert queries.still_held_for(store.case) == 1
    assert refusal(store.taken_in) == "case_is_open"
    store.does("return", item)
    assert queries.still_held_for(store.case) == 0


def test_an_auditor_says_what_for(store: Store) -> None:
    item, auditor = store.taken_in(), store.world.scene.person(Role.AUDITOR)
    assert queries.item_of(auditor, item.pk) is None
    assert queries.item_of(auditor.because("شکایت"), item.pk) == item


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(verbs=st.lists(st.sampled_from([step.verb for step in ITEM.steps]), max_size=12))
def test_whatever_is_tried_the_chain_has_no_gap_and_the_item_one_place(
    store: Store, verbs: list[str]
) -> None:
    item: Any = store.taken_in()
    for verb in verbs:
        refusal(store.does, verb=verb, item=item)
    item = Item.objects.get(pk=item.pk)
    chain = queries.chain_of(item)
    assert [link.number for link in chain] == list(range(1, item.moves + 1))
    assert [link.what for link in chain].count("taken_in") == 1
    assert not {"returned", "destroyed"} & {link.what for link in chain[:-1]}
    assert chain[-1].store == item.store
    assert bool(item.store) is (item.state in IN_STORE)
    assert bool(item.holder) is (item.state == "out")
    assert (chain[-1].what in {"returned", "destroyed"}) is (item.state in GONE)
