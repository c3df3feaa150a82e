"""Every verb of a file in every state."""

from collections.abc import Callable
from typing import Any

import pytest

from kalantar.cases import actions
from kalantar.cases.lifecycle import CASE
from kalantar.cases.models import Case, CaseState
from kalantar.cases.tests.world import NOTE, World, refusal

LEADS = {
    "refer": {"open": "referred"},
    "accept": {"referred": "open"},
    "reject": {"referred": "open"},
    "withdraw": {"referred": "open"},
    "close": {"open": "closed"},
    "reopen": {"closed": "open"},
}


def test_the_table_names_every_state_and_verb() -> None:
    assert set(CASE.states) == set(CaseState.values)
    assert {step.verb for step in CASE.steps} == set(LEADS)


@pytest.mark.parametrize("state", CaseState.values)
@pytest.mark.parametrize("verb", LEADS)
def test_case_allows_step_in_every_state(world: World, verb: str, state: str) -> None:
    case = _in(state, world)
    to = LEADS[verb].get(state)
    said = refusal(_verbs(world)[verb], case=case.pk)
    case.refresh_from_db()
    if to is None:
        never_offered = verb in {"accept", "reject"}  # then nobody is there who might answer
        assert said == ("may_answer_referral" if never_offered else "case_allows_step")
        assert case.state == state
    else:
        assert (said, case.state) == ("", to)


def _in(state: str, world: World) -> Case:
    case = world.case()
    if state == "referred":
        actions.refer_case(case=case.pk, to=world.there.pk, why="محل وقوع", by=world.desk)
    elif state == "closed":
        actions.close_case(case=case.pk, outcome=world.outcome(), by=world.desk)
    return case


def _verbs(world: World) -> dict[str, Callable[..., Any]]:
    there = world.at(world.there)
    return {
        "refer": lambda case: actions.refer_case(
            case=case, to=world.there.pk, why="محل وقوع", by=world.desk
        ),
        "accept": lambda case: actions.accept_referral(case=case, by=there),
        "reject": lambda case: actions.reject_referral(case=case, why="نه", by=there),
        "withdraw": lambda case: actions.withdraw_referral(case=case, by=world.desk),
        "close": lambda case: actions.close_case(
            case=case, outcome=world.outcome(), note=NOTE, by=world.desk
        ),
        "reopen": lambda case: actions.reopen_case(case=case, why="مدرک تازه", by=world.chief),
    }
