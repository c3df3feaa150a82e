"""Whose board a stream brings: judged as the room's page judges who asks for it."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest

from kalantar.fronts.base.asked import id_of
from kalantar.fronts.dispatcher.picture import RoomPicture
from kalantar.incidents.rules import may_watch_incidents
from kalantar.kernel.live.boards import Sight
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.people.roles import EVERYONE
from kalantar.places.queries import cities_of


def open_board(request: HttpRequest, asked: Mapping[str, str]) -> Sight | None:
    """``asked``: ``board``, a city, and ``language``. Who holds the same roles sees the same."""
    if not isinstance(request.user, User):
        return None
    reader, language = actor_of(request.user), asked.get("language", "")
    id = id_of(asked.get("board"))
    city = cities_of(reader.areas(EVERYONE)).filter(pk=id).first() if id else None
    if city is None or language not in dict(settings.LANGUAGES):
        return None
    if not may_watch_incidents(reader, city):
        return None
    name = (city.id, reader.grants, language)
    return Sight(name, lambda: RoomPicture(city, reader, language))
