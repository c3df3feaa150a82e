"""What screens and programs ask about incidents; everything starts from what the reader may see."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from kalantar.calls.models import ERASED, Call, CallState
from kalantar.calls.queries import CallSeen, seen, touched_by_calls, visible_calls
from kalantar.incidents.models import (
    Answer,
    Incident,
    IncidentCall,
    IncidentQuerySet,
    IncidentSerial,
    Note,
)
from kalantar.incidents.numbering import number_of
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.labels import Labels, as_number, labels, names
from kalantar.kernel.listing import rows_after
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import normalise
from kalantar.kernel.text.digits import to_latin_digits, to_persian_digits
from kalantar.kernel.timeline import Subject
from kalantar.patrols.queries import in_hidden_crews
from kalantar.people.queries import read_lately
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope

NEAR_M = 500  # duplicates are looked for within it
LATELY = timedelta(minutes=90)  # a closed one is shown so long; an open one always
PAGE = 50
NOTE_ERASED = Sentence(
    en="A note, erased after its time.", fa="یادداشتی که پس از پایان مدت نگهداری پاک شده است."
)
LISTED = 200  # of the calls and of the notes of one incident


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An incident that may be the same: how far, how old, and how likely (0 … 1)."""

    incident: Incident
    distance_m: int
    age_s: int
    same_type: bool
    likeness: float


def visible_incidents(reader: Actor) -> IncidentQuerySet:
    return Incident.objects.visible_to(reader).select_related("type", "jurisdiction")


def incident_of(reader: Actor, id: UUID) -> Incident | None:
    """One incident, or None where there is none the reader may see; who shows it asks ``read`` of it."""
    found = visible_incidents(reader).select_related("disposition")
    return found.annotate(read_lately=read_lately(reader, "incident")).filter(pk=id).first()


# Mercator metres are longer than those on the ground by 1/cos(latitude), which the projection's edge
# bounds: at the poles themselves it would be a division by nothing. A closed incident is no
# longer in the index by place; the few closed so lately are read by their time.
_NEAR = """
WITH here AS (
    SELECT circle(kalantar_mercator(%(at)s::point),
                  %(radius)s / greatest(cosd((%(at)s::point)[1]), 0.08)) AS around
)
SELECT id FROM incidents_incident, here
 WHERE state <> 'closed' AND spot <@ here.around
UNION ALL
SELECT id FROM incidents_incident, here
 WHERE state = 'closed' AND closed_at > %(since)s AND spot <@ here.around
"""


def possible_duplicates(
    reader: Actor, place: Point, type: UUID | None, now: datetime
) -> list[Duplicate]:
    """Open or lately closed incidents near ``place``, the likeliest first: shown before a new one.

    Likeness falls evenly with distance and with age, and is halved for another type. Two queries.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, {"at": str(place), "radius": NEAR_M, "since": now - LATELY})
        near = [id for (id,) in cursor.fetchall()]
    found = visible_incidents(reader).filter(pk__in=near)
    alike = [_duplicate(incident, place, type, now) for incident in found]
    return sorted(alike, key=lambda one: one.likeness, reverse=True)[:8]


THERE_M, THERE_SINCE = 60, timedelta(days=90)  # the same house, in this season
PRESSING = 2  # the least urgent priority of what a crew is told of before it goes in
MOST_THERE = 5
# The station's incidents of these days are found by the index of area and time; of what was erased the
# place is a kilometre wide, and tells nothing of a house.
_THERE = """
SELECT id FROM incidents_incident
 WHERE jurisdiction_id = %(station)s AND opened_at >= %(since)s AND opened_at < %(opened)s
   AND priority <= %(pressing)s AND erased_at IS NULL
   AND spot <@ circle(kalantar_mercator(%(at)s::point), %(radius)s / greatest(cosd((%(at)s::point)[1]), 0.08))
 ORDER BY opened_at DESC, id LIMIT %(most)s
