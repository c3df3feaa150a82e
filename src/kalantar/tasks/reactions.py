"""What follows a step of the file for its tasks. Run twice, the second time finds nothing left."""

from uuid import UUID

from kalantar.cases import events as cases
from kalantar.kernel.actor import system
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.timeline import reacts_to
from kalantar.tasks.actions import bring_tasks_along, give_up_tasks_of
from kalantar.tasks.rules import file_of_tasks_is_closed, some_task_is_left

CLOSED, MOVED = system(why="file closed"), system(why="file moved")


@reacts_to(cases.CaseClosed)
def give_up_what_is_left(entry: UUID) -> None:
    """Unless the file was opened again meanwhile."""
    try:
        give_up_tasks_of(case=_case(entry), by=CLOSED)
    except Refused as refused:
        if refused.rule not in (some_task_is_left, file_of_tasks_is_closed):
            raise


@reacts_to(cases.ReferralAccepted)
def leave_tasks_to_the_station(entry: UUID) -> None:
    try:
        bring_tasks_along(case=_case(entry), by=MOVED)
    except Refused as refused:
        if refused.rule is not some_task_is_left:
            raise


def _case(entry: UUID) -> UUID:
    return UUID(Entry.objects.get(pk=entry).facts["case"])
