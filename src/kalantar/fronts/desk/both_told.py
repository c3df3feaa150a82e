"""How each side was told of one event, and how far apart: as a page says it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import lasting, say_datetime
from kalantar.messaging.lifecycle import MESSAGE
from kalantar.notices.delays import Delay, Heard
from kalantar.notices.events import WHY_NOT


@dataclass(frozen=True, slots=True)
class BothTold:
    """``apart``: empty while one side has not heard."""

    complainant: str
    respondent: str
    apart: str


def both_told(delay: Delay | None) -> BothTold | None:
    if delay is None:
        return None
    apart = "" if delay.submitted_s is None else apart_said(delay.submitted_s)
    return BothTold(side_said(delay.complainant), side_said(delay.respondent), apart)


def side_said(heard: Heard | None) -> str:
    """When its message was handed over, and how that stands; else why there is none."""
    if heard is None:
        return _("there is nobody on this side")
    if heard.why_not:
        return str(WHY_NOT[heard.why_not])
    state: Sentence = MESSAGE.states[heard.state]
    if heard.submitted_at is None:
        return str(state)
    return f"{say_datetime(heard.submitted_at, short=True, seconds=True)} · {state}"


def apart_said(seconds: float) -> str:
    """Who heard later, and by how much; what is less than a second is none."""
    whole = round(abs(seconds))
    if not whole:
        return str(lasting(0))
    later = _("the respondent later") if seconds > 0 else _("the complainant later")
    return f"{lasting(whole)} · {later}"