"""


def earlier_there(incident: Incident, now: datetime) -> list[Incident]:
    """What happened at the same place in the last ninety days and was pressing, the latest first: for the
    crew that is sent there, who have no other way to learn it. What, when and how it ended; not who.

    Two queries. The caller has judged that the reader attends there.
    """
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {
            "station": incident.jurisdiction_id, "since": now - THERE_SINCE,
            "opened": incident.opened_at, "at": str(incident.place), "radius": THERE_M,
            "pressing": PRESSING, "most": MOST_THERE,
        }  # fmt: skip
        cursor.execute(_THERE, asked)
        found = [id for (id,) in cursor.fetchall()]
    rows = Incident.objects.filter(pk__in=found).select_related("type", "disposition")
    return list(rows.order_by("-opened_at", "pk"))


def _duplicate(incident: Incident, place: Point, type: UUID | None, now: datetime) -> Duplicate:
    assert incident.place is not None
    metres = metres_between(incident.place, place)
    age = max(timedelta(0), now - incident.opened_at)
    near, late = max(0.0, 1 - metres / NEAR_M), max(0.0, 1 - age / LATELY)
    same = type is None or incident.type_id == type
    return Duplicate(
        incident=incident,
        distance_m=round(metres),
        age_s=round(age.total_seconds()),
        same_type=same,
        likeness=(0.6 * near + 0.4 * late) * (1.0 if same else 0.5),
    )


@dataclass(frozen=True, slots=True)
class Joined:
    """How many calls tell of an incident now, and whether one of the callers wants secrecy."""

    calls: int
    secret: bool


def joined_to(incident: UUID) -> Joined:
    """One query, however many they are."""
    links = IncidentCall.objects.filter(incident=incident, parted_at=None)
    told = links.aggregate(
        calls=Count("pk"), secret=Count("pk", filter=Q(call__wants_secrecy=True))
    )
    return Joined(calls=told["calls"], secret=bool(told["secret"]))


@touched_by_calls
def incidents_told_by(calls: Collection[UUID]) -> list[Subject]:
    """Those the calls are joined to now."""
    links = IncidentCall.objects.filter(call__in=calls, parted_at=None)
    return [("incident", id) for id in links.values_list("incident", flat=True)]


def calls_of(
    incident: UUID, reader: Actor, *, after: UUID | None = None, limit: int = LISTED
) -> list[CallSeen]:
    """The calls joined to it now, the first first; ``after``: the last of the page before.

    None to a program that reads no calls; of those of another area's room not their numbers.
    """
    if not may_reach(reader, Scope.CALLS_READ):
        return []
    joined = Call.objects.filter(
        incident_calls__incident=incident, incident_calls__parted_at=None
    ).annotate(joined_at=F("incident_calls__joined_at"))
    joined = joined.select_related("jurisdiction", "answered_by")
    return [
        seen(call, reader) for call in rows_after(joined, "joined_at", after=after, limit=limit)
    ]


def calls_to_join(
    reader: Actor, *, after: UUID | None = None, limit: int = LISTED
) -> list[CallSeen]:
    """Those in conversation that belong to no incident yet, the longest first. One query a page."""
    joined = IncidentCall.objects.filter(call=OuterRef("pk"), parted_at=None)
    speaking = visible_calls(reader).filter(state=CallState.ANSWERED).exclude(Exists(joined))
    seen_too = visible_calls(reader)  # the last one had may have been joined meanwhile
    found = rows_after(speaking, "answered_at", after=after, among=seen_too, limit=limit)
    return [seen(call, reader) for call in found]


def answers_of(incident: UUID) -> list[Answer]:
    answers = Answer.objects.filter(incident=incident).select_related("question")
    return list(answers.order_by("question__order"))


def notes_of(incident: UUID, *, before: UUID | None = None, limit: int = LISTED) -> list[Note]:
    """The latest, the first of them first; those further back stand ``before`` the first's id."""
    notes = Note.objects.filter(incident=incident).select_related("author")
    latest = rows_after(notes, "-pk", after=before, limit=limit)  # ids run with time
    return latest[::-1]


def authors_told(notes: Sequence[Note], reader: Actor) -> list[UUID | None]:
    """Who wrote each, in their order; None where it would tell which plain-clothes unit is there."""
    hidden = in_hidden_crews(
        [(note.author_id, note.written_at) for note in notes if note.author_id], reader
    )
    return [
        None if (note.author_id, note.written_at) in hidden else note.author_id for note in notes
    ]


