"""What is done by the hour: receipts that belong to nothing are forgotten."""

from django.conf import settings

from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little
from kalantar.sms_gateway.actions import forget_stray_receipts

BY = system(why="kept long enough")


@every_hour(at_minute=37)
def forget_old_receipts() -> bool:
    before = BY.now() - settings.KEEP_STRAY_RECEIPTS
    return little_by_little(lambda: forget_stray_receipts(before=before, by=BY))
