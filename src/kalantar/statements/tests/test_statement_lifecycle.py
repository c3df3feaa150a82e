"""Every verb of a statement in every state."""

from collections.abc import Callable
from typing import Any

import pytest

from kalantar.cases.tests.world import refusal
from kalantar.statements import actions
from kalantar.statements.lifecycle import STATEMENT
from kalantar.statements.models import StatementState
from kalantar.statements.tests.world import SAID, Hearing

LEADS = {
    "write": {"draft": "draft"},
    "agree": {"draft": "agreed"},
    "sign": {"agreed": "signed"},
    "drop": {"draft": "dropped", "agreed": "dropped"},
}


def _verbs(hearing: Hearing) -> dict[str, Callable[..., Any]]:
    by = hearing.world.desk
    agreed: dict[str, Any] = {
        "how": "typed",
        "name": "سارا",
        "identified": "کارت ملی",
        "consents": True,
    }
    return {
        "write": lambda id: actions.write_statement(statement=id, sections=SAID, by=by),
        "agree": lambda id: actions.agree_to_statement(statement=id, **agreed, by=by),
        "sign": lambda id: actions.sign_statement(statement=id, by=by),
        "drop": lambda id: actions.drop_statement(statement=id, why="اشتباه", by=by),
    }


def test_the_table_names_every_state_and_verb() -> None:
    assert set(STATEMENT.states) == set(StatementState.values)
    assert {step.verb for step in STATEMENT.steps} == set(LEADS)


@pytest.mark.parametrize("state", StatementState.values)
@pytest.mark.parametrize("verb", LEADS)
def test_statement_allows_step_in_every_state(hearing: Hearing, verb: str, state: str) -> None:
    row = hearing.in_state(state)
    said = refusal(_verbs(hearing)[verb], id=row.pk)
    row.refresh_from_db()
    to = LEADS[verb].get(state)
    assert (said, row.state) == (("", to) if to else ("statement_allows_step", state))


@pytest.mark.parametrize("state", StatementState.values)
def test_only_a_signed_one_is_followed(hearing: Hearing, state: str) -> None:
    row, by = hearing.in_state(state), hearing.world.desk
    said = refusal(actions.follow_statement, statement=row.pk, why="اصلاح", by=by)
    assert said == ("" if state == "signed" else "statement_is_signed")
