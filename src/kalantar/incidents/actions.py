"""What can be done with an incident. Sending units to it is dispatch's.

Locks are taken in one order everywhere: incident, then call, then units by id.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection

from kalantar.calls.actions import wish_secrecy
from kalantar.calls.models import Call, PlaceSource
from kalantar.calls.rules import (
    accuracy_is_not_negative,
    may_handle_call,
    place_is_on_earth,
    place_source_is_known,
)
from kalantar.catalogue.models import Disposition, IncidentType, Question
from kalantar.catalogue.rules import catalogue_row_is_offered
from kalantar.incidents import events
from kalantar.incidents.answers import answer_to
from kalantar.incidents.area import area_at, city_of, in_words
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.incidents.models import Answer, Incident, IncidentCall, IncidentState, Note
from kalantar.incidents.numbering import number_of, year_of
from kalantar.incidents.priority import raised_priority
from kalantar.incidents.rules import (
    a_question_is_answered,
    answer_fits_the_question,
    call_is_joined,
    call_is_of_the_same_city,
    call_was_answered,
    disposition_has_its_note,
    incident_is_not_erased,
    incident_is_open,
    may_handle_incident,
    may_open_incident,
    may_reopen_incident,
    may_write_note,
    no_unit_is_on_incident,
    note_has_words,
    place_is_in_the_same_city,
    question_is_of_the_type,
    reason_is_given,
)
from kalantar.kernel.action import action, find, lock, part, thing_exists
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import Point, metres_between
from kalantar.kernel.ready import insert
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import Event, record

INCIDENTS = Incident.objects.select_related("jurisdiction")
CALLS = Call.objects.select_related("jurisdiction")
TYPES = IncidentType.objects.all()
ENDINGS = Disposition.objects.all()
COARSE_M = 800  # what is rounded to a hundredth of a degree both ways was at most so far away


@action
def create_incident(
    *,
    type: UUID,
    place: Point,
    address: str,
    place_source: str = PlaceSource.CALLER,
    accuracy_m: float | None = None,
    call: UUID | None = None,
    priority: int | None = None,
    narrative: str = "",
    answers: Mapping[UUID, str] | None = None,
    secrecy: bool = False,
    by: Actor,
) -> Incident:
    """Open an incident, joined to ``call`` where there is one, in the station that answers for it.

    ``address``: empty takes the nearest one on the map, else the coordinates.
    ``secrecy``: the caller wishes that nobody learn who called, from the first moment.
    ``priority``: None takes the type's, raised by the ``answers`` (question → ``yes``, ``no``, a
    number or words). The number comes from the city and year's serial, without gaps.
    """
    area = may_open_incident.allow(by, area_at(place, call))
    _place_is_possible(place, place_source, accuracy_m)
    told = None if call is None else may_handle_call.allow(by, lock(CALLS, call))
    sort, replies = _type(type), _replies(type, answers or {})
    now, city = by.now(), city_of(area)
    incident = Incident(
        type=sort,
        priority=priority or raised_priority(sort.priority, replies),
        place=place,
        address=in_words(address, place, city),
        place_source=place_source,
        accuracy_m=accuracy_m,
        city_id=city,
        jurisdiction=area,
        narrative=normalise(narrative),
        opened_at=now,
        waiting_since=now,
    )
    if told is not None:
        call_was_answered.require(told)
        call_is_of_the_same_city.require(told, incident)
        _keep_secret(told, secrecy, by)
    incident.number = _next_number(incident.city_id, now)
    insert(incident)
    if told is not None:
        insert(IncidentCall(incident=incident, call=told, joined_at=now))
    _keep(incident, replies, now)
    created = events.IncidentCreated(incident.pk, sort.pk, incident.priority, place_source, call)
    _record(created, incident, by, *([told] if told else []))
    return incident


@action
def join_call(*, incident: UUID, call: UUID, secrecy: bool = False, by: Actor) -> Incident:
    """Another caller tells of the same incident; ``secrecy``: and wishes that nobody learn who."""
    joined = may_handle_incident.allow(by, lock(INCIDENTS, incident))
    told = may_handle_call.allow(by, lock(CALLS, call))
    incident_is_open.require(joined)
    call_was_answered.require(told)
    call_is_of_the_same_city.require(told, joined)
    _keep_secret(told, secrecy, by)
    insert(IncidentCall(incident=joined, call=told, joined_at=by.now()))
    nth = IncidentCall.objects.filter(incident=joined, parted_at=None).count()
    _record(events.CallJoined(incident, call, nth), joined, by, told)
    return joined


@action
def part_call(*, incident: UUID, call: UUID, by: Actor) -> Incident:
    """The call was about something else: take it apart, so that it can have its own incident."""
    parted = may_handle_incident.allow(by, lock(INCIDENTS, incident))
    link = (
        IncidentCall.objects.select_for_update(of=("self",))
        .select_related("call")
        .filter(incident=parted, call=call, parted_at=None)
        .first()
    )
    call_is_joined.require(link)
    assert link is not None
    link.parted_at = by.now()
    link.save(update_fields=["parted_at"])
    _record(events.CallParted(incident, call), parted, by, link.call)
    return parted


@action
def change_priority(*, incident: UUID, priority: int, why: str, by: Actor) -> Incident:
    """1 (life in danger) … 5 (no hurry), with the reason."""
    changed = may_handle_incident.allow(by, lock(INCIDENTS, incident))
    incident_is_open.require(changed)
    reason_is_given.require(why)
    _set_priority(changed, priority, by.because(why))
    return changed


@action
def change_type(*, incident: UUID, type: UUID, why: str = "", by: Actor) -> Incident:
    """It turned out to be something else. The priority rises with the new type, never falls."""
    changed = may_handle_incident.allow(by, lock(INCIDENTS, incident))
    incident_is_open.require(changed)
    before, changed.type = changed.type_id, _type(type)
    changed.save(update_fields=["type"])
    _record(events.TypeChanged(incident, before, type), changed, by.because(why))
    if changed.type.priority < changed.priority:
        _set_priority(changed, changed.type.priority, by.because(why))
    return changed


@action
def correct_place(
    *,
    incident: UUID,
    place: Point,
    address: str,
    place_source: str,
    accuracy_m: float | None = None,
    by: Actor,
) -> Incident:
    """It is elsewhere in the city; another station may answer for it now. ``address`` as opening."""
    moved = may_handle_incident.allow(by, lock(INCIDENTS, incident))
    incident_is_open.require(moved)
    _place_is_possible(place, place_source, accuracy_m)
    area = area_at(place, within=moved.city_id)
    place_is_in_the_same_city.require(area, moved)
    metres = round(metres_between(_point(moved), place))
    moved.address = in_words(address, place, moved.city_id)
    moved.place, moved.jurisdiction = place, area
    moved.place_source, moved.accuracy_m = place_source, accuracy_m
    moved.save(update_fields=["place", "address", "place_source", "accuracy_m", "jurisdiction"])
    _record(events.PlaceCorrected(incident, place_source, metres, area.pk), moved, by)
    return moved


@action
def add_note(*, incident: UUID, text: str, by: Actor) -> Note:
    """Free words, also on a closed incident: what is learnt later still belongs to it."""
    noted = may_write_note.allow(by, lock(INCIDENTS, incident))
    incident_is_not_erased.require(noted)
    return write_note(incident=noted, text=text, by=by)


@part
def write_note(*, incident: Incident, text: str, by: Actor) -> Note:
    """A note as part of another act: clearing, closing."""
    note_has_words.require(text)
    note = insert(
        Note(incident=incident, text=normalise(text), written_at=by.now(), author_id=by.id)
    )
    _record(events.NoteWritten(incident.pk, note.pk), incident, by)
    return note


@action
def answer_questions(*, incident: UUID, answers: Mapping[UUID, str], by: Actor) -> Incident:
    """What a caller answered to the type's questions, or answers differently now."""
    answered = may_handle_incident.allow(by, lock(INCIDENTS, incident))
    incident_is_open.require(answered)
    replies = _replies(answered.type_id, answers)
    a_question_is_answered.require(replies)
    _keep(answered, replies, by.now())
    for answer in answered.answers.filter(question__in=[question.pk for question, _ in replies]):
        _record(events.QuestionAnswered(incident, answer.pk), answered, by)
    raised = raised_priority(answered.priority, replies)
    if raised < answered.priority:
        _set_priority(answered, raised, by)
    return answered


