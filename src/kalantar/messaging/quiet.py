"""Quiet hours: what is not urgent waits until people are awake, by the service's own clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.conf import settings

from kalantar.kernel.text.calendar import local
from kalantar.messaging.models import Urgency


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of the day to another, as a rule past midnight; none where both are the same."""

    begin: time
    end: time

    def until(self, moment: datetime) -> datetime:
        """When the quiet hours end that ``moment`` lies in; else ``moment`` itself."""
        here = local(moment)
        if not self._hold(here.time()):
            return moment
        day = here.date() + timedelta(days=here.time() >= self.end)
        return datetime.combine(day, self.end, here.tzinfo).astimezone(UTC)

    def _hold(self, now: time) -> bool:
        if self.begin <= self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end


def is_quiet(moment: datetime) -> bool:
    return _hours().until(moment) > moment


def earliest(moment: datetime, urgency: str) -> datetime:
    """When a message of that urgency may first be sent."""
    return _hours().until(moment) if urgency == Urgency.USUAL else moment


def _hours() -> QuietHours:
    return QuietHours(*settings.QUIET_HOURS)
