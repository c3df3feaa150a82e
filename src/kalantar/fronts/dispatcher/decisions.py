"""Why these units: what was recommended when somebody decided, what was chosen, and why it differs."""

from dataclasses import dataclass, field

from kalantar.dispatch.decided import Decided, decided
from kalantar.dispatch.models import Dispatch
from kalantar.dispatch.nearer import PassedOver
from kalantar.dispatch.queries import AssignmentSeen, IncidentCard
from kalantar.dispatch.recommendation import NOTES, Proposed
from kalantar.dispatch.why_not import grouped
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Decision:
    """One dispatch as it was decided. ``sent``: the call signs chosen; ``note``: why not by road;
    ``counted``: further nearer units by reason; ``otherwise``: recommended were others than sent."""

    dispatch: Dispatch
    sent: list[Sentence] = field(hash=False)
    note: Sentence | None
    proposed: list[Proposed] = field(hash=False)
    passed_over: list[PassedOver] = field(hash=False)
    counted: Sentence
    more: int
    otherwise: bool


def decisions(card: IncidentCard, reader: Actor) -> list[Decision]:
    """Those of the incident, the latest first, without plain-clothes units hidden from the reader."""
    return [
        Decision(
            dispatch=one.dispatch,
            sent=_sent(card, one.dispatch),
            note=NOTES.get(one.dispatch.note),
            proposed=one.proposed,
            passed_over=one.passed_over,
            counted=grouped(one.counted),
            more=one.more,
            otherwise=one.dispatch.overridden or _otherwise(card, one),
        )
        for one in decided(card.dispatches[::-1], reader)
    ]


def _sent(card: IncidentCard, decision: Dispatch) -> list[Sentence]:
    return [seen.sent.sign for seen in _of(card, decision)]


def _otherwise(card: IncidentCard, one: Decided) -> bool:
    """Whether a divert went past a better unit: those of an earlier time were kept without saying."""
    sent = {seen.assignment.unit_id for seen in _of(card, one.dispatch)}
    return bool(one.recommended) and not sent <= one.recommended


def _of(card: IncidentCard, decision: Dispatch) -> list[AssignmentSeen]:
    return [seen for seen in card.assignments if seen.assignment.dispatch_id == decision.pk]
