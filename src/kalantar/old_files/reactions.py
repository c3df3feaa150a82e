"""What was read and not brought in for a week is given up: it says something about people."""

from django.conf import settings

from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.rules import Refused
from kalantar.old_files.actions import give_up_register
from kalantar.old_files.models import RegisterImport
from kalantar.old_files.rules import register_is_still_brought_in

BY = system(why="kept long enough")


@every_hour(at_minute=57)
def give_up_what_waits() -> bool:
    before = BY.now() - settings.KEEP_READ_REGISTERS
    for run in RegisterImport.objects.filter(ended_at=None, read_at__lt=before):
        try:
            give_up_register(run=run.pk, by=BY)
        except Refused as refused:  # it was ended by somebody a moment ago
            if refused.rule is not register_is_still_brought_in:
                raise
    return False
