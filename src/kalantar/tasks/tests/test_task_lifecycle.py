"""Every verb of a task in every state."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kalantar.cases.tests.world import refusal
from kalantar.tasks import actions
from kalantar.tasks.lifecycle import TASK
from kalantar.tasks.models import TaskState
from kalantar.tasks.tests.world import Work, id_of

LEADS = {
    "finish": {"to_do": "done"},
    "move_deadline": {"to_do": "to_do"},
    "hand_over": {"to_do": "to_do"},
    "give_up": {"to_do": "given_up"},
}


def _verbs(work: Work) -> dict[str, Callable[..., Any]]:
    by, chief = work.by, id_of(work.world.chief)
    later = work.tomorrow() + timedelta(days=1)
    return {
        "finish": lambda id: actions.finish_task(task=id, note="انجام شد", by=by),
        "move_deadline": lambda id: actions.move_deadline(task=id, due_at=later, why="x", by=by),
        "hand_over": lambda id: actions.hand_over_task(task=id, officer=chief, by=by),
        "give_up": lambda id: actions.give_up_task(task=id, why="x", by=by),
    }


def test_the_table_names_every_state_and_verb() -> None:
    assert set(TASK.states) == set(TaskState.values)
    assert {step.verb for step in TASK.steps} == set(LEADS)


@pytest.mark.parametrize("state", TaskState.values)
@pytest.mark.parametrize("verb", LEADS)
def test_task_allows_step_in_every_state(work: Work, verb: str, state: str) -> None:
    row = work.in_state(state)
    said = refusal(_verbs(work)[verb], id=row.pk)
    row.refresh_from_db()
    to = LEADS[verb].get(state)
    assert (said, row.state) == (("", to) if to else ("task_allows_step", state))
