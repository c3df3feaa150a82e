"""The live stream's entry point for an ASGI server, and who may listen to what.

A notice says only that something changed: what it is, each page asks for under its own rules. Yet
that it changed says something too, so each key is judged as what it names.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

import django
from django.http import HttpRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kalantar.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db.models import Q, QuerySet  # noqa: E402

from kalantar.dispatch.queries import sent_to  # noqa: E402
from kalantar.fronts.dispatcher.sight import open_board  # noqa: E402
from kalantar.incidents.models import Incident  # noqa: E402
from kalantar.kernel.actor import Actor, Grant  # noqa: E402
from kalantar.kernel.clock import system_clock  # noqa: E402
from kalantar.kernel.live.asgi import LiveApplication  # noqa: E402
from kalantar.patrols.models import Unit  # noqa: E402
from kalantar.people.adapter import has_second_factor  # noqa: E402
from kalantar.people.models import RoleGrant, User  # noqa: E402
from kalantar.people.queries import actor_of  # noqa: E402
from kalantar.people.roles import EVERYONE, WATCHERS  # noqa: E402
from kalantar.places.models import Jurisdiction  # noqa: E402


def may_listen(request: HttpRequest, keys: frozenset[str]) -> bool:
    """Whether every one of the keys may be heard; each kind is judged at once, however many."""
    if not isinstance(request.user, User):
        return False
    if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(request):
        return False
    reader = actor_of(request.user)
    asked: dict[str, set[UUID]] = defaultdict(set)
    for key in keys:
        kind, _, id = key.partition(":")
        asked[kind].add(UUID(id))
    return bool(reader.grants) and all(
        kind in _HEARD and _HEARD[kind](reader).filter(pk__in=ids).count() == len(ids)
        for kind, ids in asked.items()
    )


def _areas(reader: Actor) -> QuerySet[Jurisdiction]:
    """That something is done or moves in an area, whoever holds a role over it may know."""
    return Jurisdiction.objects.within(reader.areas(EVERYONE))


def _watched(reader: Actor) -> QuerySet[Jurisdiction]:
    """Which of its incidents it is, those who may read them all: as ``Incident.visible_to``."""
    return Jurisdiction.objects.within(reader.areas(WATCHERS))


def _incidents(reader: Actor) -> QuerySet[Incident]:
    """Those the reader may read, and the one their unit is sent to."""
    own = sent_to(reader)
    return Incident.objects.filter(
        Q(pk__in=Incident.objects.visible_to(reader).values("pk")) | Q(pk__in=own)
    )


def _oneself(reader: Actor) -> QuerySet[User]:
    """That somebody did something with one's own name: put one into a crew, say."""
    return User.objects.filter(pk__in=[reader.id] if reader.id else [])


# What may be heard of each kind of key, as the rows of it; a kind that is not here by nobody.
_HEARD: dict[str, Callable[[Actor], QuerySet[Any]]] = {
    "area": _areas,
    "positions": _areas,
    "incident_in": _watched,
    "incident": _incidents,
    "user": _oneself,
    "unit": Unit.objects.place_visible_to,  # the notice of an incident beside it says where it is
}


def standings(users: Collection[UUID]) -> Mapping[UUID, frozenset[Grant]]:
    """The roles that each of them holds now, over which areas."""
    held: dict[UUID, set[Grant]] = defaultdict(set)
    grants = RoleGrant.objects.valid(system_clock()).filter(user__in=users)
    for user, role, area in grants.values_list("user", "role", "jurisdiction"):
        held[user].add(Grant(role=role, area=area))
    return {user: frozenset(grants) for user, grants in held.items()}


application = LiveApplication(may_listen, standings, open_board)
