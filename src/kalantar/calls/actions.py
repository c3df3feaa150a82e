"""What can be done with a call. Times are the actor's clock: an exchange or a replay brings its own."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from kalantar.calls import events
from kalantar.calls.lifecycle import CALL
from kalantar.calls.models import Call, CallState, PlaceSource
from kalantar.calls.queries import HUNG_UP, SPOKEN_WITH, of_the_same_caller, touched
from kalantar.calls.rules import (
    accuracy_is_not_negative,
    may_handle_call,
    may_take_calls,
    place_is_on_earth,
    place_source_is_known,
)
from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.kernel.ready import insert
from kalantar.kernel.text.phone import parse_phone
from kalantar.kernel.timeline import Event, Subject, record
from kalantar.people.roles import ROOM
from kalantar.places.models import Jurisdiction

CALLS = Call.objects.select_related("jurisdiction")
AREAS = Jurisdiction.objects.living()


@action
def offer_call(
    *,
    number: str,
    jurisdiction: UUID,
    place: Point | None = None,
    place_source: str = PlaceSource.UNKNOWN,
    accuracy_m: float | None = None,
    by: Actor,
) -> Call:
    """A call to 110 rings. ``number`` as the exchange gives it; empty when withheld."""
    area = may_take_calls.allow(by, find(AREAS, jurisdiction))
    accuracy_is_not_negative.require(accuracy_m)
    place_source_is_known.require(place_source)
    if place is not None:
        place_is_on_earth.require(place)
    call = insert(
        Call(
            number=parse_phone(number) if number.strip() else "",
            jurisdiction=area,
            offered_at=by.now(),
            place=place,
            place_source=place_source,
            accuracy_m=accuracy_m,
        )
    )
    _record(events.CallOffered(call.pk), call, by)
    return call


@action
def answer_call(*, call: UUID, by: Actor) -> Call:
    """Someone picks up. Two who pick up at once: the second is told that it is already answered."""
    answered = may_handle_call.allow(by, lock(CALLS, call))
    CALL.advance(answered, "answer")
    answered.answered_at = by.now()
    answered.answered_by_id = by.id
    answered.save(update_fields=["state", "answered_at", "answered_by"])
    waited = answered.answered_at - answered.offered_at
    _record(events.CallAnswered(call, round(waited.total_seconds())), answered, by)
    for follows in SPOKEN_WITH:
        follows(answered)
    return answered


@action
def take_down_call(*, number: str, jurisdiction: UUID, by: Actor) -> Call:
    """A call that came another way, at a desk or by radio: it rang and is answered, in one act."""
    area = may_take_calls.allow(by, find(AREAS, jurisdiction))
    call = offer_call(number=number, jurisdiction=area.pk, by=by)
    return answer_call(call=call.pk, by=by)


@action
def end_call(*, call: UUID, by: Actor) -> Call:
    """The conversation is over."""
    ended = may_handle_call.allow(by, lock(CALLS, call))
    CALL.advance(ended, "end")
    ended.ended_at = by.now()
    ended.save(update_fields=["state", "ended_at"])
    lasted = ended.ended_at - (ended.answered_at or ended.offered_at)
    _record(events.CallEnded(call, round(lasted.total_seconds())), ended, by)
    return ended


@action
def abandon_call(*, call: UUID, by: Actor) -> Call:
    """The caller hung up before anyone answered; the call stays, to be called back."""
    left = may_handle_call.allow(by, lock(CALLS, call))
    CALL.advance(left, "abandon")
    left.ended_at = by.now()
    left.save(update_fields=["state", "ended_at"])
    waited = left.ended_at - left.offered_at
    _record(events.CallAbandoned(call, round(waited.total_seconds())), left, by)
    for follows in HUNG_UP:
        follows(left)
    return left


@part
def call_caller_back(*, call: Call, by: Actor) -> Call:
    """The call in which the caller of an abandoned one was called back and answered: it is answered at once,
    and carries over what the exchange knew. The caller has locked the abandoned one."""
    now = by.now()
    return Call.objects.create(
        number=call.number,
        jurisdiction=call.jurisdiction,
        state=CallState.ANSWERED,
        offered_at=now,
        answered_at=now,
        answered_by_id=by.id,
        place=call.place,
        place_source=call.place_source,
        accuracy_m=call.accuracy_m,
        wants_secrecy=call.wants_secrecy,
        returns=call,
    )


@part
def count_try(*, call: Call, nth: int, now: datetime) -> None:
    """The caller of an abandoned call was not reached, for the ``nth`` time since they first hung up."""
    call.tries, call.tried_at = nth, now
    call.save(update_fields=["tries", "tried_at"])


@action
def locate_call(
    *, call: UUID, place: Point, source: str, accuracy_m: float | None = None, by: Actor
) -> Call:
    """Where the caller is, how that is known (PlaceSource) and within how many metres."""
    located = may_handle_call.allow(by, lock(CALLS, call))
    place_is_on_earth.require(place)
    accuracy_is_not_negative.require(accuracy_m)
    place_source_is_known.require(source)
    located.place, located.place_source, located.accuracy_m = place, source, accuracy_m
    located.save(update_fields=["place", "place_source", "accuracy_m"])
    radius = None if accuracy_m is None else round(accuracy_m)
    _record(events.CallLocated(call, source, radius), located, by)
    return located


@action
def keep_caller_secret(*, call: UUID, wanted: bool = True, by: Actor) -> Call:
    """The caller wishes, or no longer wishes, that nobody learn who called."""
    kept = may_handle_call.allow(by, lock(CALLS, _after_its_return(call)))
    return wish_secrecy(call=kept, wanted=wanted, by=by)


@part
def wish_secrecy(*, call: Call, wanted: bool = True, by: Actor) -> Call:
    """The wish as part of another act, whose caller has locked the call: opening, joining.

    Who was called back is one caller in two calls: the wish holds for both, or one would tell of
    the other. Told too of what the calls are joined to, whose screens show the wish.
    """
    others = of_the_same_caller(call).exclude(pk=call.pk).select_for_update(of=("self",))
    for one in [call, *others]:
        one.wants_secrecy = wanted
        one.save(update_fields=["wants_secrecy"])
    wish = events.SecrecyWished(call.pk) if wanted else events.SecrecyWaived(call.pk)
    _record(wish, call, by, *others, *touched([call.pk, *(one.pk for one in others)]))
    return call


@part
def erase_calls(calls: Collection[UUID], now: datetime) -> int:
    """Neither the number nor the place is left; the caller has locked the rows and judged that their
    time is over. The wish for secrecy stays: it is nobody's now, and its entries go on being true."""
    rows = Call.objects.filter(pk__in=calls)
    return rows.update(number="", number_hash=b"", place=None, accuracy_m=None, erased_at=now)


def _after_its_return(call: UUID) -> UUID:
    """The one that called back is locked first, as by who opens an incident from it: no deadlock."""
    Call.objects.select_for_update(of=("self",)).filter(returns=call).first()
    return call


def _record(event: Event, call: Call, by: Actor, *others: Call | Subject) -> None:
    record(event, about=[call, *others], by=by, areas=call.jurisdiction.ancestors, roles=ROOM)
