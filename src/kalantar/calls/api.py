"""Calls for programs: an exchange says what rings, a room's program what became of it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from kalantar.calls import actions, queries
from kalantar.calls.models import Call
from kalantar.calls.queries import CallSeen
from kalantar.kernel.action import thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point
from kalantar.people.middleware import acting
from kalantar.people.opening import read, read_of_areas
from kalantar.people.roles import WATCHERS
from kalantar.places.api import PlaceData

router = Router()

Words = Annotated[str, Field(max_length=10_000, pattern=r"^[^\x00]*$")]
Line = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]
Number = Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$", examples=["+982188776655"])]
Metres = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Limit = Annotated[int, Query(ge=1, le=200)]
Source = Literal["unknown", "cell", "subscriber", "handset", "caller", "map"]


def place_data(point: Point | None) -> PlaceData | None:
    return None if point is None else PlaceData(lon=point.lon, lat=point.lat)


class CallIn(Schema):
    """``number``: as the exchange gives it, empty when withheld. ``jurisdiction``: whose 110 rang."""

    number: Number = ""
    jurisdiction: UUID
    place: PlaceData | None = None
    place_source: Source = "unknown"
    accuracy_m: Metres | None = None


class TakenDownIn(Schema):
    """``number``: as it was told, empty when withheld. ``jurisdiction``: whose 110 takes it down."""

    number: Number = ""
    jurisdiction: UUID


class LocationIn(Schema):
    """Where the caller is. ``accuracy_m``: the radius the place is within."""

    place: PlaceData
    source: Source
    accuracy_m: Metres | None = None


class NumberIn(Schema):
    """``after``: the last call of the page before."""

    number: Number
    after: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 20


class SecrecyIn(Schema):
    wanted: bool = True


class CallLine(Schema):
    """A call after a change. Its number stands in the call itself, whose reading is recorded.

    ``returns``: the abandoned call that this one called back. ``tries``, ``tried_at``: how often since
    they first hung up, and when last, an abandoned caller was called back and nobody was reached. ``erased_at``: since then its
    number and place are gone, the time to keep them being over; both are null.
    """

    id: UUID
    state: str
    jurisdiction: UUID
    offered_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    answered_by: UUID | None
    place: PlaceData | None
    place_source: str
    accuracy_m: float | None
    wants_secrecy: bool
    returns: UUID | None
    tries: int
    tried_at: datetime | None
    erased_at: datetime | None


class CallOut(CallLine):
    """A call. ``number`` is null where the caller wished secrecy and you need not know, and once it
    was erased; it is empty where it was withheld."""

    number: str | None


@router.get("/waiting", response=list[CallOut], summary="Calls ringing now, longest first")
def waiting(request: HttpRequest, after: UUID | None = None, limit: Limit = 200) -> list[CallOut]:
    """``after``: the last call of the page before."""
    by = acting(request)
    return calls_listed(queries.waiting_calls(by, after=after, limit=limit), by)


@router.post(
    "/recent/search", response=list[CallOut], summary="What else a number rang about lately"
)
def recent(request: HttpRequest, data: NumberIn) -> list[CallOut]:
    """The number stands in the body: an address is written into logs."""
    by = acting(request)
    found = queries.recent_calls_from(by, data.number, by.now(), after=data.after, limit=data.limit)
    return calls_listed(found, by)


@router.post("", response={201: CallLine}, summary="A call rings")
def offer(request: HttpRequest, data: CallIn) -> tuple[int, CallLine]:
    by = acting(request)
    call = actions.offer_call(
        number=data.number,
        jurisdiction=data.jurisdiction,
        place=data.place.point() if data.place else None,
        place_source=data.place_source,
        accuracy_m=data.accuracy_m,
        by=by,
    )
    return 201, call_line(call)


@router.post("/taken-down", response={201: CallLine}, summary="A call that came another way")
def take_down(request: HttpRequest, data: TakenDownIn) -> tuple[int, CallLine]:
    """At a desk or by radio: it rang and is answered, in one act."""
    return 201, call_line(actions.take_down_call(**data.dict(), by=acting(request)))


@router.get("/{uuid:call}", response=CallOut, summary="One call")
def one(request: HttpRequest, call: UUID) -> CallOut:
    found = queries.call_seen(acting(request), call)
    if found is None:
        raise thing_exists.refuse()
    read(found.call, "call", acting(request))
    return call_out(found)


@router.post("/{uuid:call}/answer", response=CallLine, summary="Someone picks up")
def answer(request: HttpRequest, call: UUID) -> CallLine:
    return call_line(actions.answer_call(call=call, by=acting(request)))


@router.post("/{uuid:call}/end", response=CallLine, summary="The conversation is over")
def end(request: HttpRequest, call: UUID) -> CallLine:
    return call_line(actions.end_call(call=call, by=acting(request)))


@router.post("/{uuid:call}/abandon", response=CallLine, summary="The caller hung up unanswered")
def abandon(request: HttpRequest, call: UUID) -> CallLine:
    return call_line(actions.abandon_call(call=call, by=acting(request)))


@router.post("/{uuid:call}/location", response=CallLine, summary="Where the caller is")
def locate(request: HttpRequest, call: UUID, data: LocationIn) -> CallLine:
    by = acting(request)
    located = actions.locate_call(
        call=call,
        place=data.place.point(),
        source=data.source,
        accuracy_m=data.accuracy_m,
        by=by,
    )
    return call_line(located)


@router.post("/{uuid:call}/secrecy", response=CallLine, summary="The caller's wish for secrecy")
def secrecy(request: HttpRequest, call: UUID, data: SecrecyIn) -> CallLine:
    return call_line(actions.keep_caller_secret(call=call, wanted=data.wanted, by=acting(request)))


def calls_listed(calls: list[CallSeen], by: Actor) -> list[CallOut]:
    """Who reads a list of numbers is recorded, once in a quarter of an hour; not an empty one."""
    if calls:
        read_of_areas(by.areas(WATCHERS), "calls", by)
    return [call_out(call) for call in calls]


def call_out(seen: CallSeen) -> CallOut:
    return CallOut(**call_line(seen.call).dict(), number=seen.number)


def call_line(call: Call) -> CallLine:
    return CallLine(
        id=call.pk,
        state=call.state,
        jurisdiction=call.jurisdiction_id,
        offered_at=call.offered_at,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        answered_by=call.answered_by_id,
        place=place_data(call.place),
        place_source=call.place_source,
        accuracy_m=call.accuracy_m,
        wants_secrecy=call.wants_secrecy,
        returns=call.returns_id,
        tries=call.tries,
        tried_at=call.tried_at,
        erased_at=call.erased_at,
    )
