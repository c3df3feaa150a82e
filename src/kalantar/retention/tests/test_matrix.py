"""Every verb of a review in every state."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kalantar.cases.actions import reopen_case
from kalantar.cases.tests.world import refusal
from kalantar.kernel.models import Entry
from kalantar.retention import actions
from kalantar.retention.lifecycle import REVIEW
from kalantar.retention.models import Review, ReviewState
from kalantar.retention.reactions import take_off_the_list
from kalantar.retention.tests.world import BASIS, Keeping

LEADS = {
    "propose": {"listed": "proposed"},
    "dispose": {"proposed": "disposed"},
    "turn_down": {"proposed": "listed"},
    "keep": {"listed": "kept", "proposed": "kept"},
    "lapse": {"listed": "lapsed", "proposed": "lapsed"},
}


def test_the_table_names_every_state_and_verb() -> None:
    assert set(REVIEW.states) == set(ReviewState.values)
    assert {step.verb for step in REVIEW.steps} == set(LEADS)


@pytest.mark.parametrize("state", ReviewState.values)
@pytest.mark.parametrize("verb", LEADS)
def test_review_allows_step_in_every_state(keeping: Keeping, verb: str, state: str) -> None:
    review = _in(state, keeping)
    to = LEADS[verb].get(state)
    said = refusal(_verbs(keeping)[verb], review=review.pk)
    review.refresh_from_db()
    assert (said, review.state) == (("", to) if to else ("review_allows_step", state))


def _in(state: str, keeping: Keeping) -> Review:
    review = keeping.due(keeping.closed())
    if state == "listed":
        return review
    if state == "lapsed":
        reopen_case(case=review.case_id, why="مدرک تازه", by=keeping.chief)  # type: ignore[arg-type]
        take_off_the_list(Entry.objects.filter(event="CaseReopened").get().pk)
    elif state == "kept":
        _verbs(keeping)["keep"](review=review.pk)
    elif state == "disposed":
        keeping.dispose(review)
    else:
        keeping.propose(review)
    return Review.objects.get(pk=review.pk)


def _verbs(keeping: Keeping) -> dict[str, Callable[..., Any]]:
    def lapse(review: Any) -> None:
        """The guard itself: a file's is done by itself, when it is opened again, and so in test_reviews."""
        row = Review.objects.get(pk=review)
        REVIEW.advance(row, "lapse")
        Review.objects.filter(pk=review).update(state=row.state)

    return {
        "propose": lambda review: actions.propose_disposal(
            review=review, basis=BASIS, by=keeping.desk
        ),
        "dispose": lambda review: actions.dispose(review=review, by=keeping.chief),
        "turn_down": lambda review: actions.turn_down_disposal(
            review=review, why="لازم است", by=keeping.chief
        ),
        "keep": lambda review: actions.keep_longer(
            review=review, until=keeping.clock() + timedelta(days=400),
            why="پژوهش", by=keeping.chief,
        ),
        "lapse": lapse,
    }  # fmt: skip