@action
def close_incident(*, incident: UUID, disposition: UUID, note: str = "", by: Actor) -> Incident:
    """It is over, with a disposition of the catalogue; no unit may still be on it."""
    closed = may_handle_incident.allow(by, lock(INCIDENTS, incident))
    ending = find(ENDINGS, disposition)
    catalogue_row_is_offered.require(ending)
    disposition_has_its_note.require(ending, note)
    INCIDENT.advance(closed, "close")
    if closed.units_on_it:
        raise no_unit_is_on_incident.refuse()
    closed.closed_at, closed.waiting_since, closed.disposition = by.now(), None, ending
    closed.save(update_fields=["state", "closed_at", "waiting_since", "disposition"])
    if note.strip():
        write_note(incident=closed, text=note, by=by)
    _record(events.IncidentClosed(incident, disposition), closed, by)
    return closed


@action
def reopen_incident(*, incident: UUID, why: str, by: Actor) -> Incident:
    """It was not over: it waits for a unit again."""
    reopened = may_reopen_incident.allow(by, lock(INCIDENTS, incident))
    incident_is_not_erased.require(reopened)
    reason_is_given.require(why)
    INCIDENT.advance(reopened, "reopen")
    reopened.closed_at, reopened.disposition = None, None
    reopened.waiting_since = reopened.reopened_at = by.now()
    reopened.save(
        update_fields=["state", "closed_at", "waiting_since", "reopened_at", "disposition"]
    )
    _record(events.IncidentReopened(incident), reopened, by.because(why))
    return reopened


