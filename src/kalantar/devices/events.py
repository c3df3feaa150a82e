"""What can happen to a device. Where it was is no event: patrols keeps it as a measurement."""

from dataclasses import dataclass
from typing import ClassVar

from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.roles import Role

REASONS["devices report"] = Sentence(en="reported by a device", fa="به گزارش دستگاه")

READERS = (Role.STATION_CHIEF, Role.COMMANDER, Role.AUDITOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class DeviceIssued(Event):
    last_four: str
    sentence: ClassVar[Sentence] = Sentence(
        en="A device was added that says where it is; its secret ends in {last_four}.",
        fa="دستگاهی برای اعلام موقعیت افزوده شد؛ رمز آن به {last_four} پایان می‌یابد.",
    )
    readers: ClassVar[tuple[Role, ...]] = READERS


@dataclass(frozen=True)
class DeviceRevoked(Event):
    last_four: str
    sentence: ClassVar[Sentence] = Sentence(
        en="The device whose secret ends in {last_four} is believed no longer.",
        fa="دستگاهی که رمز آن به {last_four} پایان می‌یابد دیگر پذیرفته نمی‌شود.",
    )
    readers: ClassVar[tuple[Role, ...]] = READERS
