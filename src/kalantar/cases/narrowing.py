"""What narrows a list of files. It names nobody but officers of the service, so it may be kept, and may
stand in an address, which is kept in logs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from kalantar.cases.models import Case, CaseState
from kalantar.kernel.text import start_of_day

ANY = "any"  # state: also what is closed
NOBODY = "nobody"  # officer: nobody is in charge yet
WORDS = ("state", "category", "officer", "outcome", "since", "until")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """``state``: of the lifecycle, or ANY; where it is empty what is closed is left out. ``officer``: the
    id of one, or NOBODY. ``since`` and ``until``: the first and the last day it was opened on."""

    state: str = ""
    category: UUID | None = None
    officer: UUID | str = ""
    outcome: UUID | None = None
    since: date | None = None
    until: date | None = None

    def of(self, found: QuerySet[Case]) -> QuerySet[Case]:
        if not self.state:
            found = found.exclude(state=CaseState.CLOSED)
        elif self.state != ANY:
            found = found.filter(state=self.state)
        if self.officer == NOBODY:
            found = found.filter(officer=None)
        elif isinstance(self.officer, UUID):
            found = found.filter(officer=self.officer)
        if self.since:
            found = found.filter(opened_at__gte=start_of_day(self.since))
        if self.until:
            found = found.filter(opened_at__lt=start_of_day(self.until + timedelta(days=1)))
        same = {"category": self.category, "outcome": self.outcome}
        return found.filter(**{name: id for name, id in same.items() if id})

    @property
    def order(self) -> str:
        """Work begins with what waits longest; what is over is looked at from the latest."""
        return "-opened_at" if self.state in (ANY, CaseState.CLOSED) else "opened_at"

    def words(self) -> dict[str, str]:
        """As it is kept: only what narrows, ids and days as plain text."""
        return {name: str(said) for name in WORDS if (said := getattr(self, name))}


EVERY = Narrowing()


def narrowing_of(words: Mapping[str, str]) -> Narrowing | None:
    """What such words mean; None where they are none of those, so that nothing else is ever kept."""
    if not set(words) <= set(WORDS) or words.get("state", "") not in {"", ANY, *CaseState.values}:
        return None
    try:
        ids = {name: UUID(words[name]) for name in ("category", "outcome") if words.get(name)}
        days = {
            name: date.fromisoformat(words[name]) for name in ("since", "until") if words.get(name)
        }
        officer = words.get("officer", "")
        who = officer if officer in ("", NOBODY) else UUID(officer)
    except ValueError:
        return None
    return Narrowing(state=words.get("state", ""), officer=who, **ids, **days)  # type: ignore[arg-type]
