"""What is done by the hour about panic alarms: where officers were is forgotten after its time."""

from django.conf import settings

from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.panic_alarms.actions import forget_alarm_places
from kalantar.panic_alarms.models import PanicAlarm

BY = system(why="kept long enough")


@every_hour(at_minute=33)
def forget_old_alarm_places() -> bool:
    """A batch an hour is more than a country raises."""
    before = BY.now() - settings.KEEP_POSITIONS
    if PanicAlarm.objects.filter(ended_at__lt=before, place__isnull=False).exists():
        forget_alarm_places(before=before, by=BY)
    return False
