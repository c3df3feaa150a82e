"""What a request asks for, read without trusting it."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_datetime


def id_of(text: str | None) -> UUID | None:
    """The id that was sent; None where none was, or what was sent is not one."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def moment_of(text: str | None) -> datetime | None:
    """The moment that was sent, with its offset; None where there is none such."""
    try:
        found = parse_datetime(text) if text else None
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def words_of(text: str | None, most: int) -> str:
    """What was typed, at most so long, without the character no database keeps in a text."""
    return (text or "").replace("\x00", "").strip()[:most]
