"""What is done by the hour: parts of texts that were never finished are forgotten."""

from datetime import timedelta

from kalantar.incoming_messages.actions import forget_incoming_parts
from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little

BY = system(why="kept long enough")
KEPT = timedelta(days=1)  # an operator gives a part up within hours


@every_hour(at_minute=43)
def forget_old_parts() -> bool:
    before = BY.now() - KEPT
    return little_by_little(lambda: forget_incoming_parts(before=before, by=BY))
