"""What can be done with the screens on the wall."""

from uuid import UUID

from kalantar.kernel.action import action, find, lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.timeline import record
from kalantar.places.models import Jurisdiction
from kalantar.service_levels import events
from kalantar.service_levels.models import WallScreen
from kalantar.service_levels.rules import may_keep_wall_screens, wall_screen_is_in_use

AREAS = Jurisdiction.objects.living()
SCREENS = WallScreen.objects.select_related("area")


@action
def issue_wall_screen(*, area: UUID, digest: str, by: Actor) -> WallScreen:
    """An address that shows the levels of an area to whoever has it. ``digest``: of its token."""
    row = may_keep_wall_screens.allow(by, WallScreen(area=find(AREAS, area)))
    row.digest, row.issued_at = digest, by.now()
    row.save(force_insert=True)
    record(events.WallScreenIssued(), about=[row], by=by, areas=row.area.ancestors)
    return row


@action
def revoke_wall_screen(*, screen: UUID, by: Actor) -> WallScreen:
    """From now on its address shows nothing."""
    row = may_keep_wall_screens.allow(by, lock(SCREENS, screen))
    wall_screen_is_in_use.require(row)
    row.revoked_at = by.now()
    row.save(update_fields=["revoked_at"])
    record(events.WallScreenRevoked(), about=[row], by=by, areas=row.area.ancestors)
    return row
