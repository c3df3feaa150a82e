"""What the room shows, gathered once a fragment, starting from what the reader may see."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from kalantar.calls.queries import answering, calls_to_return, waiting_calls
from kalantar.dispatch.queries import QueueRow, alarms, incident_card, queue
from kalantar.dispatch.recommendation import Proposed
from kalantar.fronts.dispatcher import keys
from kalantar.fronts.dispatcher.decisions import decisions
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.incidents.models import Incident
from kalantar.incidents.queries import answers_said, visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.story import PAGE, told
from kalantar.patrols.models import UnitStatus
from kalantar.patrols.queries import BoardUnit, board
from kalantar.patrols.states import STATES
from kalantar.people.middleware import acting
from kalantar.places.models import Jurisdiction

SHOWN = 200  # a longer queue is cut: nobody reads it, and its end is the least urgent
MOST_LINES = 5000  # of one incident's timeline
SHIFT = timedelta(hours=8)  # the figures in the bar tell of this long


def queue_of(city: Jurisdiction | None, reader: Actor) -> list[QueueRow]:
    return queue(reader, city.id, reader.now())[:SHOWN] if city else []


def open_incidents(city: Jurisdiction | None, reader: Actor) -> list[Incident]:
    return list(visible_incidents(reader).open().filter(city=city)) if city else []


def card(request: HttpRequest, id: UUID | None) -> dict[str, Any]:
    """Everything about one incident, and what sending would cost, before it is pressed."""
    reader = acting(request)
    found = incident_card(reader, id) if id else None
    if found is None:
        return {"incident": None}
    advice = found.recommendation
    lines = lines_of(request)
    story = told(found.incident.pk, reader, limit=lines + 1)
    return {
        "card": found,
        "incident": found.incident,
        "chosen_id": found.incident.pk,
        "state": INCIDENT.states[found.incident.state],
        "precision": precision(found.incident),
        "secret": any(seen.call.wants_secrecy for seen in found.calls),
        "recommendation": advice,
        "enough": found.incident.units_on_it >= found.incident.type.units,
        "assignments": [(seen.assignment, keys.of_assignment(seen)) for seen in found.running],
        "answers": answers_said(found.answers),
        "verbs": keys.of_incident(found),
        "decisions": decisions(found, reader),
        "timeline": story[:lines],
        "lines": lines,
        "more_lines": lines + PAGE if len(story) > lines else 0,
        "operation": uuid7(),
        "focus": focus(found.incident, advice.recommended if advice else []),
    }


def lines_of(request: HttpRequest) -> int:
    """How much of the timeline is open: the card asks for as much again when it changes."""
    asked = request.GET.get("lines", "")
    return min(int(asked), MOST_LINES) if re.fullmatch("[1-9][0-9]{1,4}", asked) else PAGE


def focus(incident: Incident, going: list[Proposed]) -> dict[str, Any]:
    """What the map turns to: the place and how precisely it is known."""
    assert incident.place is not None
    return {
        "id": incident.pk,
        "lon": incident.place.lon,
        "lat": incident.place.lat,
        "accuracy": incident.accuracy_m or 0,
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
    said = str(PRECISION.get(incident.place_source, ""))
    if incident.accuracy_m:
        within = _("within %(metres)s m") % {"metres": round(incident.accuracy_m)}
        return f"{said}، {within}" if said and _is_persian(said) else f"{said}, {within}"
    return said


def _is_persian(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def units(city: Jurisdiction | None, reader: Actor, statuses: str = "") -> list[BoardUnit]:
    """The city's units by call sign; ``statuses`` with commas between, empty for all on duty."""
    if city is None:
        return []
    wanted = set(statuses.split(",")) if statuses else set()
    found = board(reader, city.id, off_duty="off_duty" in wanted)
    return [unit for unit in found if not wanted or unit.status in wanted]


def other_incidents(city: Jurisdiction | None, reader: Actor, left: UUID) -> list[tuple[str, str]]:
    """What a unit could be diverted to: id and words of each open incident but the one it leaves."""
    return [
        (str(one.pk), f"{one.priority} · {one.type.name} · {one.address}")
        for one in (line.incident for line in queue_of(city, reader))
        if one.pk != left
    ]


def tally(city: Jurisdiction | None, reader: Actor) -> list[dict[str, Any]]:
    """How many are free, busy and away."""
    counted = Counter(unit.status for unit in units(city, reader))
    busy = (UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE)
    parts = [
        ((UnitStatus.AVAILABLE,), STATES[UnitStatus.AVAILABLE]),
        (busy, Sentence(en="on a job", fa="در مأموریت")),
        ((UnitStatus.UNAVAILABLE,), STATES[UnitStatus.UNAVAILABLE]),
    ]
    return [
        {
            "status": ",".join(states),
            "sign": states[0],
            "name": name,
            "count": sum(counted[state] for state in states),
        }
        for states, name in parts
    ]


def figures(city: Jurisdiction | None, reader: Actor) -> list[dict[str, Any]]:
    """How the room has done in the last shift. Shares of nothing are not said."""
    if city is None:
        return []
    now = reader.now()
    since = now - SHIFT
    answered = answering(reader, since, now)
    sent = (
        Incident.objects.visible_to(reader)
        .filter(city=city, opened_at__gte=since)
        .annotate(first=Min("dispatches__sent_at"))
        .filter(first__isnull=False)
        .values_list("opened_at", "first")
    )
    waits = [(first - opened).total_seconds() <= 60 for opened, first in sent]
    prompt = sum(waits) / len(waits) if waits else None
    return [
        _alarms(len(alarms(reader, city.id, now))),
        *_share(answered.within_10_s, _("answered within 10 s")),
        *_share(prompt, _("dispatched within 60 s")),
        _count(len(waiting_calls(reader)), _("calls waiting"), "warn"),
        _count(len(calls_to_return(reader, now)), _("abandoned, to call back"), ""),
    ]


def _share(share: float | None, name: str) -> list[dict[str, Any]]:
    if share is None:
        return []
    return [
        {
            "value": f"{round(share * 100)}%",
            "name": name,
            "mood": "good" if share >= 0.9 else "warn",
        }
    ]


def _alarms(number: int) -> dict[str, Any]:
    """Said aloud by screen readers, and by a sound where the reader wants one, when it grows."""
    counted = _count(number, _("incidents waiting too long"), "alarm")
    return counted | {"alarms": True}


def _count(number: int, name: str, mood: str) -> dict[str, Any]:
    return {"value": number, "name": name, "mood": mood if number else ""}


def map_addresses(city: Jurisdiction | None) -> dict[str, str]:
    if city is None:
        return {}
    return {"units": reverse("dispatcher:moving"), "incidents": reverse("dispatcher:pins")}


def first_of(city: Jurisdiction | None, reader: Actor) -> UUID | None:
    """The incident at the head of the queue; None in a quiet room."""
    rows = queue_of(city, reader)
    return rows[0].incident.pk if rows else None
