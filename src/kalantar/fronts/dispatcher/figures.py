"""The figures of the room, each counted by PostgreSQL: the bar, and the units by their status."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Min, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kalantar.call_backs.queries import Owed, count_owed
from kalantar.calls.models import CallState
from kalantar.calls.queries import answering, visible_calls
from kalantar.dispatch.by_hour import AT_ONCE
from kalantar.dispatch.queue import queue_counts
from kalantar.incidents.models import Incident
from kalantar.kernel.actor import Actor
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import digits_for, localise_number
from kalantar.patrols.board import status_counts
from kalantar.patrols.models import UnitStatus
from kalantar.patrols.states import STATES
from kalantar.places.models import Jurisdiction

SHIFT = timedelta(hours=8)  # the figures in the bar tell of this long
GOOD = 0.9
BUSY = (UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE)
PARTS = (
    ((UnitStatus.AVAILABLE,), STATES[UnitStatus.AVAILABLE]),
    (BUSY, Sentence(en="on a job", fa="در مأموریت")),
    ((UnitStatus.UNAVAILABLE,), STATES[UnitStatus.UNAVAILABLE]),
)


def figures(city: Jurisdiction | None, reader: Actor) -> list[dict[str, Any]]:
    """How the room has done in the last shift. Five queries. Shares of nothing are not said."""
    if city is None:
        return []
    now = reader.now()
    answered = answering(reader, now - SHIFT, now, city=city.pk)
    queue = queue_counts(reader, city.id, now)
    ringing = visible_calls(reader, city.pk).filter(state=CallState.OFFERED).count()
    return [
        _alarms(queue.waiting),
        *([_count(queue.to_be_closed, _("to be closed"), "warn")] if queue.to_be_closed else []),
        *_share(answered.within_10_s, _("answered within 10 s")),
        *_share(_sent_at_once(city, reader), _("dispatched within 60 s")),
        _count(ringing, _("calls waiting"), "warn"),
        _to_call_back(count_owed(reader, now, city.pk)),
    ]


def tally(city: Jurisdiction | None, reader: Actor) -> list[dict[str, Any]]:
    """How many are free, busy and away. Two queries, one of them for whose crew the reader is in."""
    counted = status_counts(reader, city.id) if city else {}
    return [
        {
            "status": ",".join(states),
            "sign": states[0],
            "name": name,
            "count": sum(counted.get(state, 0) for state in states),
        }
        for states, name in PARTS
    ]


def _sent_at_once(city: Jurisdiction, reader: Actor) -> float | None:
    """Of the incidents of the last shift a unit was sent to, the share where it was at once."""
    opened = Incident.objects.visible_to(reader).filter(
        city=city, opened_at__gte=reader.now() - SHIFT
    )
    sent = opened.annotate(first=Min("dispatches__sent_at")).filter(first__isnull=False)
    told = sent.aggregate(
        sent=Count("pk"), at_once=Count("pk", filter=Q(first__lte=F("opened_at") + AT_ONCE))
    )
    return told["at_once"] / told["sent"] if told["sent"] else None


def _share(share: float | None, name: str) -> list[dict[str, Any]]:
    if share is None:
        return []
    mood = "good" if share >= GOOD else "warn"
    return [{"value": percent(share), "name": name, "mood": mood, "page": "dispatcher:shift"}]


def percent(share: float) -> str:
    """``96%``, in Persian ``۹۶٪``."""
    said = f"{round(share * 100)}"
    return digits_for("fa", said) + "٪" if (get_language() or "fa").startswith("fa") else f"{said}%"


def _alarms(number: int) -> dict[str, Any]:
    """Said aloud by screen readers, and by a sound where the reader wants one, when it grows."""
    name = _("incident waiting too long") if number == 1 else _("incidents waiting too long")
    counted = _count(number, name, "alarm")
    return counted | {"alarms": True}


def _to_call_back(owed: Owed) -> dict[str, Any]:
    """Linked to the list, and how many of them wait longer than they should."""
    name, language = _("abandoned, to call back"), get_language() or "fa"
    if owed.late:
        late = _("abandoned, to call back, %(late)s of them late")
        name = late % {"late": localise_number(owed.late, language)}
    return _count(owed.count, name, "alarm" if owed.late else "") | {
        "page": "call_taker:call_backs"
    }


def _count(number: int, name: str, mood: str) -> dict[str, Any]:
    return {"value": number, "name": name, "mood": mood if number else ""}
