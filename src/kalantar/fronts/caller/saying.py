"""What was pressed on the page, as an action."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, QueryDict

from kalantar.caller_links import actions
from kalantar.caller_links.rules import LONGEST_WORDS
from kalantar.calls.rules import place_is_on_earth
from kalantar.fronts.base.asked import words_of
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.geometry import Point


def caller() -> Actor:
    """Whoever holds the address; nothing is known of them."""
    return Actor(kind=ActorKind.CITIZEN)


def said_in(request: HttpRequest, link: UUID, token: str) -> None:
    """Refused where it may not be, or says nothing."""
    posted = request.POST
    does = _OTHERS.get(posted.get("do", ""), _say)
    does(posted, link, token)


def _say(posted: QueryDict, link: UUID, token: str) -> None:
    actions.say(link=link, token=token, kind=posted.get("do", ""), by=caller())


def _write(posted: QueryDict, link: UUID, token: str) -> None:
    text = words_of(posted.get("text"), LONGEST_WORDS + 1)
    actions.write(link=link, token=token, text=text, by=caller())


def _place(posted: QueryDict, link: UUID, token: str) -> None:
    lon, lat, accuracy = (_number(posted.get(name, "")) for name in ("lon", "lat", "accuracy"))
    if lon is None or lat is None:
        raise place_is_on_earth.refuse()
    place = Point(lon, lat)
    actions.tell_place(link=link, token=token, place=place, accuracy_m=accuracy, by=caller())


def _messages(_posted: QueryDict, link: UUID, token: str) -> None:
    actions.want_messages(link=link, token=token, by=caller())


def _number(text: str) -> float | None:
    """What a script sent; None where it is none, or no number one can calculate with."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e7 else None


_OTHERS: dict[str, Callable[[QueryDict, UUID, str], None]] = {
    "words": _write,
    "place": _place,
    "messages": _messages,
}
