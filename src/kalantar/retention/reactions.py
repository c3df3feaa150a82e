"""What is done by the hour: files that came due are listed, and nothing more; what the 110 room has kept long
enough is erased. A file opened again is not due."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from kalantar.cases.events import CaseReopened
from kalantar.data_copies.kept import says_how_long
from kalantar.kernel.actor import Actor, system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Refused
from kalantar.kernel.timeline import reacts_to
from kalantar.retention.actions import (
    erase_in_room,
    lapse_reviews,
    list_due_files,
    list_due_parties,
    list_due_visitors,
    pass_what_is_needed,
)
from kalantar.retention.copied import schedule_said
from kalantar.retention.models import RoomRecord
from kalantar.retention.rules import something_is_due

BY = system(why="the time to keep it is over")
KEPT = system(why="kept long enough")
BY_ITSELF = system(why="step of the file")
says_how_long(schedule_said)


@every_hour(at_minute=52)
def list_what_is_due() -> bool:
    """First the files, so that the parties of one that is due are not listed beside it."""
    more = little_by_little(lambda: _some(list_due_files, BY))
    more = little_by_little(lambda: _some(list_due_parties, BY)) or more
    return little_by_little(lambda: _some(list_due_visitors, BY)) or more


@every_hour(at_minute=32)
def erase_in_the_room() -> bool:
    """Nothing of it is listed: what nobody needs any more goes. Each kind has its share of the time."""
    more = [_erased(what) for what in RoomRecord.values]
    return any(more)


@reacts_to(CaseReopened)
def take_off_the_list(entry: UUID) -> None:
    case = UUID(Entry.objects.get(pk=entry).facts["case"])
    _some(lapse_reviews, BY_ITSELF, case=case)


def _erased(what: str) -> bool:
    """What is still needed is passed first: it would be looked at again each time else."""
    return little_by_little(
        lambda: pass_what_is_needed(what=what, by=KEPT) or _some(erase_in_room, KEPT, what=what)
    )


def _some(act: Callable[..., Any], by: Actor, **of: Any) -> int:
    try:
        act(**of, by=by)
    except Refused as refusal:
        if refusal.rule is something_is_due:
            return 0
        raise
    return 1
