"""Of who hung up in the hours of the shift page: how many, how many were spoken with in time, were given up, and
how long one waits now; each number with the list behind it."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kalantar.call_backs.queries import call_back_figures, count_owed, within_said
from kalantar.fronts.dispatcher.figures import percent
from kalantar.kernel.actor import Actor
from kalantar.kernel.hours import HOUR, hours_until
from kalantar.kernel.text import lasting
from kalantar.places.models import Jurisdiction


def hung_up(city: Jurisdiction | None, number: int, reader: Actor) -> list[dict[str, Any]]:
    """Of the last ``number`` hours. Two queries."""
    if city is None:
        return []
    hours, now = hours_until(reader.now(), number), reader.now()
    told = call_back_figures(reader, hours[0], hours[-1] + HOUR, city=city.pk)
    owed = count_owed(reader, now, city.pk)
    longest = (
        lasting(round((now - owed.since).total_seconds())) if owed.since else _("nobody waits")
    )

    def behind(which: str) -> str:
        asked = {"city": city.pk} | ({"which": which, "hours": number} if which else {})
        return f"{reverse('call_taker:call_backs')}?{urlencode(asked)}"

    return [
        {"name": _("Callers who hung up and gave a number"), "value": told.left, "url": behind("left")},
        {
            "name": _("Spoken with within %(within)s") % {"within": within_said()},
            "value": told.in_time,
            "share": percent(told.in_time / told.left) if told.left else "",
            "url": behind("in_time"),
        },
        {"name": _("Given up after several tries"), "value": told.given_up, "url": behind("given_up")},
        {"name": _("Wait to be called back now"), "value": owed.count, "url": behind("")},
        {"name": _("The longest wait now"), "value": longest, "url": behind("")},
    ]  # fmt: skip
