"""Calling back for programs: who is to be called back, by whom, and what became of it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from kalantar.call_backs import actions, queries
from kalantar.call_backs.models import CallBack
from kalantar.call_backs.queries import CallBackSeen
from kalantar.calls.api import CallLine, CallOut, Limit, call_line, calls_listed
from kalantar.kernel.moment import Moment
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.people.roles import WATCHERS

router = Router()
Code = Literal["no_answer", "switched_off", "not_in_service", "known_from_others"]


class GiveUpIn(Schema):
    """Why nobody will be reached."""

    reason: Code


class CallBackLine(Schema):
    """A caller who hung up, without the number. ``call``: the first time since somebody spoke with them,
    ``last``: the latest, whose id the verbs take too. ``due_at``: until then they are to be spoken with.

    ``outcome``: empty while they wait; else ``called_back``, ``rang_again`` (and was answered),
    ``given_up`` or ``erased``. ``spoken_in``: the call in which they were spoken with.
    """

    id: UUID
    call: UUID
    last: UUID
    jurisdiction: UUID
    left_at: datetime
    due_at: datetime
    hung_up: int
    tries: int
    tried_at: datetime | None
    owner: UUID | None
    taken_up_at: datetime | None
    outcome: str
    settled_at: datetime | None
    settled_by: UUID | None
    spoken_in: UUID | None
    reason: str


class CallBackOut(CallBackLine):
    """``number``: of the latest call, as in that call. ``late``: whether they wait, or waited, too long."""

    number: str | None
    late: bool


@router.get("/to-return", response=list[CallOut], summary="Abandoned calls to be called back")
def to_return(request: HttpRequest, after: UUID | None = None, limit: Limit = 50) -> list[CallOut]:
    """The latest first. ``after``: the last call of the page before."""
    by = acting(request)
    return calls_listed(queries.calls_to_return(by, after=after, limit=limit), by)


@router.get("/call-backs", response=list[CallBackOut], summary="Callers who wait to be called back")
def owed(request: HttpRequest, after: UUID | None = None, limit: Limit = 50) -> list[CallBackOut]:
    """The soonest deadline first. ``after``: the last one of the page before."""
    return _listed(request, queries.owed_call_backs(acting(request), after=after, limit=limit))


@router.get(
    "/call-backs/past", response=list[CallBackOut], summary="What became of callers who hung up"
)
def past(
    request: HttpRequest,
    since: Moment,
    until: Moment,
    after: UUID | None = None,
    limit: Limit = 50,
) -> list[CallBackOut]:
    """Of those who hung up in ``[since, until)`` and wait no longer, the latest first."""
    by = acting(request)
    return _listed(request, queries.past_call_backs(by, since, until, after=after, limit=limit))


@router.post(
    "/{uuid:call}/take-up", response=CallBackLine, summary="Somebody is going to call back"
)
def take_up(request: HttpRequest, call: UUID) -> CallBackLine:
    """Until the deadline another is refused, and told who it is."""
    return _line(actions.take_up_call_back(call=call, by=acting(request)))


@router.post(
    "/{uuid:call}/return", response={201: CallLine}, summary="Called back, and they answered"
)
def return_call(request: HttpRequest, call: UUID) -> tuple[int, CallLine]:
    """The answer is the new call; the abandoned one stays as it was, and leaves the list."""
    return 201, call_line(actions.return_call(call=call, by=acting(request)))


@router.post("/{uuid:call}/not-reached", response=CallLine, summary="Called back, nobody answered")
def not_reached(request: HttpRequest, call: UUID) -> CallLine:
    return call_line(actions.could_not_reach(call=call, by=acting(request)))


@router.post(
    "/{uuid:call}/give-up", response=CallBackLine, summary="Nobody could be reached in three tries"
)
def give_up(request: HttpRequest, call: UUID, data: GiveUpIn) -> CallBackLine:
    by = acting(request)
    return _line(actions.give_up_call_back(call=call, reason=data.reason, by=by))


def _listed(request: HttpRequest, found: list[CallBackSeen]) -> list[CallBackOut]:
    """Who reads a list of numbers is recorded, as of a list of calls."""
    if found:
        read_of_areas(acting(request).areas(WATCHERS), "calls", acting(request))
    return [
        CallBackOut(**_line(one.row).dict(), number=one.caller.number, late=one.late)
        for one in found
    ]


def _line(row: CallBack) -> CallBackLine:
    return CallBackLine(
        id=row.pk,
        call=row.call_id,
        last=row.last_id,
        jurisdiction=row.jurisdiction_id,
        left_at=row.left_at,
        due_at=row.due_at,
        hung_up=row.hung_up,
        tries=row.tries,
        tried_at=row.tried_at,
        owner=row.owner_id,
        taken_up_at=row.taken_up_at,
        outcome=row.outcome,
        settled_at=row.settled_at,
        settled_by=row.settled_by_id,
        spoken_in=row.spoken_in_id,
        reason=row.reason,
    )
