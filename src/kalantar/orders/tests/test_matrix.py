"""Every verb of an order in every state."""

from collections.abc import Callable
from typing import Any

import pytest

from kalantar.cases.tests.world import refusal
from kalantar.orders import actions
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.models import Order, OrderState
from kalantar.orders.tests.world import Courts

LEADS = {
    "assign": {"received": "assigned", "assigned": "assigned"},
    "carry_out": {"assigned": "carried_out"},
    "return": {"received": "returned", "assigned": "returned"},
    "withdraw": {"received": "withdrawn", "assigned": "withdrawn"},
}


def test_the_table_names_every_state_and_verb() -> None:
    assert set(ORDER.states) == set(OrderState.values)
    assert {step.verb for step in ORDER.steps} == set(LEADS)


@pytest.mark.parametrize("state", OrderState.values)
@pytest.mark.parametrize("verb", LEADS)
def test_order_allows_step_in_every_state(courts: Courts, verb: str, state: str) -> None:
    order = _in(state, courts)
    to = LEADS[verb].get(state)
    said = refusal(_verbs(courts)[verb], order=order.pk)
    order.refresh_from_db()
    assert said == ("" if to else "order_allows_step")
    assert order.state == (to or state)


def _in(state: str, courts: Courts) -> Order:
    order, verbs = courts.order(), _verbs(courts)
    way = {"carried_out": ["assign", "carry_out"], "assigned": ["assign"], "returned": ["return"]}
    for verb in way.get(state, ["withdraw"] if state == "withdrawn" else []):
        verbs[verb](order=order.pk)
    return order


def _verbs(courts: Courts) -> dict[str, Callable[..., Any]]:
    by = courts.world.desk
    assert by.id is not None
    officer = by.id
    return {
        "assign": lambda order: actions.assign_order(order=order, officer=officer, by=by),
        "carry_out": lambda order: actions.carry_out_order(order=order, report="شد", by=by),
        "return": lambda order: actions.return_order(order=order, report="نشانی نبود", by=by),
        "withdraw": lambda order: actions.withdraw_order(order=order, why="نامهٔ شعبه", by=by),
    }
