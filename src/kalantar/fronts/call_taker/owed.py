"""What the page of callers who hung up shows, from what the reader may see."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kalantar.call_backs.events import REASONS
from kalantar.call_backs.models import Outcome
from kalantar.call_backs.queries import (
    LOOKED_BACK,
    PAGE,
    WHICH,
    CallBackSeen,
    count_owed,
    count_withheld,
    named,
    owed_call_backs,
    past_call_backs,
    within_said,
)
from kalantar.call_backs.rules import caller_was_tried_three_times, nobody_else_calls_back
from kalantar.calls.rules import may_handle_call
from kalantar.fronts.base.asked import id_of
from kalantar.fronts.base.place import city_for, live_keys
from kalantar.fronts.call_taker.screen import works_in_room
from kalantar.kernel.actor import Actor
from kalantar.kernel.hours import hours_until
from kalantar.kernel.sentence import Sentence
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.people.roles import WATCHERS
from kalantar.places.models import Jurisdiction

LATE_NAMED = 10  # so many of who is late are named on top
HOURS = {"8": 8, "24": 24}  # of a figure of the shift


@dataclass(frozen=True, slots=True)
class Row:
    """One caller. ``works``: the reader may do something for them now; ``mine``: has taken it up;
    ``keys``: the verbs of the page's keys are those of this row."""

    seen: CallBackSeen
    owner: Sentence | None
    settled_by: Sentence
    works: bool
    mine: bool
    may_give_up: bool
    became: str
    keys: bool = False


def callers(request: HttpRequest) -> dict[str, Any]:
    """Who waits, the first deadline first, and what became of the others; that they were read is recorded."""
    by = acting(request)
    city, now = city_for(request, by), by.now()
    asked = {
        name: request.GET[name]
        for name in ("which", "hours", "after", "owed_after")
        if name in request.GET
    }
    context = {
        "city": city,
        "within": str(within_said()),
        "within_s": settings.CALL_BACK_WITHIN_S,
        "asked": urlencode(asked),
        "live_keys": live_keys(by, city),
        "room": works_in_room(by),
        "reasons": list(enumerate(REASONS.items(), 1)),
    }
    if city is None:
        return context
    after = id_of(asked.get("owed_after"))
    waiting = owed_call_backs(by, city.pk, after=after, limit=PAGE + 1)
    past = _past(asked, city, by)
    if waiting or past["past"]:
        read_of_areas(by.areas(WATCHERS), "calls", by)
    rows = [_row(one, by) for one in waiting[:PAGE]]
    return context | past | {
        "rows": _with_keys(rows),
        "more": len(waiting) > PAGE,
        "owed": count_owed(by, now, city.pk),
        "late": [row for row in rows if row.seen.late][:LATE_NAMED],
        "withheld": count_withheld(by, now - LOOKED_BACK, city.pk),
    }  # fmt: skip


def _past(asked: dict[str, str], city: Jurisdiction, by: Actor) -> dict[str, Any]:
    which, until = asked.get("which", ""), by.now()
    since: datetime = until - LOOKED_BACK
    if which not in WHICH:
        which = ""
    elif asked.get("hours") in HOURS:
        since = hours_until(until, HOURS[asked["hours"]])[0]
    after = id_of(asked.get("after"))
    found = past_call_backs(
        by, since, until, city=city.pk, which=which, after=after, limit=PAGE + 1
    )
    past = [_row(one, by) for one in found[:PAGE]]
    kept = {name: asked[name] for name in ("which", "hours") if name in asked}
    earlier = (
        f"{reverse('call_taker:call_backs')}?{urlencode(kept | {'city': city.pk, 'after': ''})}"
    )
    return {
        "past": past,
        "more_past": len(found) > PAGE,
        "earlier": earlier,
        "since": since,
        "title": _title(which),
    }


def _title(which: str) -> str:
    return {
        "": _("What became of the others"),
        "left": _("All who hung up"),
        "in_time": _("Spoken with in time"),
        "given_up": _("Given up"),
    }[which]


def _row(one: CallBackSeen, by: Actor) -> Row:
    row = one.row
    known = bool(one.caller.number) and not row.outcome
    works = known and may_handle_call(by, row.last) and nobody_else_calls_back(row, by)
    return Row(
        seen=one,
        owner=one.owner,
        settled_by=named(row.settled_by),
        works=works,
        mine=works and row.taken_up_at is not None and row.owner_id == by.id,
        may_give_up=works and caller_was_tried_three_times(row.tries),
        became=_became(one),
    )


def _became(one: CallBackSeen) -> str:
    said = {
        "": _("waits to be called back"),
        Outcome.CALLED_BACK: _("called back and spoken with"),
        Outcome.RANG_AGAIN: _("rang again and was answered"),
        Outcome.GIVEN_UP: _("given up after several tries"),
        Outcome.ERASED: _("never called back; the number was erased after its time"),
    }[one.row.outcome]
    return f"{said}: {REASONS[one.row.reason]}" if one.row.reason else said


def _with_keys(rows: list[Row]) -> list[Row]:
    """The keys are of the caller the reader has taken up, else of the first one may be done something for."""
    mine = next((row for row in rows if row.mine), None)
    first = mine or next((row for row in rows if row.works), None)
    return [replace(row, keys=row is first) for row in rows]