def incident_of_call(reader: Actor, call: UUID) -> Incident | None:
    """The incident a call is joined to now, or None."""
    joined = visible_incidents(reader).filter(
        incident_calls__call=call, incident_calls__parted_at=None
    )
    return joined.first()


def incidents_found(
    reader: Actor,
    *,
    city: UUID | None = None,
    number: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    type: UUID | None = None,
    priority: int | None = None,
    state: str = "",
    address: str = "",
    before: UUID | None = None,
    limit: int = PAGE,
) -> list[Incident]:
    """The history, the latest first, in pages: the next begins ``before`` the last one's id.

    ``address``: words that all stand in it; read row by row, so give days as well where there are many.

    ``number``: whole, or its end as people say it (1043), in any digits. ``[since, until)``: opened.
    """
    found = visible_incidents(reader).select_related("disposition")
    if city is not None:
        found = found.filter(city=city)
    if number.strip():
        found = _numbered(found, to_latin_digits(number).strip())
    if since is not None:
        found = found.filter(opened_at__gte=since)
    if until is not None:
        found = found.filter(opened_at__lt=until)
    if type is not None:
        found = found.filter(type=type)
    if priority is not None:
        found = found.filter(priority=priority)
    if state:
        found = found.filter(state=state)
    for word in normalise(address).split():
        found = found.filter(
            Q(address__icontains=to_latin_digits(word))
            | Q(address__icontains=to_persian_digits(word))  # as some were written down once
        )
    seen_too = visible_incidents(reader)  # the last one had may be of another state meanwhile
    return rows_after(found, "-opened_at", after=before, among=seen_too, limit=limit)


def _numbered(found: IncidentQuerySet, number: str) -> IncidentQuerySet:
    """1405-001043 is that one; 1043 is the one of that serial in any year."""
    year, dash, serial = number.rpartition("-")
    if not serial.isdecimal() or (dash and not year.isdecimal()):
        return found.none()
    years = IncidentSerial.objects.values_list("year", flat=True).distinct()
    return found.filter(
        number__in=[number_of(each, int(serial)) for each in ([int(year)] if dash else years)]
    )


@names("incident", "number", "number", said=as_number)
def incident_labels(reader: Actor) -> QuerySet[Incident]:
    """The number: it says nothing about anybody, so every reader of the entry may know it."""
    return Incident.objects.all()


@labels("note")
def note_labels(ids: Collection[UUID], reader: Actor) -> Labels:
    """The words themselves: only the incident's timeline names a note, and its readers are judged
    there; the crew of a unit sent from elsewhere reads them, too."""
    notes = Note.objects.filter(pk__in=ids)
    return {
        note.pk: Sentence(en=f"“{note.text}”", fa=f"«{note.text}»") if note.text else NOTE_ERASED
        for note in notes
    }


@labels("answer")
def answer_labels(ids: Collection[UUID], reader: Actor) -> Labels:
    """Question and answer together, for the readers of the incident's timeline."""
    answers = Answer.objects.filter(pk__in=ids).select_related("question")
    return {one.pk: answer_said(one) for one in answers}


def answer_said(answer: Answer) -> Sentence:
    """``Is anybody hurt? Yes``; yes and no in the reader's language, other words as they were."""
    text = ANSWERS.get(answer.text.casefold(), Sentence(en=answer.text, fa=answer.text))
    text = text if answer.text else ERASED
    question = answer.question.text
    return Sentence(en=f"{question.en} {text.en}", fa=f"{question.fa} {text.fa}")


def answers_said(answers: Iterable[Answer]) -> list[tuple[Sentence, Sentence | str]]:
    """Each question with its answer, as a card or a phone shows them."""
    return [
        (one.question.text, ANSWERS.get(one.text.casefold(), one.text or ERASED)) for one in answers
    ]


ANSWERS = {"yes": Sentence(en="Yes", fa="بله"), "no": Sentence(en="No", fa="خیر")}
