"""Why these units: what was recommended when somebody decided, what was chosen, and why it differs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kalantar.dispatch.models import Dispatch
from kalantar.dispatch.nearer import PassedOver, passed_over_of
from kalantar.dispatch.queries import AssignmentSeen, IncidentCard
from kalantar.dispatch.recommendation import NOTES, Proposed, counted_of, proposed_of
from kalantar.dispatch.why_not import grouped
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.models import Unit
from kalantar.patrols.queries import unnamed


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
    read = [
        (one, proposed_of(one.proposed), passed_over_of(one.passed_over)) for one in _kept(card)
    ]
    named = {row.unit for _, offers, _others in read for row in offers}
    named |= {row.unit for _, _offers, others in read for row in others}
    hidden = unnamed(Unit.objects.filter(pk__in=named, plain_clothes=True) if named else (), reader)
    return [
        Decision(
            dispatch=one,
            sent=_sent(card, one),
            note=NOTES.get(one.note),
            proposed=[row for row in offers if row.unit not in hidden],
            passed_over=[row for row in others if row.unit not in hidden],
            counted=grouped(counted_of(one.counted)),
            more=sum(counted_of(one.counted).values()),
            otherwise=one.overridden or _otherwise(card, one, offers),
        )
        for one, offers, others in read
    ]


def _kept(card: IncidentCard) -> Sequence[Dispatch]:
    return card.dispatches[::-1]


def _sent(card: IncidentCard, decision: Dispatch) -> list[Sentence]:
    return [seen.sent.sign for seen in _of(card, decision)]


def _otherwise(card: IncidentCard, decision: Dispatch, offers: Sequence[Proposed]) -> bool:
    """A divert needs no reason of its own, but that a better unit was there is seen."""
    recommended = {row.unit for row in offers if row.recommended}
    sent = {seen.assignment.unit_id for seen in _of(card, decision)}
    return bool(recommended) and not sent <= recommended


def _of(card: IncidentCard, decision: Dispatch) -> list[AssignmentSeen]:
    return [seen for seen in card.assignments if seen.assignment.dispatch_id == decision.pk]
