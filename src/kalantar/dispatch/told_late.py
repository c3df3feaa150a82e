"""What a crew did while it had no network is told late, after others have gone on: judged as it was then."""

from datetime import datetime

from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.dispatch.models import Assignment
from kalantar.dispatch.models import AssignmentState as S

STAGES = {"acknowledge": "acknowledged_at", "set_out": "en_route_at", "arrive": "on_scene_at"}
_SINCE = (
    (S.ON_SCENE, "on_scene_at"),
    (S.EN_ROUTE, "en_route_at"),
    (S.ACKNOWLEDGED, "acknowledged_at"),
    (S.SENT, "sent_at"),
)


def state_at(assignment: Assignment, moment: datetime) -> str | None:
    """How far it was at that moment; None before it was sent."""
    if assignment.ended_at is not None and assignment.ended_at <= moment:
        return assignment.state
    for state, stage in _SINCE:
        since = getattr(assignment, stage)
        if since is not None and since <= moment:
            return state
    return None


def is_told_late(assignment: Assignment, verb: str, moment: datetime) -> bool:
    """Whether the stage was possible then, and no longer is: its time is added, and nothing else changes."""
    then = None if ASSIGNMENT.can(assignment, verb) else state_at(assignment, moment)
    return then is not None and ASSIGNMENT.step(verb, then) is not None


def stages_told(assignment: Assignment, verb: str, moment: datetime) -> list[str]:
    """Set the time of the stage, and of those before it that would lie after it; the columns changed."""
    changed = []
    for stage in STAGES.values():
        known = getattr(assignment, stage)
        if known is None or known > moment:
            setattr(assignment, stage, moment)
            changed.append(stage)
        if stage == STAGES[verb]:
            break
    return changed
