"""What the file's page shows, gathered once, of the access it is opened with."""

from datetime import datetime
from typing import Any

from kalantar.citizens.models import Access
from kalantar.citizens.queries import (
    address_of,
    answers_by_message,
    area_said,
    asked_by_a_court,
    orders_of,
    papers_of,
    questions_of,
    standing_of,
    times_free,
    times_of,
    to_bring,
    told_to,
    wants_messages,
)
from kalantar.citizens.rules import LONGEST_TEXT
from kalantar.data_copies.queries import code_is_out, copy_asked_for, is_open_by_phone
from kalantar.kernel.clock import system_clock
from kalantar.kernel.rules import Refused


def page(
    access: Access, tried: str = "", refused: Refused | None = None, typed: str = ""
) -> dict[str, Any]:
    """``tried``: what was asked and refused; it stays open, with what was ``typed``."""
    assert access.party
    case, now = access.party.case, system_clock()
    orders = orders_of(access.party)
    told = told_to(access, orders, now)
    told_of = [one.order for one in told if one.order]
    return {
        "case": case,
        "standing": standing_of(case),
        "ordered": asked_by_a_court(orders, told_of, area_said(case.jurisdiction)),
        "told": told,
        "times": times_of(access, now),
        "free": times_free(access, now),
        "bring": to_bring(case),
        "address": address_of(case.jurisdiction),
        "questions": questions_of(access),
        "papers": papers_of(access),
        **_copy(access, now),
        "answers_by_message": answers_by_message(access),
        "wants_messages": wants_messages(access),
        "longest": LONGEST_TEXT,
        "tried": tried,
        "refused": refused,
        "typed": typed,
    }


def _copy(access: Access, now: datetime) -> dict[str, Any]:
    """The latest they asked for; whether they can download it, and whether a code for that is out."""
    asked = copy_asked_for(access)
    can = is_open_by_phone(asked, now)
    return {
        "copy": asked,
        "can_download": can,
        "code_is_out": bool(asked and can and code_is_out(asked, now)),
    }
