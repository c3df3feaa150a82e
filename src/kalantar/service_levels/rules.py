"""Who may put a screen on the wall; who may read the levels is who may watch the room."""

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, permission, rule
from kalantar.people.roles import Role
from kalantar.service_levels.models import WallScreen

KEEPERS = (Role.COMMANDER, Role.STATION_CHIEF)


@permission(
    en="Screens on the wall are put up and taken down by the commander or chief of the area.",
    fa="نمایشگر دیواری را فرمانده یا رئیس کلانتری همان محدوده می‌گذارد و برمی‌دارد.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_keep_wall_screens(by: Actor, screen: WallScreen) -> bool:
    return by.kind is ActorKind.PERSON and by.holds(KEEPERS, over=screen.area.ancestors)


@rule(
    en="This screen is not in use any more.",
    fa="این نمایشگر دیگر در کار نیست.",
    do_en="There is nothing to revoke.",
    do_fa="نیازی به باطل‌کردن نیست.",
)
def wall_screen_is_in_use(screen: WallScreen) -> bool:
    return screen.revoked_at is None


wall_token_is_one_screens = constraint(
    "wall_token_is_one_screens",
    en="Each screen on the wall has an address of its own.",
    fa="هر نمایشگر دیواری نشانی خودش را دارد.",
    do_en="Issue another address.",
    do_fa="نشانی دیگری صادر کنید.",
)
