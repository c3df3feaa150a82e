"""What the room shows, gathered once a fragment, starting from what the reader may see."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from kalantar.dispatch.queries import incident_card
from kalantar.dispatch.queue import queue, queue_counts
from kalantar.dispatch.recommendation import Proposed, Recommendation
from kalantar.dispatch.rules import a_unit_is_chosen
from kalantar.fronts.base.warned import warned
from kalantar.fronts.dispatcher import keys
from kalantar.fronts.dispatcher.decisions import decisions
from kalantar.fronts.dispatcher.head_of_queue import SHOWN, mark_of, says_of
from kalantar.fronts.dispatcher.passing import passed
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.incidents.models import Incident, IncidentState
from kalantar.incidents.queries import answers_said, visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.story import PAGE, told
from kalantar.patrols.board import board
from kalantar.people.middleware import acting
from kalantar.people.opening import read
from kalantar.places.models import Jurisdiction
from kalantar.premises_warnings.rules import KEEPERS

UNITS = 50  # in one page of their list
NOTES = 20  # of an incident, seen at once; those before open with a key
OLD_AFTER_S = 60  # a recommendation this old says so, and offers to be made again
MOST_LINES = 5000  # of one incident's timeline, and of its notes


def queue_of(city: Jurisdiction | None, reader: Actor, after: UUID | None = None) -> dict[str, Any]:
    """A page of the queue, and how long it is in all. At most four queries, however long it is."""
    if city is None:
        return {"queue": [], "first": None, "opened": 0, "mark": ""}
    now = reader.now()
    rows = queue(reader, city.id, now, after=after, limit=SHOWN + 1)
    counts = queue_counts(reader, city.id, now)
    return {
        "queue": rows[:SHOWN],
        "first": rows[0].incident.pk if rows else None,
        "after": after,
        "next_after": rows[SHOWN - 1].incident.pk if len(rows) > SHOWN else None,
        "opened": counts.opened,
        "mark": "" if after else mark_of([says_of(row) for row in rows[:SHOWN]]),
    }


def open_incidents(city: Jurisdiction | None, reader: Actor) -> list[Incident]:
    return list(visible_incidents(reader).open().filter(city=city)) if city else []


def card(request: HttpRequest, id: UUID | None) -> dict[str, Any]:
    """Everything about one incident, and what sending would cost, before it is pressed.

    That it was read is recorded here and so for whatever shows a card: opened by hand, asked for again
    by itself, or as the answer to a verb, refused or not.
    """
    reader = acting(request)
    lines, notes = lines_of(request, "lines", PAGE), lines_of(request, "notes", NOTES)
    found = incident_card(reader, id, notes=notes + 1) if id else None
    if found is None:
        return {"incident": None}
    read(found.incident, "incident", reader)
    advice = found.recommendation
    story = told(found.incident.pk, reader, limit=lines + 1)
    return {
        "card": found,
        "incident": found.incident,
        "warnings": warned(found.incident, reader),
        "enters_warnings": reader.holds(KEEPERS, found.incident.jurisdiction.ancestors),
        "chosen_id": found.incident.pk,
        "state": INCIDENT.states[found.incident.state],
        "precision": precision(found.incident),
        "secret": found.secret,
        "recommendation": advice,
        "offers": offers(advice),
        "old_after_s": OLD_AFTER_S,
        "choose_one": a_unit_is_chosen.said,
        "passed": passed(advice.passed_over, advice.counted) if advice else None,
        "enough": found.incident.units_on_it >= found.incident.type.units,
        "assignments": [(seen.sent, keys.of_assignment(seen)) for seen in found.running],
        "notes": found.notes[-notes:],
        "notes_open": notes,
        "more_notes": notes + PAGE if len(found.notes) > notes else 0,
        "answers": answers_said(found.answers),
        "verbs": keys.of_incident(found),
        "decisions": decisions(found, reader),
        "timeline": story[:lines],
        "lines": lines,
        "more_lines": lines + PAGE if len(story) > lines else 0,
        "operation": uuid7(),
        "focus": focus(found.incident, advice.recommended if advice else []),
    }


def lines_of(request: HttpRequest, name: str, usual: int) -> int:
    """How much of a list is open: the card asks for as much again when it changes."""
    asked = request.GET.get(name, "")
    return min(int(asked), MOST_LINES) if re.fullmatch("[1-9][0-9]{1,4}", asked) else usual


def offers(advice: Recommendation | None) -> list[tuple[Proposed, datetime]]:
    """Each with the moment of its position, from which the page counts on."""
    if advice is None:
        return []
    return [(offer, advice.made_at - timedelta(seconds=offer.age_s)) for offer in advice.proposed]


def focus(incident: Incident, going: list[Proposed]) -> dict[str, Any]:
    """What the map turns to: the place and how precisely it is known."""
    assert incident.place is not None
    return {
        "id": incident.pk,
        "lon": incident.place.lon,
        "lat": incident.place.lat,
        "accuracy": incident.accuracy_m or 0,
        "priority": incident.priority if incident.state != IncidentState.CLOSED else None,
        "units": [offer.unit for offer in going],
    }


PRECISION: dict[str, Sentence] = {
    "unknown": Sentence(en="place not confirmed", fa="محل تأییدنشده"),
    "cell": Sentence(en="by the telephone mast", fa="از روی آنتن تلفن همراه"),
    "subscriber": Sentence(en="by the subscriber's address", fa="نشانی مشترک تلفن"),
    "handset": Sentence(en="by the handset", fa="از تلفن همراه"),
    "caller": Sentence(en="as the caller said", fa="به گفتهٔ تماس‌گیرنده"),
    "map": Sentence(en="shown on the map", fa="روی نقشه نشان داده شد"),
}


def precision(incident: Incident) -> str:
    """How the place is known; nothing where it was erased after its time."""
    if incident.erased_at:
        return ""
    said = str(PRECISION.get(incident.place_source, ""))
    if incident.accuracy_m:
        within = _("within %(metres)s m") % {"metres": round(incident.accuracy_m)}
        return f"{said}، {within}" if said and _is_persian(said) else f"{said}, {within}"
    return said


def _is_persian(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def units_of(
    city: Jurisdiction | None,
    reader: Actor,
    statuses: str = "",
    *,
    after: UUID | None = None,
    without: Collection[UUID] = (),
) -> dict[str, Any]:
    """A page of the city's units by call sign, and where the next begins.

    ``statuses`` with commas between, empty for all on duty.
    """
    if city is None:
        return {"units": []}
    wanted = statuses.split(",") if statuses else []
    asked = {"statuses": wanted, "without": without, "after": after, "limit": UNITS + 1}
    found = board(reader, city.id, **asked)  # type: ignore[arg-type]
    return {
        "units": found[:UNITS],
        "after": after,
        "next_after": found[UNITS - 1].id if len(found) > UNITS else None,
    }


def first_of(city: Jurisdiction | None, reader: Actor) -> UUID | None:
    """The incident at the head of the queue; None in a quiet room."""
    rows = queue(reader, city.id, reader.now(), limit=1) if city else []
    return rows[0].incident.pk if rows else None


def map_addresses(city: Jurisdiction | None) -> dict[str, str]:
    return {"board": reverse("dispatcher:board")} if city else {}
