"""What is done by the hour about copies: codes are not kept for ever."""

from datetime import timedelta

from kalantar.data_copies.actions import forget_copy_codes
from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little

BY = system(why="kept long enough")
KEPT = timedelta(days=30)


@every_hour(at_minute=2)
def forget_old_copy_codes() -> bool:
    before = BY.now() - KEPT
    return little_by_little(lambda: forget_copy_codes(before=before, by=BY))
