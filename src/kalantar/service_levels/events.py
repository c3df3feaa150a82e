"""What can happen to the screens on the wall."""

from dataclasses import dataclass
from typing import ClassVar

from kalantar.kernel.reasons import REASONS
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.timeline import Event
from kalantar.people.roles import Role

REASONS["a screen on the wall"] = Sentence(en="shown on the wall", fa="برای نمایش روی دیوار")

READERS = (Role.COMMANDER, Role.STATION_CHIEF, Role.AUDITOR)


@dataclass(frozen=True)
class WallScreenIssued(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="A screen on the wall got an address.", fa="برای یک نمایشگر دیواری نشانی صادر شد."
    )
    readers = READERS


@dataclass(frozen=True)
class WallScreenRevoked(Event):
    sentence: ClassVar[Sentence] = Sentence(
        en="The address of a screen on the wall was revoked.",
        fa="نشانی یک نمایشگر دیواری باطل شد.",
    )
    readers = READERS
