"""What the file's page shows, gathered once, of the access it is opened with."""

from typing import Any

from kalantar.citizens.models import Access
from kalantar.citizens.queries import (
    copy_asked_for,
    papers_of,
    questions_of,
    standing_of,
    told_to,
    wants_messages,
)
from kalantar.citizens.rules import LONGEST_TEXT
from kalantar.kernel.rules import Refused


def page(
    access: Access, tried: str = "", refused: Refused | None = None, typed: str = ""
) -> dict[str, Any]:
    """``tried``: what was asked and refused; it stays open, with what was ``typed``."""
    assert access.party
    case = access.party.case
    return {
        "case": case,
        "standing": standing_of(case),
        "told": told_to(access),
        "questions": questions_of(access),
        "papers": papers_of(access),
        "copy": copy_asked_for(access),
        "wants_messages": wants_messages(access),
        "longest": LONGEST_TEXT,
        "tried": tried,
        "refused": refused,
        "typed": typed,
    }
