"""How far help is, as it is told to who rang: minutes, and nothing else of the incident."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil

from kalantar.dispatch.models import Assignment, AssignmentState
from kalantar.incidents.models import Incident


class Help(StrEnum):
    NOT_SENT = "not_sent"
    COMING = "coming"
    LATE = "late"  # longer under way than was reckoned
    ON_SCENE = "on_scene"
    BEEN = "been"  # was there, and has left


@dataclass(frozen=True, slots=True)
class HelpComing:
    """``minutes``: until the first of them is there; None where it is not known."""

    how: Help
    minutes: int | None = None


def help_for(incident: Incident, now: datetime) -> HelpComing:
    """By the routed minutes of who was sent, less what has passed since. One query."""
    rows = list(Assignment.objects.filter(incident=incident).order_by("sent_at"))
    running = [row for row in rows if row.ended_at is None]
    if any(row.state == AssignmentState.ON_SCENE for row in running):
        return HelpComing(Help.ON_SCENE)
    if not running:
        been = any(row.state == AssignmentState.CLEARED for row in rows)
        return HelpComing(Help.BEEN if been else Help.NOT_SENT)
    known = [row for row in running if row.expected_s is not None]
    left = [(row.expected_s or 0) - (now - row.sent_at).total_seconds() for row in known]
    if not left:
        return HelpComing(Help.COMING)
    soonest = [seconds for seconds in left if seconds > 0]
    if not soonest:
        return HelpComing(Help.LATE)
    return HelpComing(Help.COMING, ceil(min(soonest) / 60))
