"""When a button was pressed, which may be long before there was a network again."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from kalantar.fronts.patrol.rules import pressed_within_three_days
from kalantar.kernel.actor import Actor
from kalantar.people.middleware import acting

LATEST = timedelta(days=3)  # as long as a shift can be


def then(request: HttpRequest) -> Actor:
    """The officer at the moment the button was pressed. Refused where that is too long ago to be
    written down as if it had just been said."""
    moment = pressed_at(request)
    if moment is None:
        return acting(request)
    pressed_within_three_days.require(timezone.now() - moment)
    return acting(request).at(moment)


def at_the_latest(request: HttpRequest) -> Actor:
    """The same for a call for help, which is never refused for its age."""
    moment = pressed_at(request)
    return acting(request).at(max(moment, timezone.now() - LATEST)) if moment else acting(request)


def pressed_at(request: HttpRequest) -> datetime | None:
    """``at`` by the phone's clock, ``sent`` by the same clock as it was sent: how long ago it was,
    however wrong that clock is. Without ``sent`` what it says, never later than ours."""
    said, sent = _read(request, "at"), _read(request, "sent")
    if said is None:
        return None
    ago = (sent or timezone.now()) - said
    return timezone.now() - max(ago, timedelta())


def _read(request: HttpRequest, name: str) -> datetime | None:
    try:
        moment = parse_datetime(request.POST.get(name, ""))
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
