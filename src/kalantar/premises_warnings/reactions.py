"""What is done by the hour: the words of warnings that were over long enough are erased."""

from django.conf import settings

from kalantar.kernel.actor import Actor, system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little
from kalantar.kernel.rules import Refused
from kalantar.premises_warnings.actions import erase_warnings

BY = system(why="kept long enough")


@every_hour(at_minute=48)
def erase_old_warnings() -> bool:
    return little_by_little(lambda: erase_some(BY))


def erase_some(by: Actor) -> int:
    """Whether there were any."""
    try:
        erase_warnings(before=by.now() - settings.KEEP_WARNINGS, by=by)
    except Refused:
        return 0
    return 1
