"""What a request asks for, read without trusting it."""

from collections.abc import Mapping
from uuid import UUID

from kalantar.patrols.rules import unavailable_unit_has_reason


def id_of(text: str | None) -> UUID | None:
    """The id that was sent; None where none was, or what was sent is not one."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def words_of(text: str | None, most: int) -> str:
    """What was typed, at most so long, without the character no database keeps in a text."""
    return (text or "").replace("\x00", "").strip()[:most]


def reason_chosen(sent: Mapping[str, str]) -> UUID:
    """Why a unit cannot be sent: nothing is chosen until somebody does. Refused where it was left so."""
    chosen = id_of(sent.get("reason"))
    if chosen is None:
        raise unavailable_unit_has_reason.refuse()
    return chosen
