"""What the kernel does by the hour: it forgets what it kept for its own work only."""

from django.conf import settings

from kalantar.kernel.actions import forget_jobs, forget_operations
from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little

BY = system(why="kept long enough")


@every_hour(at_minute=7)
def forget_old_operations() -> bool:
    before = BY.now() - settings.KEEP_OPERATIONS
    return little_by_little(lambda: forget_operations(before=before, by=BY))


@every_hour(at_minute=12)
def forget_old_jobs() -> bool:
    before = BY.now() - settings.KEEP_JOBS
    return little_by_little(lambda: forget_jobs(before=before, by=BY))
