"""What a request asks for, read without trusting it."""

from uuid import UUID


def id_of(text: str | None) -> UUID | None:
    """The id that was sent; None where none was, or what was sent is not one."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def words_of(text: str | None, most: int) -> str:
    """What was typed, at most so long, without the character no database keeps in a text."""
    return (text or "").replace("\x00", "").strip()[:most]
