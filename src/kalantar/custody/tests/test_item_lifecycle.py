"""Every verb of an item in every state."""

import pytest

from kalantar.cases.tests.world import refusal
from kalantar.custody.lifecycle import ITEM
from kalantar.custody.models import ItemState
from kalantar.custody.tests.world import Store

LEADS = {
    "move": {"held": "held"},
    "hand_out": {"held": "out"},
    "bring_back": {"out": "held"},
    "return": {"held": "returned"},
    "hand_over": {"held": "on_the_way"},
    "receive": {"on_the_way": "held"},
    "propose_destruction": {"held": "condemned"},
    "keep": {"condemned": "held"},
    "destroy": {"condemned": "destroyed"},
}


def test_the_table_names_every_state_and_verb(store: Store) -> None:
    assert set(ITEM.states) == set(ItemState.values)
    assert {step.verb for step in ITEM.steps} == set(LEADS) == set(store.verbs())


@pytest.mark.parametrize("state", ItemState.values)
@pytest.mark.parametrize("verb", LEADS)
def test_item_allows_step_in_every_state(store: Store, verb: str, state: str) -> None:
    item = store.in_state(state)
    if verb == "hand_over" and state == "held":
        store.moves_away()
    by = store.world.at(store.world.there) if item.next_station_id else store.chief
    if verb != "receive" and item.next_station_id:
        by = store.chief
    to, links = LEADS[verb].get(state), item.moves
    said = refusal(store.does, verb=verb, item=item, by=by)
    item.refresh_from_db()
    assert (said, item.state) == (("", to) if to else ("item_allows_step", state))
    assert item.chain.count() == item.moves == links + bool(to)
