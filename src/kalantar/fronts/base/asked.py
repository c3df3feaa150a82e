"""What a request asks for, read without trusting it."""

from uuid import UUID


def id_of(text: str | None) -> UUID | None:
    """The id that was sent; None where none was, or what was sent is not one."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
