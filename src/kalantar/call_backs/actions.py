"""What can be done for a caller who hung up. What they do themselves is followed in the same transaction."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kalantar.call_backs import events
from kalantar.call_backs.models import CallBack, CallBackQuerySet, Outcome
from kalantar.call_backs.queries import named
from kalantar.call_backs.rules import (
    call_gave_its_number,
    call_was_abandoned,
    caller_waits_to_be_called_back,
    caller_was_not_given_up,
    caller_was_tried_three_times,
    nobody_else_calls_back,
    reason_to_give_up_is_known,
)
from kalantar.calls.actions import CALLS, call_caller_back, count_try
from kalantar.calls.models import Call, CallState
from kalantar.calls.queries import calls_of, spoken_since, when_hung_up, when_spoken_with
from kalantar.calls.rules import may_handle_call
from kalantar.kernel.action import action, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.timeline import Event, record
from kalantar.kernel.turns import one_at_a_time
from kalantar.people.roles import ROOM


@action
def take_up_call_back(*, call: UUID, by: Actor) -> CallBack:
    """Somebody is going to dial; everybody sees who. Two at once: the second is told who the first is."""
    left = may_handle_call.allow(by, lock(CALLS, call))
    owed = _owed(left, by)
    _takes_up(owed, by)
    owed.save(update_fields=["owner", "taken_up_at"])
    _record(events.CallBackTakenUp(call), owed, left, by)
    return owed


@action
def return_call(*, call: UUID, by: Actor) -> Call:
    """Somebody dialled the number of an abandoned call and the caller answered: a call of its own.

    It is answered at once and carries over what the exchange knew. Two who dial at once: the second
    is told who has spoken with the caller.
    """
    left = may_handle_call.allow(by, lock(CALLS, call))
    owed = _owed(left, by)
    _takes_up(owed, by)
    back = call_caller_back(call=left, by=by)
    _settle(owed, Outcome.CALLED_BACK, by.now(), by.id)
    owed.spoken_in = back
    owed.save()
    _record(events.CallReturned(call, back.pk), owed, left, by, back)
    return back


@action
def could_not_reach(*, call: UUID, by: Actor) -> Call:
    """Somebody dialled the number of an abandoned call and nobody answered; it stays in the list."""
    left = may_handle_call.allow(by, lock(CALLS, call))
    owed = _owed(left, by)
    _takes_up(owed, by)
    owed.tries, owed.tried_at = owed.tries + 1, by.now()
    owed.save(update_fields=["owner", "taken_up_at", "tries", "tried_at"])
    count_try(call=left, nth=owed.tries, now=by.now())
    _record(events.CallerNotReached(call, owed.tries), owed, left, by)
    return left


@action
def give_up_call_back(*, call: UUID, reason: str, by: Actor) -> CallBack:
    """Nobody could be reached in several tries. ``reason``: a code of ``Reason``."""
    left = may_handle_call.allow(by, lock(CALLS, call))
    reason_to_give_up_is_known.require(reason)
    owed = _owed(left, by)
    _takes_up(owed, by)
    caller_was_tried_three_times.require(owed.tries)
    _settle(owed, Outcome.GIVEN_UP, by.now(), by.id)
    owed.reason = reason
    owed.save()
    _record(events.CallBackGivenUp(call, reason, owed.tries), owed, left, by)
    return owed


@when_hung_up
@part
def owe_call_back(call: Call) -> None:
    """Who hangs up again and again is owed one call back, from the first time on. A withheld number cannot
    be called; who was spoken with since, where this is written down later, is owed nothing any more."""
    if not call.number:
        return
    owed = _owed_to_caller_of(call).first()
    if owed is None:
        owed = _new(call)
        if since := spoken_since(call):
            _settle_in(owed, since)
    else:
        owed.hung_up += 1
        if call.offered_at >= owed.last.offered_at:
            owed.last = call
    owed.save()


@when_spoken_with
@part
def settle_call_backs(call: Call) -> None:
    """Who rang again and was answered is spoken with."""
    if not call.number:
        return
    answered_at = call.answered_at or call.offered_at
    for owed in _owed_to_caller_of(call).filter(call__offered_at__lte=answered_at):
        _settle_in(owed, call)
        owed.save()


@part
def lapse_call_backs(calls: Collection[UUID], now: datetime) -> int:
    """Whose call was erased is called back no more: nobody knows the number."""
    owed = CallBack.objects.filter(last__in=calls, outcome="")
    return owed.update(outcome=Outcome.ERASED, settled_at=now)


def _owed_to_caller_of(call: Call) -> CallBackQuerySet:
    """What is owed to the same number in the same area, locked; whoever changes it waits for the other."""
    one_at_a_time(b"call back", call.number.encode() + call.jurisdiction_id.bytes)
    of_them = calls_of(call.number, call.jurisdiction_id).filter(state=CallState.ABANDONED)
    owed = CallBack.objects.filter(jurisdiction=call.jurisdiction_id, outcome="")
    return owed.filter(last__in=of_them).select_related("last").select_for_update(of=("self",))


def _owed(left: Call, by: Actor) -> CallBack:
    """What is owed to the caller of an abandoned call, locked; Refused where it is not, or no more."""
    call_was_abandoned.require(left)
    call_gave_its_number.require(left)
    owed = _owed_to_caller_of(left).select_related("last", "owner").first()
    since = spoken_since(left)
    if not caller_waits_to_be_called_back(since):
        raise caller_waits_to_be_called_back.refuse(who=named(since.answered_by if since else None))
    if owed is None:
        given_up = _given_up(left)
        if not caller_was_not_given_up(given_up):
            raise caller_was_not_given_up.refuse(
                who=named(given_up.settled_by if given_up else None)
            )
        owed = _new(left)
        owed.save()
    if not nobody_else_calls_back(owed, by):
        raise nobody_else_calls_back.refuse(who=named(owed.owner))
    return owed


def _given_up(left: Call) -> CallBack | None:
    of_it = CallBack.objects.filter(Q(call=left) | Q(last=left), outcome=Outcome.GIVEN_UP)
    return of_it.select_related("settled_by").first()


def _new(call: Call) -> CallBack:
    left_at = call.ended_at or call.offered_at
    return CallBack(call=call, last=call, jurisdiction=call.jurisdiction, left_at=left_at)


def _takes_up(owed: CallBack, by: Actor) -> None:
    if owed.taken_up_at is None or owed.owner_id != by.id:
        owed.owner_id, owed.taken_up_at = by.id, by.now()


def _settle(owed: CallBack, outcome: Outcome, now: datetime, by: UUID | None) -> None:
    owed.outcome, owed.settled_at, owed.settled_by_id = outcome, now, by


def _settle_in(owed: CallBack, call: Call) -> None:
    """By a call in which they were spoken with."""
    outcome = Outcome.CALLED_BACK if call.returns_id else Outcome.RANG_AGAIN
    _settle(owed, outcome, call.answered_at or call.offered_at, call.answered_by_id)
    owed.spoken_in = call


def _record(event: Event, owed: CallBack, left: Call, by: Actor, *calls: Call) -> None:
    about = [owed, left, *calls]
    record(event, about=about, by=by, areas=left.jurisdiction.ancestors, roles=ROOM)
