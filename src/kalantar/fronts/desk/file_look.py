"""One look at a part of a file: who looks, what they tried there, and the verbs as they may press them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model

from kalantar.cases.models import Case
from kalantar.cases.rules import may_handle_case
from kalantar.fronts.desk.verbs import Ask, Tried, Verb, ask_of_row, asks
from kalantar.kernel.actor import Actor
from kalantar.persons.models import Person


@dataclass(frozen=True, slots=True)
class Look:
    """``tried``: a verb that was refused, or is to be open; ``before``: where the timeline goes on;
    ``chosen``: who is to become a party."""

    by: Actor
    case: Case
    tried: Tried = field(default_factory=Tried)
    before: UUID | None = None
    chosen: Person | None = None

    @property
    def works(self) -> bool:
        return may_handle_case(self.by, self.case)

    def asks(self, *verbs: Verb) -> list[Ask]:
        return asks(verbs, self.case, self.by, self.tried)

    def of_row(self, verb: Verb, id: UUID, **initial: UUID) -> Ask:
        """Of a row of the file's own, which the form names."""
        return ask_of_row(verb, id, self.case, self.by, self.tried, initial)

    def of_rows(self, verbs: Iterable[Verb], row: Model) -> list[Ask]:
        """Those of a thing on the file; none to who only reads."""
        found = verbs if self.works else ()
        return [ask_of_row(one, row.pk, row, self.by, self.tried) for one in found]


type Shown = dict[str, Any]  # "asks" are all verbs the part shows
