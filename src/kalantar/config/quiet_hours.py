"""Quiet hours by environment: from and to, by the service's clock."""

import re
from datetime import time

from kalantar.config.given import WrongSetting, said
from kalantar.kernel.sentence import Sentence

_WRITTEN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def quiet_hours(variable: str, *, usually: str) -> tuple[time, time]:
    """The two times ``variable`` names, or the usual ones; the same twice means none."""
    text = said(variable, usually)
    found = _WRITTEN.fullmatch(text)
    if found is None:
        wanted = Sentence(
            en="two times such as {usual}, or {none} for none",
            fa="دو ساعت مانند {usual}، یا {none} اگر چنین ساعتی نیست",
        ).format(usual=usually, none="00:00-00:00")
        raise WrongSetting(variable, text, wanted)
    hour, minute, until_hour, until_minute = map(int, found.groups())
    return time(hour, minute), time(until_hour, until_minute)
