"""Quiet hours by environment: from and to, by the service's clock."""

import os
import re
from datetime import time

from django.core.exceptions import ImproperlyConfigured

_WRITTEN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def quiet_hours(variable: str, *, usually: str) -> tuple[time, time]:
    """The two times ``variable`` names, or the usual ones; the same twice means none."""
    said = os.environ.get(variable, "").strip() or usually
    found = _WRITTEN.fullmatch(said)
    if found is None:
        raise ImproperlyConfigured(
            f"{variable} is two times such as 22:00-08:00, or 00:00-00:00 for none; it says “{said}”."
        )
    hour, minute, until_hour, until_minute = map(int, found.groups())
    return time(hour, minute), time(until_hour, until_minute)
