"""A decision as it was made, read by one reader later: what was recommended, and why not each nearer unit.

A plain-clothes unit whose place is hidden from the reader is left out of what was recommended.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from kalantar.dispatch.models import Dispatch
from kalantar.dispatch.nearer import PassedOver, passed_over_of
from kalantar.dispatch.recommendation import Proposed, counted_of, proposed_of
from kalantar.dispatch.why_not import WhyNot
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import rows_after
from kalantar.patrols.models import Unit
from kalantar.patrols.queries import unnamed_then


@dataclass(frozen=True, slots=True)
class Decided:
    """``counted``: further nearer units by reason. ``recommended``: all that were, hidden ones too."""

    dispatch: Dispatch
    proposed: list[Proposed] = field(hash=False)
    passed_over: list[PassedOver] = field(hash=False)
    counted: dict[WhyNot, int] = field(hash=False)
    recommended: frozenset[UUID]

    @property
    def more(self) -> int:
        """How many nearer units are counted only."""
        return sum(self.counted.values())


def dispatches_of(incident: Incident, *, after: UUID | None, limit: int) -> list[Dispatch]:
    """Those to the incident, the first first, in pages; whoever may see it sees them."""
    found = incident.dispatches.select_related("reason")
    return rows_after(found, "sent_at", after=after, limit=limit)


def decided(dispatches: Collection[Dispatch], reader: Actor) -> list[Decided]:
    """In their order. At most two queries, for those in plain clothes among the units named."""
    read = [(one, proposed_of(one.proposed), passed_over_of(one.passed_over)) for one in dispatches]
    named = {row.unit for _, offers, _others in read for row in offers}
    named |= {row.unit for _, _offers, others in read for row in others}
    plain = list(Unit.objects.ever_in_plain_clothes().filter(pk__in=named)) if named else []
    hidden = unnamed_then([(unit, one.sent_at) for unit in plain for one in dispatches], reader)
    return [
        Decided(
            dispatch=one,
            proposed=[row for row in offers if (row.unit, one.sent_at) not in hidden],
            passed_over=[row for row in others if (row.unit, one.sent_at) not in hidden],
            counted=counted_of(one.counted),
            recommended=frozenset(row.unit for row in offers if row.recommended),
        )
        for one, offers, others in read
    ]
