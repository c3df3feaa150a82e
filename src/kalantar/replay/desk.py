"""The 110 room of a replay: call takers who answer and ask, dispatchers who follow the recommendation.

They act through the same actions as people do, each as a person of the service. In the demo people
sit beside them: what a person already did is left as it is.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from kalantar.calls.actions import abandon_call, answer_call, end_call, offer_call
from kalantar.calls.models import Call, CallState, PlaceSource
from kalantar.catalogue.models import Disposition, IncidentType
from kalantar.dispatch.actions import send_units
from kalantar.dispatch.models import Assignment
from kalantar.dispatch.recommendation import recommend
from kalantar.incidents.actions import close_incident, create_incident
from kalantar.incidents.models import Incident, IncidentState
from kalantar.kernel.actor import Actor
from kalantar.replay.agenda import Agenda
from kalantar.replay.reading import PastCall

DECIDE_S, WRAP_UP_S = (5, 20), (5, 30)
LOOK_AGAIN_S = 20
TALK, STAY = ("received", "entry"), ("on_scene", "available")  # what a file can have played
OUTCOMES = ("report_taken", "settled_on_scene", "advice_given", "warning_given", "gone_on_arrival")


@dataclass(slots=True)
class Desk:
    """``taken``: the calls of this replay; ``stay``: how long units stay at an incident, where the
    file says it; ``as_written``: the calls for which TALK, or STAY, is the file's own; ``answer_s``: how long it rings; ``patience_s``: how long the dispatchers leave an
    incident to the people beside them; ``numbers``: to be called from, withheld where there are none.
    """

    agenda: Agenda
    exchange: Actor
    call_takers: list[Actor]
    dispatchers: list[Actor]
    centre: UUID
    chance: random.Random
    sent: Callable[[UUID, datetime], None]
    answer_s: tuple[float, float] = (2, 8)
    patience_s: float = 0
    numbers: Sequence[str] = ("",)
    taken: list[UUID] = field(default_factory=list)
    stay: dict[UUID, timedelta] = field(default_factory=dict)
    as_written: dict[tuple[str, str], list[UUID]] = field(
        default_factory=lambda: {TALK: [], STAY: []}
    )
    _types: dict[str, UUID] = field(default_factory=dict)
    _outcomes: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._types = dict(IncidentType.objects.values_list("code", "id"))
        outcomes = Disposition.objects.filter(code__in=OUTCOMES, needs_note=False)
        self._outcomes = list(outcomes.values_list("id", flat=True))

    def expect(self, past: PastCall) -> None:
        self.agenda.plan(past.received, lambda now: self._ring(past, now))

    def _ring(self, past: PastCall, now: datetime) -> None:
        call = offer_call(
            number=self.chance.choice(self.numbers),
            jurisdiction=self.centre,
            place=past.place,
            place_source=PlaceSource.HANDSET,
            by=self.exchange.at(now),
        ).pk
        self.taken.append(call)
        answered = now + timedelta(seconds=self.chance.uniform(*self.answer_s))
        taker = self.chance.choice(self.call_takers)
        self.agenda.plan(answered, lambda now: self._answer(past, call, taker, now))

    def _answer(self, past: PastCall, call: UUID, taker: Actor, now: datetime) -> None:
        if not Call.objects.filter(pk=call, state=CallState.OFFERED).exists():
            return  # somebody beside them was quicker: the call is theirs
        answer_call(call=call, by=taker.at(now))
        soonest = now + timedelta(seconds=1)
        entry = max(past.stages.get("entry", now), soonest)
        if past.stages.get("entry", now) >= soonest:
            self.as_written[TALK].append(call)
        self.agenda.plan(entry, lambda now: self._enter(past, call, taker, now))

    def _enter(self, past: PastCall, call: UUID, taker: Actor, now: datetime) -> None:
        incident = create_incident(
            type=self._types.get(past.type, self._types["other"]),
            place=past.place,
            address=past.address,
            place_source=PlaceSource.CALLER,
            call=call,
            priority=past.priority,
            by=taker.at(now),
        )
        if past.stayed is not None:
            self.stay[incident.pk] = past.stayed
            self.as_written[STAY].append(call)
        over = now + timedelta(seconds=self.chance.uniform(*WRAP_UP_S))
        self.agenda.plan(over, lambda now: self._hang_up(call, taker, now))
        looks = now + timedelta(seconds=self.patience_s + self.chance.uniform(*DECIDE_S))
        self.agenda.plan(looks, lambda now: self.decide(incident.pk, now))

    def _hang_up(self, call: UUID, taker: Actor, now: datetime) -> None:
        end_call(call=call, by=taker.at(now))

    def decide(self, incident: UUID, now: datetime) -> None:
        """Send what is recommended; look again in a while when nothing could be sent."""
        waiting = Incident.objects.filter(pk=incident, state=IncidentState.WAITING)
        if not waiting.exists():
            return
        dispatcher = self.chance.choice(self.dispatchers).at(now)
        shown = recommend(incident=incident, by=dispatcher)
        if shown.units:
            send_units(incident=incident, units=shown.units, shown=shown, by=dispatcher)
            self.sent(incident, now)
        else:
            again = now + timedelta(seconds=LOOK_AGAIN_S)
            self.agenda.plan(again, lambda now: self.decide(incident, now))

    def resume(self, city: UUID, now: datetime) -> None:
        """What an earlier run left half-done: calls are ended, waiting incidents are looked at."""
        for call in Call.objects.filter(jurisdiction=self.centre, ended_at=None):
            give_up = abandon_call if call.state == CallState.OFFERED else end_call
            give_up(call=call.pk, by=self.chance.choice(self.call_takers).at(now))
        for incident in Incident.objects.filter(city=city).exclude(state=IncidentState.CLOSED):
            plan = self.decide if incident.state == IncidentState.WAITING else self.finish_if_left
            self.agenda.plan(now, lambda now, plan=plan, id=incident.pk: plan(id, now))  # type: ignore[misc]

    def finish_if_left(self, incident: UUID, now: datetime) -> None:
        """Close what every unit has left already."""
        if not Assignment.objects.filter(incident=incident, ended_at=None).exists():
            self.finish(incident, now)

    def finish(self, incident: UUID, now: datetime) -> None:
        """Every unit is done: close with an outcome, unless somebody already did."""
        if Incident.objects.filter(pk=incident).exclude(state=IncidentState.CLOSED).exists():
            close_incident(
                incident=incident,
                disposition=self.chance.choice(self._outcomes),
                by=self.chance.choice(self.dispatchers).at(now),
            )