@part
def units_came(*, incident: Incident, units: int, by: Actor) -> None:
    """``units`` more are on the incident, whose row the caller has locked."""
    incident.units_on_it += units
    waited_since, now = incident.waiting_since, by.now()
    if incident.state == IncidentState.WAITING and waited_since is not None:
        INCIDENT.advance(incident, "take_up")
        incident.waiting_since = None
        waited = round((now - waited_since).total_seconds())
        _record(events.IncidentTakenUp(incident.pk, waited), incident, by)
    incident.save(update_fields=["units_on_it", "state", "waiting_since"])


@part
def unit_left(*, incident: Incident, undone: bool, by: Actor) -> None:
    """One unit is off the incident, whose row the caller has locked.

    ``undone``: no unit has done anything there, so that without this one it waits again.
    """
    incident.units_on_it -= 1
    if incident.units_on_it == 0 and undone:
        INCIDENT.advance(incident, "put_back")
        incident.waiting_since = by.now()
        _record(events.IncidentPutBack(incident.pk), incident, by)
    incident.save(update_fields=["units_on_it", "state", "waiting_since"])


_ERASE = """
UPDATE incidents_incident SET narrative = '', address = '', accuracy_m = %s, erased_at = %s,
       place = point(round(place[0]::numeric, 2)::float8, round(place[1]::numeric, 2)::float8)
WHERE id = ANY(%s)
"""


@part
def erase_incidents(incidents: Collection[UUID], now: datetime) -> int:
    """No words of anybody are left, and of the place the hundredth of a degree it lies in; the caller has
    locked the rows and judged that their time is over. The calls are erased by themselves."""
    Note.objects.filter(incident__in=incidents).update(text="")
    Answer.objects.filter(incident__in=incidents).update(text="")
    with connection.cursor() as cursor:
        cursor.execute(_ERASE, [COARSE_M, now, list(incidents)])
        return int(cursor.rowcount)


def _keep_secret(call: Call, wished: bool, by: Actor) -> None:
    """Before the call is joined, so that no screen shows its number first; a wish is kept once."""
    if wished and not call.wants_secrecy:
        wish_secrecy(call=call, by=by)


def _place_is_possible(place: Point, source: str, accuracy_m: float | None) -> None:
    place_is_on_earth.require(place)
    place_source_is_known.require(source)
    accuracy_is_not_negative.require(accuracy_m)


def _set_priority(incident: Incident, priority: int, by: Actor) -> None:
    before, incident.priority = incident.priority, priority
    incident.save(update_fields=["priority"])
    _record(events.PriorityChanged(incident.pk, before, priority), incident, by)


def _type(id: UUID) -> IncidentType:
    found = find(TYPES, id)
    catalogue_row_is_offered.require(found)
    return found


def _replies(type: UUID, answers: Mapping[UUID, str]) -> list[tuple[Question, str]]:
    """The answers with their questions; one left empty is no answer."""
    given = {question: text.strip() for question, text in answers.items() if text.strip()}
    if not given:
        return []
    questions = Question.objects.in_bulk(given.keys())
    if len(questions) < len(given):
        raise thing_exists.refuse()
    for question in questions.values():
        question_is_of_the_type.require(question, type)
    return [(questions[id], _answer(questions[id], text)) for id, text in given.items()]


def _answer(question: Question, said: str) -> str:
    text = answer_to(question.kind, said)
    if text is None:
        raise answer_fits_the_question.refuse(question=question.text)
    return text


def _keep(incident: Incident, replies: list[tuple[Question, str]], now: datetime) -> None:
    Answer.objects.bulk_create(
        [Answer(incident=incident, question=q, text=text, answered_at=now) for q, text in replies],
        update_conflicts=True,
        unique_fields=["incident", "question"],
        update_fields=["text", "answered_at"],
    )


def _next_number(city: UUID, now: datetime) -> str:
    """Taken as late as possible: the serial's row is locked until the action ends."""
    year = year_of(now)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO incidents_incidentserial AS serial (city_id, year, last)"
            " VALUES (%s, %s, 1) ON CONFLICT (city_id, year) DO UPDATE SET last = serial.last + 1"
            " RETURNING last",
            [city, year],
        )
        row = cursor.fetchone()
    return number_of(year, row[0])


def _point(incident: Incident) -> Point:
    assert incident.place is not None
    return incident.place


def _record(event: Event, incident: Incident, by: Actor, *calls: Call) -> None:
    record(event, about=[incident, *calls], by=by, areas=incident.jurisdiction.ancestors)
