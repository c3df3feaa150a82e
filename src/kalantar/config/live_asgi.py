"""The live stream's entry point for an ASGI server, and who may listen to what."""

import os
from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

import django
from django.http import HttpRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kalantar.config.settings")
django.setup()

from django.conf import settings  # noqa: E402

from kalantar.kernel.actor import Grant  # noqa: E402
from kalantar.kernel.clock import system_clock  # noqa: E402
from kalantar.kernel.live.asgi import LiveApplication  # noqa: E402
from kalantar.people.adapter import has_second_factor  # noqa: E402
from kalantar.people.models import RoleGrant, User  # noqa: E402
from kalantar.people.queries import actor_of  # noqa: E402
from kalantar.places.models import Jurisdiction  # noqa: E402


def may_listen(request: HttpRequest, keys: frozenset[str]) -> bool:
    """Whoever holds a role may listen to things, and to the areas their roles reach.

    A notice says only that something changed: what it is, each page asks for under its own rules.
    """
    if not isinstance(request.user, User):
        return False
    if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(request):
        return False
    held = {grant.area for grant in actor_of(request.user).grants}
    areas = Jurisdiction.objects.filter(pk__in={UUID(key.partition(":")[2]) for key in keys})
    return bool(held) and areas.count() == areas.within(held).count()


def standings(users: Collection[UUID]) -> Mapping[UUID, frozenset[Grant]]:
    """The roles that each of them holds now, over which areas."""
    held: dict[UUID, set[Grant]] = defaultdict(set)
    grants = RoleGrant.objects.valid(system_clock()).filter(user__in=users)
    for user, role, area in grants.values_list("user", "role", "jurisdiction"):
        held[user].add(Grant(role=role, area=area))
    return {user: frozenset(grants) for user, grants in held.items()}


application = LiveApplication(may_listen, standings)
