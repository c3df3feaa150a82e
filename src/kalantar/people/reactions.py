"""What is done by the hour about people's sessions: those that have lapsed are forgotten."""

from datetime import timedelta

from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little
from kalantar.people.actions import forget_attempts, forget_devices, forget_sessions

BY = system(why="kept long enough")
WHILE = timedelta(hours=1)  # a sign-in writes the session and its device one after the other


@every_hour(at_minute=17)
def forget_lapsed_sessions() -> bool:
    now = BY.now()
    more = little_by_little(lambda: forget_sessions(before=now, by=BY))
    return little_by_little(lambda: forget_devices(before=now - WHILE, by=BY)) or more


@every_hour(at_minute=22)
def forget_old_attempts() -> bool:
    now = BY.now()
    return little_by_little(lambda: forget_attempts(before=now, by=BY))
