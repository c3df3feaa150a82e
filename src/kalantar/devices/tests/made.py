"""A device and its secret."""

from kalantar.devices import actions
from kalantar.devices.models import Device
from kalantar.devices.tokens import new_secret, to_keep
from kalantar.patrols.models import Unit
from kalantar.patrols.tests.world import World
from kalantar.people.models import User


def made(
    world: World,
    *,
    unit: Unit | None = None,
    officer: User | None = None,
    name: str = "phone",
    secret: str = "",
) -> tuple[Device, str]:
    secret = secret or new_secret()
    device = actions.issue_device(
        name=name,
        **to_keep(secret),
        unit=unit.pk if unit else None,
        officer=officer.pk if officer else None,
        by=world.system,
    )
    return device, secret
