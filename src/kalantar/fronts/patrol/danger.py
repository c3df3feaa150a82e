"""What is known of danger at the place a crew is sent to, before it goes in."""

from typing import Any

from kalantar.dispatch.queries import OwnAssignment


def danger_of(mine: OwnAssignment) -> dict[str, Any]:
    """``warnings``: of the premises, each with its words, in force now (nobody keeps any yet); ``earlier``:
    what was pressing there in the last ninety days."""
    warnings: list[Any] = []
    return {"warnings": warnings, "earlier": mine.earlier}
