"""The page of a file: the head that all its parts share, and the part that is open."""

from typing import Any
from uuid import UUID

from django.http import Http404

from kalantar.cases.lifecycle import CASE
from kalantar.cases.models import Case
from kalantar.cases.queries import answers_told, case_of
from kalantar.fronts.desk.file_look import Look
from kalantar.fronts.desk.file_parts import PARTS, Part
from kalantar.fronts.desk.file_waiting import Waits, counts, waiting
from kalantar.fronts.desk.verbs import out_of_place
from kalantar.kernel.actor import Actor
from kalantar.messaging.events import WITHHELD_REASONS
from kalantar.notices.queries import silent_because
from kalantar.people.opening import read
from kalantar.safe_numbers.queries import withheld_of_informants


def opened(by: Actor, id: UUID) -> Case | None:
    """The file for a page of it, with what waits in its parts and what was written down for its category."""
    return case_of(by, id, "case", **counts(by), **withheld_of_informants(), told=answers_told())


def handled(by: Actor, id: UUID, page: str = "case") -> Case:
    """The file, to whoever works on it: for a verb no purpose opens a file."""
    found = case_of(by.because(""), id, page)
    if found is None:
        raise Http404
    return found


def page(look: Look, part: Part) -> dict[str, Any]:
    """The reading is recorded: of the file as a whole, whichever of its parts was opened first."""
    read(look.case, "case", look.by)
    shown, tried = part.shown(look), look.tried
    waits = waiting(look.case)
    return {
        "case": look.case,
        "heading": look.case.number,
        "state": CASE.states[look.case.state],
        "silent_because": WITHHELD_REASONS[silent_because(look.case)],
        "works": look.works,
        "parts": [
            (str(key), one.at(look.case.pk), one.label, waits.get(one.name, Waits()), one is part)
            for key, one in enumerate(PARTS.values(), 1)
        ],
        "here": part.at(look.case.pk),
        "waits": waits.get(part.name, Waits()),
        "refused": None if tried.verb == "somebody" else out_of_place(shown["asks"], tried),
        **shown,
    }
