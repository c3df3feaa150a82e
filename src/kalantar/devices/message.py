"""What a device said in one request, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kalantar.devices.rules import message_can_be_read, understood
from kalantar.kernel.geometry import Point
from kalantar.kernel.rules import Refused


@dataclass(frozen=True, slots=True)
class Fix:
    """A measured place. ``accuracy_m``: radius in metres, None when unknown."""

    place: Point
    measured_at: datetime
    accuracy_m: float | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """``digest``: of the secret the device showed."""

    digest: bytes
    fixes: Sequence[Fix]


@dataclass(frozen=True, slots=True)
class Answer:
    """``known``: whether the device is believed; else nothing was looked at. ``refused``: the place
    in the message, and the rule."""

    known: bool
    kept: int = 0
    repeated: int = 0
    refused: tuple[tuple[int, Refused], ...] = ()


def moment(seconds: float) -> datetime:
    """Since 1970, in UTC. Raises Refused for a time nobody can mean."""
    try:
        read = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise message_can_be_read.refuse(what="time") from None
    return _meant(read)


def moment_of(text: str) -> datetime:
    """ISO 8601; without a time zone it is UTC. Raises Refused for what is none."""
    try:
        read = datetime.fromisoformat(text)
        return _meant(read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC))
    except (ValueError, OverflowError):
        raise message_can_be_read.refuse(what="time") from None


def number(said: object, what: str) -> float:
    """Raises Refused for what is no number; that it may be infinite is judged as a place's."""
    try:
        if isinstance(said, bool):
            raise TypeError
        return float(said)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise message_can_be_read.refuse(what=what) from None


def _meant(read: datetime) -> datetime:
    if not understood(read):
        raise message_can_be_read.refuse(what="time")
    return read
