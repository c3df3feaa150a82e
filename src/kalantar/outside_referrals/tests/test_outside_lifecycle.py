"""Every verb of an outside referral in every state."""

from collections.abc import Callable
from typing import Any

import pytest

from kalantar.cases.tests.world import refusal
from kalantar.outside_referrals import actions
from kalantar.outside_referrals.lifecycle import OUTSIDE_REFERRAL
from kalantar.outside_referrals.models import OutsideState
from kalantar.outside_referrals.tests.world import Outside

LEADS = {
    "note_acceptance": {"waits": "accepted"},
    "note_rejection": {"waits": "rejected"},
    "note_return": {"waits": "returned", "accepted": "returned"},
    "take_back": {"waits": "withdrawn"},
}


def _verbs(by: Any) -> dict[str, Callable[..., Any]]:
    return {
        "note_acceptance": lambda id: actions.note_outside_acceptance(referral=id, by=by),
        "note_rejection": lambda id: actions.note_outside_rejection(referral=id, said="x", by=by),
        "note_return": lambda id: actions.note_outside_return(referral=id, said="x", by=by),
        "take_back": lambda id: actions.take_back_outside_referral(referral=id, why="x", by=by),
    }


def test_the_table_names_every_state_and_verb() -> None:
    assert set(OUTSIDE_REFERRAL.states) == set(OutsideState.values)
    assert {step.verb for step in OUTSIDE_REFERRAL.steps} == set(LEADS)


@pytest.mark.parametrize("state", OutsideState.values)
@pytest.mark.parametrize("verb", LEADS)
def test_outside_referral_allows_step_in_every_state(
    outside: Outside, verb: str, state: str
) -> None:
    row = outside.in_state(state)
    said = refusal(_verbs(outside.by)[verb], id=row.pk)
    row.refresh_from_db()
    to = LEADS[verb].get(state)
    assert (said, row.state) == (("", to) if to else ("outside_referral_allows_step", state))
