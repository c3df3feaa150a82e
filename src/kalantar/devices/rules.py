"""Who gives devices out, and which are believed. What a point is worth, patrols judges."""

from datetime import datetime

from kalantar.devices.models import Carrier, Device
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import constraint, input_rule, permission, rule
from kalantar.patrols.models import Unit
from kalantar.patrols.rules import KEEPERS
from kalantar.people.rules import may_manage_person, may_reach
from kalantar.people.scopes import Scope


@permission(
    en="A unit's devices are managed by the chief, the commander or the administrator of its area; an"
    " officer's by the administrator who manages the officer.",
    fa="دستگاه‌های یگان را رئیس کلانتری، فرمانده یا مدیر سامانهٔ محدوده و دستگاه مأمور را مدیر سامانهٔ"
    " مسئول او مدیریت می‌کند.",
    do_en="Ask one of them.",
    do_fa="از یکی از آنان بخواهید.",
)
def may_manage_devices(by: Actor, carrier: Carrier) -> bool:
    if isinstance(carrier, Unit):
        over = carrier.jurisdiction.ancestors
        return may_reach(by, Scope.UNITS_WRITE) and by.holds(KEEPERS, over)
    return may_manage_person(by, carrier)


@permission(
    en="A device is revoked by who could give it out.",
    fa="دستگاه را کسی لغو می‌کند که اجازهٔ دادن آن را دارد.",
    do_en="Ask the chief of the unit's station, or the administrator.",
    do_fa="از رئیس کلانتری یگان یا مدیر سامانه بخواهید.",
)
def may_revoke_device(by: Actor, device: Device) -> bool:
    return may_manage_devices(by, device.carrier)


@permission(
    en="What devices say is taken in by the service's own process for it.",
    fa="گزارش دستگاه‌ها را فقط پردازهٔ ویژهٔ خود سامانه دریافت می‌کند.",
)
def may_take_in(by: Actor, _what: None) -> bool:
    """Each device shows a secret of its own, which the batch is judged by."""
    return by.kind is ActorKind.SYSTEM


@rule(
    en="A device needs a name.",
    fa="دستگاه باید نام داشته باشد.",
    do_en="Enter what tells it from others, such as “phone of car 3”.",
    do_fa="نامی بنویسید که آن را از بقیه جدا کند، مانند «گوشی خودروی ۳».",
)
def device_has_a_name(name: str) -> bool:
    return bool(name.strip())


@rule(
    en="This device was revoked before.",
    fa="این دستگاه پیش‌تر لغو شده است.",
    do_en="There is nothing to do.",
    do_fa="نیازی به کاری نیست.",
)
def device_is_not_revoked(device: Device) -> bool:
    return device.revoked_at is None


@rule(
    en="The officer was in no crew then: nobody is followed off duty.",
    fa="مأمور در آن زمان سرنشین هیچ یگانی نبود: موقعیت کسی بیرون از شیفت ثبت نمی‌شود.",
    do_en="Begin a shift first.",
    do_fa="نخست شیفت را آغاز کنید.",
)
def officer_was_in_a_crew_then(unit: object | None) -> bool:
    return unit is not None


device_is_known = input_rule(
    "device_is_known",
    en="This device is not known, or was revoked.",
    fa="این دستگاه شناخته نیست یا لغو شده است.",
    do_en="Set it up anew, with the code the administrator shows.",
    do_fa="آن را با رمزی که مدیر سامانه نشان می‌دهد از نو راه‌اندازی کنید.",
)
message_can_be_read = input_rule(
    "message_can_be_read",
    en="What the device sent is not a position: {what}.",
    fa="آنچه دستگاه فرستاد موقعیت نیست: {what}.",
    do_en="Look at docs/devices.md.",
    do_fa="docs/devices.md را ببینید.",
)
positions_can_be_kept_now = input_rule(
    "positions_can_be_kept_now",
    en="Positions cannot be kept just now; nothing of this message was taken in for certain.",
    fa="اکنون نگه‌داری موقعیت‌ها ممکن نیست؛ دریافت این پیام قطعی نشده است.",
    do_en="Send it again in a few seconds: what came already is kept once.",
    do_fa="چند ثانیه دیگر دوباره بفرستید: آنچه رسیده باشد یک بار نگه‌داری می‌شود.",
)
constraint(
    "device_secret_is_like_no_other",
    en="Another device has this secret.",
    fa="دستگاه دیگری همین رمز را دارد.",
    do_en="Issue it anew.",
    do_fa="آن را از نو صادر کنید.",
)
constraint(
    "device_is_of_a_unit_or_an_officer",
    en="A device is a unit's or an officer's, and never both.",
    fa="دستگاه یا برای یگان است یا برای مأمور، نه هر دو.",
    do_en="Choose one of them.",
    do_fa="یکی از آن دو را برگزینید.",
)


def understood(moment: datetime) -> bool:
    """A year that a device can mean and PostgreSQL can keep."""
    return 1970 <= moment.year < 2200
