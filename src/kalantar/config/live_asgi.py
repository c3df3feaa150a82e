"""The live stream's entry point for an ASGI server, and who may listen to what."""

import os

import django
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kalantar.config.settings")
django.setup()

from django.contrib.auth.base_user import AbstractBaseUser  # noqa: E402

from kalantar.kernel.live.asgi import LiveApplication  # noqa: E402
from kalantar.people.models import RoleGrant  # noqa: E402
from kalantar.places.models import Jurisdiction  # noqa: E402


def may_listen(user: AbstractBaseUser, keys: frozenset[str]) -> bool:
    """Whoever holds a role may listen to things, and to the areas their roles reach.

    A notice says only that something changed: what it is, each page asks for under its own rules.
    """
    held = list(
        RoleGrant.objects.valid(timezone.now())
        .filter(user=user.pk)
        .values_list("jurisdiction", flat=True)
    )
    areas = {key.removeprefix("area:") for key in keys if key.startswith("area:")}
    reached = Jurisdiction.objects.within(held).filter(pk__in=areas)
    return bool(held) and reached.count() == len(areas)


application = LiveApplication(may_listen)
