"""What is done by the hour about positions: days are made, those kept long enough are forgotten."""

from django.conf import settings

from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.kernel.keeping import little_by_little
from kalantar.kernel.rules import Refused
from kalantar.patrols.actions import forget_day, forget_positions, make_days
from kalantar.patrols.history import parts
from kalantar.patrols.rules import older_positions_are_kept

BY = system(why="kept long enough")


@every_hour(at_minute=3)
def make_days_ahead() -> bool:
    make_days(by=BY)
    return False


@every_hour(at_minute=27)
def forget_old_positions() -> bool:
    before, last = BY.now() - settings.KEEP_POSITIONS, None
    for part in parts():
        if part.until <= before:
            forget_day(until=part.until, by=BY)

    def some() -> int:
        nonlocal last
        try:
            last = forget_positions(before=before, after=last, by=BY).pk
        except Refused as refusal:
            if refusal.rule is older_positions_are_kept:
                return 0
            raise
        return 1

    return little_by_little(some)
