"""The parts of a file's page, each with an address of its own, a key, and the verbs that are done there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kalantar.fronts.desk import (
    file_citizens,
    file_matter,
    file_papers,
    file_property,
    file_work,
)
from kalantar.fronts.desk.file_look import Look, Shown
from kalantar.fronts.desk.verbs import Verb


@dataclass(frozen=True, slots=True)
class Part:
    """``name``: of its template, and what its counts stand under; ``page``: of its address."""

    name: str
    page: str
    label: object
    shown: Callable[[Look], Shown]
    verbs: Sequence[Verb]

    @property
    def template(self) -> str:
        return f"desk/file_{self.name}.html"

    def at(self, case: UUID) -> str:
        return reverse(self.page, args=[case])


MATTER = Part(
    "matter", "files:file", _("The matter"), file_matter.shown, file_matter.VERBS
)  # fmt: skip
WORK = Part("work", "files:file_work", _("Work"), file_work.shown, file_work.VERBS)
PAPERS = Part(
    "papers", "files:file_papers", _("Statements and papers"), file_papers.shown, file_papers.VERBS
)
PROPERTY = Part(
    "property", "files:file_property", _("Property"), file_property.shown, file_property.VERBS
)
CITIZENS = Part(
    "citizens", "files:file_citizens", _("Citizens’ requests"), file_citizens.shown,
    file_citizens.VERBS,
)  # fmt: skip
PARTS = {part.name: part for part in (MATTER, WORK, PAPERS, PROPERTY, CITIZENS)}  # keys 1 to 5
_OF_VERB = {verb.name: part for part in PARTS.values() for verb in part.verbs}


def part_of(verb: str) -> Part:
    """Where a verb stands."""
    return _OF_VERB.get(verb, MATTER)
