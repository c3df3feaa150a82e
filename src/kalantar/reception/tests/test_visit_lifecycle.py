"""Every verb in every state of a visit."""

from collections.abc import Callable
from typing import Any

import pytest

from kalantar.kernel.rules import Refused
from kalantar.reception import actions
from kalantar.reception.lifecycle import VISIT
from kalantar.reception.models import Visit, VisitState
from kalantar.reception.tests.hall import Hall

VERBS = sorted({step.verb for step in VISIT.steps})
WAY = {
    VisitState.WAITING: [],
    VisitState.CALLED: ["call_visitor"],
    VisitState.SERVING: ["call_visitor", "begin_serving"],
    VisitState.SERVED: ["call_visitor", "begin_serving", "serve"],
    VisitState.REFERRED: ["call_visitor", "refer_visitor"],
    VisitState.LEFT: ["leave_queue"],
    VisitState.MISSED: ["call_visitor", "miss"],
}


def _do(hall: Hall, visit: Visit, verb: str) -> Visit:
    act: Callable[..., Visit] = getattr(actions, verb)
    more: dict[str, Any] = {
        "call_visitor": {"desk": hall.first.pk},
        "refer_visitor": {"to": hall.scene.stations[1].pk},
    }.get(verb, {})
    return act(visit=visit.pk, **more, by=hall.by)


@pytest.mark.parametrize("state", VISIT.states)
@pytest.mark.parametrize("verb", VERBS)
def test_visit_allows_step(hall: Hall, state: str, verb: str) -> None:
    visit = hall.comes()
    for earlier in WAY[VisitState(state)]:
        _do(hall, visit, earlier)
    step = VISIT.step(verb, state)
    if step is None:
        with pytest.raises(Refused) as refusal:
            _do(hall, visit, verb)
        assert refusal.value.rule.name == "visit_allows_step"
    else:
        _do(hall, visit, verb)
    kept = Visit.objects.get(pk=visit.pk)
    assert kept.state == (step.to if step else state)


def test_call_next_takes_a_step_of_the_table(hall: Hall) -> None:
    hall.comes()
    assert actions.call_next(desk=hall.first.pk, by=hall.by).state == VisitState.CALLED
